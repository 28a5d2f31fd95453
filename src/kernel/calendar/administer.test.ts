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
import { addDay, createCalendar, editCalendar, enterYear, removeDay } from './administer.ts'
import { assignCalendar } from './assign.ts'
import { isWorkingDay, knowsYear } from './calendar.ts'
import { calendarOf } from './calendar-of.ts'
import { calendarPage } from './contract.ts'
import { officeWeek } from './mainland.ts'
import { listCalendars, readCalendarPage, readOrganisationCalendar } from './pages.ts'
import { defaultCalendarId, seedCalendar } from './seed.ts'

const [hq, region, branch] = [newId(), newId(), newId()]
const scratch = mkdtempSync(path.join(tmpdir(), 'bylaw-calendar-'))
chmodSync(scratch, 0o755)
let engine: EmbeddedEngine
let pool: pg.Pool
let app: Kernel

beforeAll(async () => {
  engine = await startEmbedded({ dir: path.join(scratch, 'pg'), durable: false })
  await migrate(engine.url)
  pool = makePool({ url: await ensureAppRole(engine.url, 'a secret for this test only, 32 chars') })
  app = { db: makeDb(pool), clock: () => new Date('2026-03-06T08:30:00Z') } as Kernel
  await run(async (ctx) => {
    const place = { life: 'active' as const }
    await ctx.tx
      .insertInto('kernel.organisation')
      .values([
        { ...place, id: hq, kind: 'headquarters', code: 'HQ', name: '总部', path: [hq] },
        {
          ...place,
          id: region,
          kind: 'region',
          code: 'R',
          name: '海外区',
          parent_id: hq,
          path: [hq, region],
        },
        {
          ...{
            ...place,
            id: branch,
            kind: 'branch',
            code: 'B',
            name: '柏林分公司',
            time_zone: 'Europe/Berlin',
          },
          ...{ parent_id: region, path: [hq, region, branch] },
        },
      ])
      .execute()
    await seedCalendar(ctx.tx)
    await seedCalendar(ctx.tx)
  })
})
afterAll(async () => {
  await pool?.end()
  await engine?.stop()
  rmSync(scratch, { recursive: true, force: true })
})

const run = <T>(work: (ctx: Ctx) => Promise<T>) =>
  asSystem(app, work, { untrailed: 'reads are tried here as well' })
const works = (org: string, day: string) =>
  run((ctx) => calendarOf(ctx, org)).then((calendar) => isWorkingDay(calendar, day))
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Problem ? error.code : Promise.reject(error)),
  )
const monday = {
  day: '2026-03-09',
  kind: 'holiday' as const,
  hours_as: null,
  name: '周年庆',
  name_en: 'Anniversary',
}

test('everybody starts on the mainland calendar, each in its own time zone', async () => {
  const calendar = await run((ctx) => calendarOf(ctx, branch))
  expect(calendar.time_zone).toBe('Europe/Berlin')
  expect([knowsYear(calendar, 2026), knowsYear(calendar, 2099)]).toEqual([true, false])
  expect([await works(hq, '2026-02-14'), await works(hq, '2026-02-17')]).toEqual([true, false])
  const { items } = await run(listCalendars)
  expect(items).toMatchObject([{ id: defaultCalendarId, is_default: true, organisations: 0 }])
})

test("an organisation's own calendar holds for those below it, and giving it up inherits again", async () => {
  const input = { name: '海外', name_en: 'Overseas', week: officeWeek, copy_of: defaultCalendarId }
  const id = await run((ctx) => createCalendar(ctx, input))
  await run((ctx) => assignCalendar(ctx, { org_id: region, calendar_id: id, version: 0 }))
  expect(await run((ctx) => readOrganisationCalendar(ctx, branch))).toMatchObject({
    calendar: { id },
    from_organisation: { id: region },
    version: 0,
  })
  await run((ctx) => addDay(ctx, { id, version: 1, day: monday }))
  expect([await works(branch, monday.day), await works(hq, monday.day)]).toEqual([false, true])
  await run((ctx) => removeDay(ctx, { id, version: 2, day: monday.day }))
  expect(await works(branch, monday.day)).toBe(true)
  const stale = { org_id: region, calendar_id: null, version: 0 }
  expect(await codeOf(run((ctx) => assignCalendar(ctx, stale)))).toBe('errors.stale')
  await run((ctx) => assignCalendar(ctx, { ...stale, version: 1 }))
  expect((await run((ctx) => readOrganisationCalendar(ctx, branch))).calendar.id).toBe(defaultCalendarId)
})

test('a year is entered as a whole and then known; another year in it is refused', async () => {
  const id = await run((ctx) =>
    createCalendar(ctx, { name: '空白', name_en: null, week: officeWeek, copy_of: null }),
  )
  const newYear = { ...monday, day: '2027-01-01' }
  const outside = run((ctx) => enterYear(ctx, { id, version: 1, year: 2027, days: [newYear, monday] }))
  expect(await codeOf(outside)).toBe('errors.invalid')
  await run((ctx) => enterYear(ctx, { id, version: 1, year: 2027, days: [newYear] }))
  const page = calendarPage.parse(await run((ctx) => readCalendarPage(ctx, { id, year: 2027 })))
  expect(page).toMatchObject({
    year_known: true,
    days: [newYear],
    years: [{ year: 2027, source: 'entered' }],
  })
  expect((await run((ctx) => readCalendarPage(ctx, { id }))).year_known).toBe(false)
})

test('two who edit at once: the second is told, and nothing rolled back is remembered', async () => {
  const id = await run((ctx) =>
    createCalendar(ctx, { name: '区', name_en: null, week: officeWeek, copy_of: null }),
  )
  await run((ctx) => assignCalendar(ctx, { org_id: region, calendar_id: id, version: 0 }))
  const edit = (name: string) =>
    run((ctx) => editCalendar(ctx, { id, version: 1, name, name_en: null, week: officeWeek }))
  expect((await Promise.all([codeOf(edit('甲')), codeOf(edit('乙'))])).toSorted()).toEqual([
    'done',
    'errors.stale',
  ])
  const failing = run(async (ctx) => {
    await addDay(ctx, { id, version: 2, day: monday })
    expect(isWorkingDay(await calendarOf(ctx, branch), monday.day)).toBe(false)
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  expect(await works(branch, monday.day)).toBe(true)
})
