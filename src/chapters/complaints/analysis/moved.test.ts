import { expect, test, vi } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import { issueStory } from '../../../../test/support/issue-story.ts'
import * as indicators from '../../../kernel/indicators/contract.ts'
import { listIssues, sumIssues } from '../../../kernel/issues/contract.ts'
import { moveOrganisation } from '../../../kernel/org/move.ts'
import { readAnalysis } from './contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)
const issues = issueStory(app)
const zhou = app.as('zhou.ting')
const [east, north, shanghai] = [app.org('华东区').id, app.org('华北区').id, app.org('上海分公司').id]

/** What is counted below an organisation in a span of days, and how long the lists are that the counts open. */
async function countsBelow(under: string, from: string, to: string) {
  const { total, list, organisations } = await zhou.call(readAnalysis, {
    query: { under, received_from: from, received_to: to },
  })
  const opened = await zhou.fetch(`/api${list.replace('/complaints', '/complaints/complaints')}`)
  expect(((await opened.json()) as { total: number }).total).toBe(total)
  expect(organisations.find(({ key }) => key === under)?.count ?? 0).toBe(total)
  const query = { under, original_from: from, original_to: to }
  const counted = await zhou.call(sumIssues, { query })
  expect((await zhou.call(listIssues, { query })).items).toHaveLength(counted.issues)
  const values = await zhou.call(indicators.listValues, { query: { under, period: from.slice(0, 7) } })
  return [total, counted.issues, values.items.length]
}

test('complaints, issues and indicators stay counted where the organisation stood, before and after it moves', async () => {
  app.clock.set('2026-03-02T01:00:00.000Z')
  await story.entered()
  await issues.find({ due_on: '2026-03-20' })
  const { id: indicator } = await zhou.call(indicators.createIndicator, {
    body: {
      ...{ title: '人员流失率', title_en: 'Turnover', description: '', unit: 'percent', direction: 'lower' },
      ...{ frequency: 'month', source: 'entered', grace_days: 10, clause: '6.3.2', starts_on: '2026-01-01' },
      ...{ amber: 5, red: 10 },
    } as never,
  })
  const measured = (period: string) =>
    app.as('li.wei').call(indicators.enterValue, {
      params: { id: indicator },
      body: { org_id: shanghai, period, value: 3 },
    })
  app.clock.set('2026-04-01T02:00:00.000Z')
  await measured('2026-03')
  const march = (under: string) => countsBelow(under, '2026-03-01', '2026-03-31')
  expect([await march(east), await march(north)]).toEqual([
    [1, 1, 1],
    [0, 0, 0],
  ])
  app.clock.set('2026-06-10T02:00:00.000Z')
  await app.system((ctx) => moveOrganisation(ctx, { id: shanghai, parent_id: north }))
  expect([await march(east), await march(north)]).toEqual([
    [1, 1, 1],
    [0, 0, 0],
  ])
  app.clock.set('2026-07-02T01:00:00.000Z')
  await story.entered()
  const july = (under: string) => countsBelow(under, '2026-07-01', '2026-07-31')
  expect((await july(east))[0]).toBe(0)
  expect((await july(north))[0]).toBe(1)
  const all = await zhou.call(readAnalysis, {
    query: { received_from: '2026-01-01', received_to: '2026-12-31' },
  })
  const named = new Map(all.organisations.map(({ title, count }) => [title, count]))
  expect([named.get('衡远服务集团'), named.get('上海分公司')]).toEqual([2, 2])
  expect([named.get('华东区'), named.get('华北区')]).toEqual([1, 1])
})

test('what is still worked on is listed where the organisation is now', async () => {
  const listed = async (under: string) => (await zhou.call(listIssues, { query: { under } })).items.length
  expect([await listed(east), await listed(north)]).toEqual([0, 1])
})
