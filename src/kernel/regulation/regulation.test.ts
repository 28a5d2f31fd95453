import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureAppRole } from '../db/app-role.ts'
import { type EmbeddedEngine, startEmbedded } from '../db/embedded.ts'
import { migrate } from '../db/migrate.ts'
import { newId } from '../db/new-id.ts'
import { makeDb, makePool } from '../db/pool.ts'
import { paragraphsOf } from '../documents/read-docx.ts'
import { Problem } from '../errors/problem.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import { parameterShape, regulationPage } from './contract.ts'
import { findEdition, hashOf, listEditions, readSnapshot } from './editions.ts'
import { exportRegulation } from './export.ts'
import { readRegulationPage } from './page.ts'
import { listParameters, readParameter, readParameterHistory } from './parameters.ts'
import { seedRegulation } from './seed.ts'
import { setParameter } from './set-parameter.ts'
import { parameter } from './values.ts'

const [hq, guMingyuan] = [newId(), newId()]
const scratch = mkdtempSync(path.join(tmpdir(), 'bylaw-regulation-'))
chmodSync(scratch, 0o755)
let engine: EmbeddedEngine
let pool: pg.Pool
let app: Kernel
let now = new Date('2026-03-06T08:30:00Z')

beforeAll(async () => {
  engine = await startEmbedded({ dir: path.join(scratch, 'pg'), durable: false })
  await migrate(engine.url)
  pool = makePool({ url: await ensureAppRole(engine.url, 'a secret for this test only, 32 chars') })
  app = { db: makeDb(pool), clock: () => now } as Kernel
  await run(async ({ tx }) => {
    const names = { name: '衡远服务集团', name_en: 'Hengyuan Services Group' }
    const root = { id: hq, kind: 'headquarters', code: 'HQ', ...names, path: [hq], life: 'active' }
    await tx
      .insertInto('kernel.organisation')
      .values({ ...root, started_on: '2020-01-01' })
      .execute()
    await tx.insertInto('kernel.person').values({ id: guMingyuan, name: '顾明远', home_org_id: hq }).execute()
  })
  await run(({ tx }) => seedRegulation(tx, now))
})
afterAll(async () => {
  await pool?.end()
  await engine?.stop()
  rmSync(scratch, { recursive: true, force: true })
})

const run = <T>(work: (ctx: Ctx) => Promise<T>) =>
  asSystem(app, (ctx) => work({ ...ctx, actor: { ...ctx.actor, name: '顾明远', person_id: guMingyuan } }), {
    untrailed: 'reads are tried here as well',
  })
const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => {
      if (error instanceof Problem) return error.fields[0]?.code ?? error.code
      throw error
    },
  )
const set = (input: Partial<Parameters<typeof setParameter>[1]>) =>
  run(async (ctx) => {
    const { version } = await readParameter(ctx, input.key ?? 'review_days')
    const given = { key: 'review_days', version, value: 10, effective_on: '2026-03-06', reason: '提速' }
    await setParameter(ctx, { ...given, ...input })
  })

test('the first edition holds from the day the company started, and starting again publishes none', async () => {
  await run(({ tx }) => seedRegulation(tx, now))
  const { items } = await run(listEditions)
  expect(items).toMatchObject([{ number: 1, effective_on: '2020-01-01', published_by_name: null }])
  expect(await faultOf(run((ctx) => readRegulationPage(ctx, { on: '2019-12-31' })))).toBe(
    'regulation.page.errors.no_edition',
  )
})

test('the regulation is read in three languages with company and numbers filled in', async () => {
  const clauseOf = async (language: 'zh-CN' | 'zh-TW' | 'en') => {
    const page = regulationPage.parse(await run((ctx) => readRegulationPage(ctx, { language })))
    const clause = page.chapters[1]?.sections[1]?.clauses[1]
    return [page.title, clause?.pieces[1], clause?.numbers[0]]
  }
  const number = { parameter: 'review_days' }
  expect(await clauseOf('zh-CN')).toEqual([
    '衡远服务集团服务机构管理办法',
    { ...number, text: '15个工作日' },
    { ...number, label: '设立与变更审核时限', value: '15个工作日' },
  ])
  expect((await clauseOf('zh-TW'))[1]).toEqual({ ...number, text: '15個工作日' })
  expect(await clauseOf('en')).toEqual([
    'Hengyuan Services Group Regulation on the Management of Service Organisations',
    { ...number, text: '15 working days' },
    { ...number, label: 'Time to review establishment and change', value: '15 working days' },
  ])
})

test('a number set for today holds today, is published and keeps what held before', async () => {
  await set({ value: 10 })
  expect(await run((ctx) => parameter(ctx, 'review_days'))).toBe(10)
  expect(await run((ctx) => parameter(ctx, 'review_days', '2026-03-05'))).toBe(15)
  const { items } = await run(listEditions)
  expect(items[0]).toMatchObject({ number: 2, effective_on: '2026-03-06', published_by_name: '顾明远' })
  const before = await run((ctx) => readRegulationPage(ctx, { on: '2026-03-05' }))
  expect(before.edition.number).toBe(1)
  expect(before.chapters[1]?.sections[1]?.clauses[1]?.pieces[1]?.text).toBe('15个工作日')
})

test('a change leaves its trail at headquarters, with what it was and what it became', async () => {
  const entry = await run(({ tx }) =>
    tx
      .selectFrom('kernel.trail_entry')
      .selectAll()
      .where('action', '=', 'regulation.parameter.set')
      .executeTakeFirst(),
  )
  expect(entry).toMatchObject({
    org_id: hq,
    actor_person_id: null,
    subject_number: 'v2',
    subject_title: '设立与变更审核时限',
    note: '提速',
    diff: { review_days: [15, 10], effective_on: [null, '2026-03-06'] },
  })
})

test('a number set for a later day waits for it, and an earlier change shines through', async () => {
  await set({ key: 'rectify_days', value: 20, effective_on: '2026-07-01' })
  await set({ key: 'notice_days', value: 45, effective_on: '2026-03-06' })
  const { items } = await run((ctx) => listParameters(ctx, {}))
  const rectify = parameterShape.parse(items.find((item) => item.key === 'rectify_days'))
  expect(rectify.in_force).toMatchObject({ value: 30, said: '30日' })
  expect(rectify.scheduled).toMatchObject([{ value: 20, said: '20日', effective_on: '2026-07-01' }])
  const editions = await run(async ({ tx }) => ({
    june: await findEdition(tx, '2026-06-30'),
    july: await findEdition(tx, '2026-07-01'),
  }))
  expect(editions.june?.effective_on).toBe('2026-03-06')
  const july = await run((ctx) => readSnapshot(ctx.tx, editions.july ?? expect.fail()))
  expect(july.values).toMatchObject({ rectify_days: 20, notice_days: 45, review_days: 10 })
})

test('the day is the one at headquarters, not in UTC', async () => {
  now = new Date('2026-06-30T15:59:59Z')
  expect(await run((ctx) => parameter(ctx, 'rectify_days'))).toBe(30)
  now = new Date('2026-06-30T16:00:00Z')
  expect(await run((ctx) => parameter(ctx, 'rectify_days'))).toBe(20)
  now = new Date('2026-03-06T08:30:00Z')
})

test('a day that has passed, a value out of range and a version not seen are refused', async () => {
  expect(await faultOf(set({ effective_on: '2026-03-05' }))).toBe('regulation.parameter.errors.past')
  expect(await faultOf(set({ value: 121 }))).toBe('regulation.parameter.errors.out_of_range')
  expect(await faultOf(set({ value: 'month' }))).toBe('regulation.parameter.errors.out_of_range')
  expect(await faultOf(set({ key: 'stocktake_cycle', value: 'decade' }))).toBe(
    'regulation.parameter.errors.not_an_option',
  )
  const probation = (value: number[]) => faultOf(set({ key: 'probation_max_months', value }))
  expect(await probation([1, 2])).toBe('regulation.parameter.errors.out_of_range')
  expect(await probation([2, 1, 6])).toBe('regulation.parameter.errors.falling')
  expect(await faultOf(set({ version: 1 }))).toBe('errors.stale')
  expect(await faultOf(run((ctx) => readParameter(ctx, 'unknown')))).toBe('errors.not_found')
})

test('two who set the same number at once: one is told to look again', async () => {
  const { version } = await run((ctx) => readParameter(ctx, 'asset_idle_days'))
  const both = [60, 120].map((value) => faultOf(set({ key: 'asset_idle_days', value, version })))
  expect((await Promise.all(both)).sort()).toEqual(['done', 'errors.stale'])
})

test('setting a number to what it is publishes no edition, but is remembered', async () => {
  const before = (await run(listEditions)).items.length
  await set({ value: 10, reason: '重申' })
  expect((await run(listEditions)).items.length).toBe(before)
  const { items } = await run((ctx) => readParameterHistory(ctx, { key: 'review_days', language: 'en' }))
  expect(items.map((item) => [item.said, item.reason])).toEqual([
    ['10 working days', '重申'],
    ['10 working days', '提速'],
    ['15 working days', null],
  ])
})

test('nobody rewrites what the regulation said', async () => {
  for (const table of ['kernel.regulation_version', 'kernel.regulation_parameter'] as const)
    await expect(run(({ tx }) => tx.deleteFrom(table).execute())).rejects.toThrow('permission denied')
})

test('the hash of an edition follows from its content alone, and proves the snapshot', async () => {
  const edition = await run(({ tx }) => findEdition(tx, '2026-03-06'))
  const snapshot = await run(({ tx }) => readSnapshot(tx, edition ?? expect.fail()))
  expect(hashOf(snapshot)).toBe(edition?.hash)
  const shuffled = Object.fromEntries(Object.entries(snapshot).reverse()) as typeof snapshot
  expect(hashOf(shuffled)).toBe(edition?.hash)
  expect(hashOf({ ...snapshot, values: { ...snapshot.values, review_days: 11 } })).not.toBe(edition?.hash)
})

test('the exported document says what the page says', async () => {
  const { name, bytes } = await run((ctx) => exportRegulation(ctx, { language: 'en' }))
  expect(name).toBe(
    'Hengyuan Services Group Regulation on the Management of Service Organisations 2026-03-06.docx',
  )
  const said = paragraphsOf(bytes)
  expect(said).toContain(
    '2.2.2　Review: within 10 working days the papers are examined, the site visited where needed, feasibility and need assessed.',
  )
  expect(said).toContain('Exported 6 March 2026')
})
