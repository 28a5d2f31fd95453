import { expect, test, vi } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { complaintStoryOf } from '../../../test/support/complaint-story.ts'
import { recordsFollowed } from '../../../test/support/follow-records.ts'
import { computeIndicators } from '../../kernel/indicators/compute.ts'
import { bringInValues, listIndicators } from '../../kernel/indicators/contract.ts'
import { createOrganisation } from '../../kernel/org/create.ts'
import { acknowledge, closeComplaint, exportComplaints, listComplaints } from './complaint/contract.ts'

vi.setConfig({ testTimeout: 120_000 })
const app = await startApp({ now: '2026-03-02T01:00:00.000Z' })
const story = complaintStoryOf(app)
const records = recordsFollowed(app, { '/complaints': listComplaints.path })
const shanghai = app.org('上海分公司').id

test('each number of 4.4 opens the complaints it counts, no more and no fewer, whole, of one organisation, of a month', async () => {
  const closed = async () => {
    const id = await story.resolved({ severity: 2 })
    await story.edit(id, { cause_key: 'people.manner' })
    await story.keepRemedy(id)
    await story.step(id, closeComplaint)
    return id
  }
  await closed()
  await story.resolved()
  const late = await story.assigned()
  await story.entered()
  await story.entered({ by: 'zheng.kai', org_id: app.org('广州分公司').id })
  // Beneath Shanghai, and no part of Shanghai's own number.
  const { id: beneath } = await app.system((ctx) =>
    createOrganisation(ctx, { kind: 'department', parent_id: shanghai, life: 'active', name: '静安服务点' }),
  )
  await story.entered({ by: 'zhou.ting', org_id: beneath })
  app.clock.set('2026-03-10T01:00:00.000Z')
  await story.say(late, acknowledge)
  // The cause comes back once, and for good.
  await closed()
  app.clock.set('2026-04-12T01:00:00.000Z')
  await story.resolved({ service_on: '2026-04-10' })
  const zhou = app.as('zhou.ting')
  const { items } = await zhou.call(listIndicators, {})
  await zhou.call(bringInValues, {
    params: { id: items.find(({ key }) => key === 'complaints.services')!.id },
    body: { text: 'HD-SH,2026-03,800', reason: '系统停机，晚了两天。' },
  })
  await computeIndicators(app.kernel)

  const year = await records.of({ clause: '4.4', period: '2026' })
  expect(year.counted).toEqual({
    'complaints.acknowledged_on_time': '4/8',
    'complaints.resolved_on_time': '4/8',
    'complaints.root_cause_found': '2/2',
    'complaints.not_recurring': '1/2',
    'complaints.counted': '5/7',
  })
  expect(year.listed).toEqual(year.counted)
  const month = await records.of({ clause: '4.4', period: '2026-03' })
  expect(month.counted).toMatchObject({ 'complaints.acknowledged_on_time': '3/7' })
  expect(month.listed).toEqual(month.counted)
  const own = await records.of({ clause: '4.4', period: '2026', organisation_id: shanghai })
  expect(own.counted).toMatchObject({ 'complaints.acknowledged_on_time': '4/6', 'complaints.counted': '5/5' })
  expect(own.listed).toEqual(own.counted)
  const organisations = await records.organisations({ clause: '4.4', period: '2026' })
  expect(new Set(organisations.map(({ name }) => name))).toEqual(
    new Set(['上海分公司', '广州分公司', '静安服务点']),
  )
  for (const { counted, listed } of organisations) expect(listed).toEqual(counted)
  for (const clause of ['4.4.1', '4.4.2', '4.4.3']) {
    const months = await records.months({ clause })
    expect(months.map(({ period }) => period)).toContain('2026-03')
    for (const { counted, listed } of months) expect(listed).toEqual(counted)
  }
})

test('the sheet holds what the list holds; a control of another list is refused in words', async () => {
  const query = 'counted=complaints.acknowledged_on_time&counted_in=2026-03&counted_as=unmet'
  const zhou = app.as('zhou.ting')
  const sheet = await (await zhou.fetch(`${exportComplaints.path}?format=csv&${query}`)).text()
  expect(sheet.trim().split('\n')).toHaveLength(1 + 4)
  const met = await zhou.fetch(`${listComplaints.path}?${query.replace('unmet', 'met')}`)
  expect(((await met.json()) as { total: number }).total).toBe(3)
  const other = await zhou.fetch(`${listComplaints.path}?counted=issues.rectified_on_time`)
  expect([other.status, await other.text()]).toEqual([
    400,
    expect.stringContaining('这个清单里没有该控制点的记录'),
  ])
})
