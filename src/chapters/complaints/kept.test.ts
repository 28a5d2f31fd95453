import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { complaintStoryOf } from '../../../test/support/complaint-story.ts'
import { readStanding } from '../../kernel/controls/contract.ts'
import { many } from '../../kernel/controls/kept.ts'
import { measureControls } from '../../kernel/controls/measure.ts'
import { acknowledge } from './complaint/contract.ts'

vi.setConfig({ testTimeout: 120_000 })
const app = await startApp({ now: '2026-03-02T01:00:00.000Z' })
const story = complaintStoryOf(app)
const control = 'complaints.acknowledged_on_time'

/** Of every control: met, total. */
async function standing(query: Parameters<typeof ask>[0] = {}) {
  const { measured_at, clauses } = await ask(query)
  const counts = clauses.flatMap(({ controls }) =>
    controls.map(({ key, met, total }): [string, number[]] => [key, [met, total]]),
  )
  return { measured_at, counts: Object.fromEntries(counts) }
}
const ask = (query: { clause?: string; organisation_id?: string }) =>
  app.as('zhou.ting').call(readStanding, { query })

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

test('a month that was never measured is counted now, and so is one organisation', async () => {
  const organisation_id = app.org('上海分公司').id
  expect((await standing({ organisation_id })).measured_at).toBeNull()
  await app.owner.deleteFrom('kernel.control_run').where('period', '=', '2026-01').execute()
  const { measured_at, counts } = await standing()
  expect(measured_at).toBeNull()
  expect(counts[control]).toEqual([2, 2])
})
