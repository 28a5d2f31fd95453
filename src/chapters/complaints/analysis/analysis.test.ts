import { expect, test, vi } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import * as contract from '../complaint/contract.ts'
import { readAnalysis } from './contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)

async function told() {
  app.clock.set('2026-03-02T01:00:00.000Z')
  const first = await story.resolved()
  await story.edit(first, { cause_key: 'people.manner' })
  const again = await story.resolved({ channel: 'counter' })
  app.clock.advance(60_000)
  await story.say(again, contract.reopenComplaint, 'zhou.ting')
  app.clock.set('2026-04-02T01:00:00.000Z')
  const repeated = await story.investigated({ service_on: '2026-04-01' })
  await story.edit(repeated, { cause_key: 'people.manner' })
  await story.edit(await story.assigned({ service_key: 'payroll' }), { cause_key: 'system.data' })
  const duplicate = await story.entered()
  await app.as('zhou.ting').call(contract.mergeComplaint, {
    params: { id: duplicate.id },
    body: { version: (await story.page(duplicate.id)).version, into_id: repeated },
  })
  app.clock.set('2026-04-03T01:00:00.000Z')
}

test('by organisation, service, cause, channel and time; Pareto, first-time-right, repeat rate: each number opens its list', async () => {
  await told()
  const analysis = await app.as('zhou.ting').call(readAnalysis, { query: {} })
  expect(analysis).toMatchObject({
    ...{ total: 4, first_time_right: { met: 1, total: 1 }, repeated: { met: 1, total: 3 } },
    causes: [
      { key: 'people.manner', title: '服务态度不当', count: 2, share: 2 / 3 },
      { key: 'system.data', count: 1, share: 1 },
    ],
    services: [
      { key: 'social_insurance', count: 3 },
      { key: 'payroll', count: 1 },
    ],
  })
  expect(analysis.organisations.map(({ title, count }) => [title, count])).toEqual(
    expect.arrayContaining([
      ['衡远服务集团', 4],
      ['华东区', 4],
      ['上海分公司', 4],
    ]),
  )
  expect(analysis.months).toHaveLength(13)
  expect(analysis.months.slice(-2)).toMatchObject([
    { key: '2026-03', count: 2 },
    { key: '2026-04', count: 2 },
  ])
  const numbers = [
    ...[analysis, { ...analysis.first_time_right, total: analysis.first_time_right.met }],
    { ...analysis.repeated, total: analysis.repeated.met },
    ...[analysis.organisations, analysis.services, analysis.causes, analysis.channels, analysis.months]
      .flat()
      .map(({ count, list }) => ({ total: count, list })),
  ]
  for (const { total, list } of numbers) {
    const answer = await app
      .as('zhou.ting')
      .fetch(`/api${list.replace('/complaints', '/complaints/complaints')}`)
    expect(((await answer.json()) as { total: number }).total, list).toBe(total)
  }
})

test('within the reader’s reach alone, and no longer than three years', async () => {
  const other = await app.as('zheng.kai').call(readAnalysis, { query: {} })
  expect(other).toMatchObject({ total: 0, organisations: [] })
  const answer = await app.as('zhou.ting').fetch('/api/complaints/analysis?received_from=2020-01-01')
  expect(answer.status).toBe(400)
})
