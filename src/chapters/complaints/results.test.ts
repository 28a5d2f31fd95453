import { expect, test, vi } from 'vitest'
import type { CastUser } from '../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { complaintStoryOf } from '../../../test/support/complaint-story.ts'
import { listResults, measureResults } from '../../kernel/controls/contract.ts'
import { measureControls } from '../../kernel/controls/measure.ts'
import { readJob } from '../../kernel/jobs/contract.ts'
import { workOff } from '../../kernel/jobs/worker.ts'
import { listParameters, setParameter } from '../../kernel/regulation/contract.ts'
import { acknowledge, mergeComplaint, transferComplaint } from './complaint/contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp({ now: '2026-03-02T01:00:00.000Z' })
const story = complaintStoryOf(app)
const clause = '4.4.1'
const control = 'complaints.acknowledged_on_time'
const shanghai = app.org('上海分公司').id

let first = ''

const results = async (user: CastUser = 'zhou.ting', organisation_id?: string) =>
  (
    await app
      .as(user)
      .call(listResults, { query: { clause, ...(organisation_id ? { organisation_id } : {}) } })
  ).items
/** What the control came to in a month: met, total, edition and the moment. */
async function monthOf(period: string, user?: CastUser, organisation_id?: string) {
  const found = (await results(user, organisation_id)).find((one) => one.period === period)!
  const { met, total } = found.controls.find(({ key }) => key === control)!
  return { counts: [met, total], edition: found.edition, measured_at: found.measured_at }
}
const kept = () =>
  app.owner
    .selectFrom('kernel.control_result')
    .select(['period', 'met', 'total', 'status', 'edition', 'measured_at'])
    .where('org_id', '=', shanghai)
    .where('control_key', '=', control)
    .where('period', 'like', '____-__')
    .orderBy('period')
    .execute()
const night = async (moment: string) => {
  app.clock.set(moment)
  return measureControls(app.kernel)
}
const rejected = async (user: CastUser, period: string) =>
  (await refusalOf(app.as(user).call(measureResults, { body: { period } }))).status

test('each night keeps per organisation and month what was met, of how many, by which edition and when', async () => {
  first = await story.assigned()
  await story.say(first, acknowledge)
  expect((await results()).map(({ status }) => status)).toEqual(Array(12).fill('not_measured'))
  expect(await night('2026-03-02T17:40:00.000Z')).toBe(13)
  expect(await kept()).toEqual([
    {
      ...{ period: '2026-03', met: 1, total: 1, status: 'met' },
      ...{ edition: 1, measured_at: '2026-03-02T17:40:00Z' },
    },
  ])
  expect(await monthOf('2026-03')).toMatchObject({ counts: [1, 1], edition: 1 })
  expect(await monthOf('2026-02')).toMatchObject({ counts: [0, 0], measured_at: '2026-03-02T17:40:00Z' })
})

test('measured anew, what is as it was stays untouched; what changed is kept with its moment', async () => {
  const late = await story.assigned()
  expect(await night('2026-03-05T17:40:00.000Z')).toBe(6)
  expect(await kept()).toMatchObject([
    { met: 1, total: 2, status: 'breached', measured_at: '2026-03-05T17:40:00Z' },
  ])
  await night('2026-03-06T17:40:00.000Z')
  expect(await kept()).toMatchObject([{ measured_at: '2026-03-05T17:40:00Z' }])
  expect((await monthOf('2026-03')).measured_at).toBe('2026-03-06T17:40:00Z')
  await app.as('zhou.ting').call(mergeComplaint, {
    params: { id: late },
    body: { version: (await story.page(late)).version, into_id: first },
  })
  await night('2026-03-07T17:40:00.000Z')
  expect(await kept()).toMatchObject([{ met: 1, total: 1, status: 'met' }])
})

test('an organisation of which nothing is left to count has no result', async () => {
  const guangzhou = app.org('广州分公司').id
  const only = await story.assigned({ by: 'zheng.kai', org_id: guangzhou }, 'luo.ying')
  await story.say(only, acknowledge, 'luo.ying')
  await night('2026-03-08T17:40:00.000Z')
  expect((await monthOf('2026-03', 'zhou.ting', guangzhou)).counts).toEqual([1, 1])
  await app.as('zhou.ting').call(transferComplaint, {
    params: { id: only },
    body: { version: (await story.page(only)).version, to_org_id: shanghai, reason: '上海的服务' },
  })
  await night('2026-03-09T17:40:00.000Z')
  expect((await monthOf('2026-03', 'zhou.ting', guangzhou)).counts).toEqual([0, 0])
})

test('a region and a head see their own results, headquarters all of them together', async () => {
  // The one handed over from Guangzhou counts where it went.
  expect((await monthOf('2026-03', 'li.wei')).counts).toEqual([2, 2])
  expect((await monthOf('2026-03')).counts).toEqual([2, 2])
  expect((await monthOf('2026-03', 'zheng.kai')).counts).toEqual([0, 0])
  expect(await refusalOf(results('li.wei', app.org('广州分公司').id))).toMatchObject({ status: 404 })
  expect(await refusalOf(results('wang.lei'))).toMatchObject({ status: 403 })
  const unknown = app.as('zhou.ting').call(listResults, { query: { clause: '9.9.9' } })
  expect(await refusalOf(unknown)).toMatchObject({ status: 404 })
})

test('a month keeps the edition that was in force at its end', async () => {
  const admin = app.as('shen.jing')
  app.clock.set('2026-03-20T01:00:00.000Z')
  const { items } = await admin.call(listParameters)
  const hours = items.find(({ key }) => key === 'complaint_ack_hours')!
  await admin.call(setParameter, {
    params: { key: hours.key },
    body: { value: 2, effective_on: '2026-04-01', reason: '试行', version: hours.version },
  })
  await night('2026-04-02T17:40:00.000Z')
  expect([(await monthOf('2026-03')).edition, (await monthOf('2026-04')).edition]).toEqual([1, 2])
})

test('what was due on the last day of a month or after it, and was never done, counts in the month it came', async () => {
  app.clock.set('2026-05-29T09:30:00.000Z')
  await story.assigned()
  // Received on a Friday evening, its first response is due in June.
  expect((await monthOf('2026-05')).counts).toEqual([0, 0])
  await night('2026-05-31T17:40:00.000Z')
  expect((await monthOf('2026-05')).counts).toEqual([0, 0])
  await night('2026-06-05T17:40:00.000Z')
  expect((await monthOf('2026-05')).counts).toEqual([0, 1])
})

test('a month is settled four months after it, and stays then', async () => {
  await night('2026-07-31T17:40:00.000Z')
  expect((await monthOf('2026-03')).measured_at).toBe('2026-06-05T17:40:00Z')
  await night('2026-08-31T17:40:00.000Z')
  expect((await monthOf('2026-04')).measured_at).toBe('2026-07-31T17:40:00Z')
})

test('a month is measured when somebody asks, by whoever reaches the whole network, as a job', async () => {
  app.clock.set('2026-09-04T01:00:00.000Z')
  const zhou = app.as('zhou.ting')
  const { job_id } = await zhou.call(measureResults, { body: { period: '2026-03' } })
  await workOff(app.kernel)
  expect(await zhou.call(readJob, { params: { id: job_id } })).toMatchObject({ state: 'done' })
  expect(await monthOf('2026-03')).toMatchObject({ edition: 1, measured_at: '2026-09-04T01:00:00Z' })
  const entry = await app.owner
    .selectFrom('kernel.trail_entry')
    .select(['actor_name', 'subject_title'])
    .where('action', '=', 'controls.result.measure')
    .executeTakeFirstOrThrow()
  expect(entry).toEqual({ actor_name: '周婷', subject_title: '2026-03' })
  expect(await rejected('zhou.ting', '2026-10')).toBe(400)
  for (const user of ['chen.hao', 'li.wei', 'fang.yi'] as const)
    expect(await rejected(user, '2026-03')).toBe(403)
})
