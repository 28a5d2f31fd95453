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
import { Problem } from '../errors/problem.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import { listForms, readForm } from './pages.ts'
import { createForm, publishForm, saveFormDraft } from './publish.ts'
import { completeResponse, getResponse, listResponses, saveResponse, startResponse } from './responses.ts'
import { seedForm } from './seed.ts'

const [hq, person] = [newId(), newId()]
const scratch = mkdtempSync(path.join(tmpdir(), 'bylaw-forms-'))
chmodSync(scratch, 0o755)
const subject = { org_id: hq, subject_type: 'test.visit', subject_id: newId() }
const choices = [
  { value: 'yes', score: 1 },
  { value: 'no', score: 0 },
]
const question = (name: string) => ({ type: 'radiogroup', name, isRequired: true, critical: true, choices })
let engine: EmbeddedEngine
let pool: pg.Pool
let app: Kernel

beforeAll(async () => {
  engine = await startEmbedded({ dir: path.join(scratch, 'pg'), durable: false })
  await migrate(engine.url)
  pool = makePool({ url: await ensureAppRole(engine.url, 'a secret for this test only, 32 chars') })
  app = { db: makeDb(pool), clock: () => new Date('2026-03-06T08:30:00Z') } as Kernel
  await run(async ({ tx, now }) => {
    const root = { id: hq, kind: 'headquarters', code: 'HQ', name: '总部', path: [hq], life: 'active' }
    await tx.insertInto('kernel.organisation').values(root).execute()
    await tx.insertInto('kernel.person').values({ id: person, name: '何川', home_org_id: hq }).execute()
    const form = {
      key: 'test.visit',
      title: '考察',
      title_tw: '考察',
      title_en: 'Visit',
      json: { elements: [question('exits')] },
    }
    await seedForm(tx, form, now)
    await seedForm(tx, form, now)
  })
})
afterAll(async () => {
  await pool?.end()
  await engine?.stop()
  rmSync(scratch, { recursive: true, force: true })
})

/** Runs as a person who may do everything: who may what is the chapters' business. */
const run = <T>(work: (ctx: Ctx) => Promise<T>) =>
  asSystem(app, (ctx) => work({ ...ctx, actor: { ...ctx.actor, person_id: person } }), {
    untrailed: 'tried here',
  })
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Problem ? error.code : Promise.reject(error)),
  )

test('answers are saved as far as they go, scored by the server, and final once complete', async () => {
  const { id } = await run((ctx) => startResponse(ctx, { ...subject, form: 'test.visit' }))
  expect(await codeOf(run((ctx) => completeResponse(ctx, { id, version: 1 })))).toBe(
    'forms.errors.incomplete',
  )
  const saved = await run((ctx) => saveResponse(ctx, { id, version: 1, answers: { exits: 'no' } }))
  expect(saved).toMatchObject({
    score: 0,
    max: 1,
    failed_critical: ['exits'],
    version: 2,
    completed_at: null,
  })
  expect(await codeOf(run((ctx) => saveResponse(ctx, { id, version: 1, answers: {} })))).toBe('errors.stale')
  const done = await run((ctx) => completeResponse(ctx, { id, version: 2, answers: { exits: 'yes' } }))
  expect(done).toMatchObject({ score: 1, max: 1, failed_critical: [], completed_by: person, version: 3 })
  const late = run((ctx) => saveResponse(ctx, { id, version: 3, answers: { exits: 'no' } }))
  expect(await codeOf(late)).toBe('forms.errors.already_completed')
  expect((await run((ctx) => listResponses(ctx, subject))).map((response) => response.id)).toContain(id)
})

test('a response stays on the version it began with; a new one answers the newest', async () => {
  const before = await run((ctx) => startResponse(ctx, { ...subject, form: 'test.visit' }))
  const form = (await run(listForms)).items.find((one) => one.key === 'test.visit')!
  const json = { elements: [question('exits'), question('signage')] }
  const draft = await run((ctx) => saveFormDraft(ctx, { form_id: form.id, version: 0, json }))
  await run((ctx) => publishForm(ctx, { id: draft.id, version: 1 }))
  const after = await run((ctx) => startResponse(ctx, { ...subject, form: 'test.visit' }))
  expect([before.max, after.max]).toEqual([1, 2])
  expect((await run((ctx) => getResponse(ctx, before.id))).form_version_id).not.toBe(after.form_version_id)
  expect((await run((ctx) => readForm(ctx, form.id))).versions.map((one) => one.number)).toEqual([2, 1])
})

test('a published version is final, whoever tries; an unsound draft is not published', async () => {
  const owner = makePool({ url: engine.url, max: 1 })
  await expect(owner.query('update kernel.form_version set number = 9')).rejects.toThrow('final')
  await owner.end()
  const form = { key: 'test.empty', title: '空表', title_en: null, json: { elements: [] } }
  const draft = await run((ctx) => createForm(ctx, form))
  expect(await codeOf(run((ctx) => publishForm(ctx, { id: draft.id, version: 1 })))).toBe(
    'forms.errors.unsound',
  )
  const unpublished = run((ctx) => startResponse(ctx, { ...subject, form: 'test.empty' }))
  expect(await codeOf(unpublished)).toBe('forms.errors.no_published_version')
  expect(await codeOf(run((ctx) => createForm(ctx, form)))).toBe('forms.errors.key_taken')
})
