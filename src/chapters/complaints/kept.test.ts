import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import type { CastUser } from '../../../db/seed/cast.ts'
import { startApp } from '../../../test/support/app.ts'
import { complaintStoryOf } from '../../../test/support/complaint-story.ts'
import { readStanding } from '../../kernel/controls/contract.ts'
import { many } from '../../kernel/controls/kept.ts'
import { catchUp, measureControls } from '../../kernel/controls/measure.ts'
import { acceptAnswer, acknowledge, investigate, propose } from './complaint/contract.ts'

vi.setConfig({ testTimeout: 120_000 })
const app = await startApp({ now: '2026-03-02T01:00:00.000Z' })
const story = complaintStoryOf(app)
const control = 'complaints.acknowledged_on_time'
const resolved = 'complaints.resolved_on_time'

type Query = { clause?: string; organisation_id?: string; period?: string }
type Counts = Record<string, number[]>

/** Of every control: met, total. */
async function standing(query: Query = {}, user: CastUser = 'zhou.ting') {
  const { measured_at, clauses } = await app.as(user).call(readStanding, { query })
  const counts = clauses.flatMap(({ controls }) =>
    controls.map(({ key, met, total }): [string, number[]] => [key, [met, total]]),
  )
  return { measured_at, counts: Object.fromEntries(counts) as Counts }
}
/** The same, counted at once chapter by chapter. */
async function countedNow(): Promise<Counts> {
  const { clauses } = await app.as('zhou.ting').call(readStanding, {})
  const chapters = new Set(clauses.map(({ clause_id }) => clause_id.split('.')[0]!))
  const counts: Counts = {}
  for (const clause of chapters) Object.assign(counts, (await standing({ clause })).counts)
  return counts
}

test('of a large network the year is read as it was measured, and says when; a clause is counted now', async () => {
  await story.say(await story.assigned(), acknowledge)
  app.clock.set('2026-03-03T17:40:00.000Z')
  await measureControls(app.kernel)
  const live = await standing()
  expect(live.measured_at).toBeNull()
  expect(live.counts[control]).toEqual([1, 1])

  await sql`
    insert into kernel.organisation (id, kind, code, name, parent_id, path, life, started_on)
    select id, 'partner_point', 'M' || n, '合作网点' || n, ${app.org('上海分公司').id},
      (select path from kernel.organisation where id = ${app.org('上海分公司').id}) || id, 'proposed', null
    from (select n, gen_random_uuid() id from generate_series(1, ${many}) n) made`.execute(app.owner)
  const kept = await standing()
  expect(kept.measured_at).toBe('2026-03-03T17:40:00Z')
  expect(kept.counts).toEqual(live.counts)

  // What happens by day is in the clause at once, and in the year from the next night on.
  await story.say(await story.assigned(), acknowledge)
  expect((await standing()).counts[control]).toEqual([1, 1])
  expect(await standing({ clause: '4.4.1' })).toMatchObject({
    ...{ measured_at: null, counts: { [control]: [2, 2] } },
  })
  app.clock.set('2026-03-04T17:40:00.000Z')
  await measureControls(app.kernel)
  expect(await standing()).toMatchObject({
    ...{ measured_at: '2026-03-04T17:40:00Z', counts: { [control]: [2, 2] } },
  })
})

test('what was due in one month and is done in a later one counts once, as it does now', async () => {
  const late = await story.assigned()
  app.clock.set('2026-04-04T17:40:00.000Z')
  await measureControls(app.kernel)
  const overdue = (await standing()).counts
  expect(overdue).toEqual(await countedNow())
  app.clock.set('2026-09-04T01:00:00.000Z')
  await story.say(late, acknowledge)
  await story.step(late, investigate)
  await story.say(late, propose)
  await story.say(late, acceptAnswer)
  app.clock.set('2026-09-04T17:40:00.000Z')
  await measureControls(app.kernel)
  const { measured_at, counts } = await standing()
  expect(measured_at).toBe('2026-09-04T17:40:00Z')
  expect(counts).toEqual(await countedNow())
  expect(counts[resolved]).toEqual(overdue[resolved])
  expect(counts[resolved]![0]).toBe(0)
})

test('whoever leads many organisations reads what theirs came to, and none of the network’s totals', async () => {
  const { measured_at, counts } = await standing({}, 'li.wei')
  expect(measured_at).toBe('2026-09-04T17:40:00Z')
  expect(counts[control]).toEqual((await standing()).counts[control])
  await story.assigned({ by: 'zheng.kai', org_id: app.org('广州分公司').id }, 'luo.ying')
  app.clock.set('2026-09-29T17:40:00.000Z')
  await measureControls(app.kernel)
  const total = async (user?: CastUser) => (await standing({}, user)).counts[control]![1]!
  expect(await total()).toBe((await total('li.wei')) + 1)
})

test('a month begins with what was measured the night before', async () => {
  app.clock.set('2026-09-30T16:01:00.000Z')
  expect((await standing()).measured_at).toBe('2026-09-29T17:40:00Z')
})

test('a control no run has yet is counted now, alone, until the next hour measures it', async () => {
  await app.owner
    .deleteFrom('kernel.control_run')
    .where('period', '=', '2026')
    .where('control_key', '=', control)
    .execute()
  const before = await standing()
  await story.say(await story.assigned(), acknowledge)
  const after = await standing()
  expect(after.measured_at).toBe('2026-09-29T17:40:00Z')
  expect(after.counts[control]).toEqual(before.counts[control]!.map((n) => n + 1))
  expect(await catchUp(app.kernel)).toBe(true)
  expect((await standing()).measured_at).toBe('2026-09-30T16:01:00Z')
  expect(await catchUp(app.kernel)).toBe(false)
})

test('a year nobody measured yet is counted now until its first hour; a month, another year and one organisation always', async () => {
  app.clock.set('2026-12-31T16:01:00.000Z')
  expect((await standing()).measured_at).toBeNull()
  app.clock.set('2026-12-31T16:07:00.000Z')
  expect(await catchUp(app.kernel)).toBe(true)
  expect((await standing()).measured_at).toBe('2026-12-31T16:07:00Z')
  const organisation_id = app.org('上海分公司').id
  for (const query of [{ period: '2027-01' }, { period: '2026' }, { organisation_id }])
    expect((await standing(query)).measured_at).toBeNull()
})
