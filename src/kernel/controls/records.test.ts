import { expect, test } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { recordsFollowed } from '../../../test/support/follow-records.ts'
import { newId } from '../db/new-id.ts'
import * as indicators from '../indicators/contract.ts'
import { listIssues } from '../issues/contract.ts'
import { openIssue } from '../issues/open.ts'
import { rectifyIssue } from '../issues/settle.ts'
import { createOrganisation } from '../org/create.ts'
import { readStanding } from './contract.ts'

const app = await startApp({ now: '2026-01-15T02:00:00.000Z' })
const on = (day: string) => app.clock.set(`${day}T02:00:00.000Z`)
const [shanghai, guangzhou] = [app.org('上海分公司').id, app.org('广州分公司').id]
const beneath = (
  await app.system((ctx) =>
    createOrganisation(ctx, { kind: 'department', parent_id: shanghai, life: 'active', name: '静安服务点' }),
  )
).id
const records = recordsFollowed(app, {
  '/issues': listIssues.path,
  '/indicators/warnings': indicators.listWarnings.path,
})

test('the number of 7.1.3 opens the issues it counts, whole, of one organisation, of a month', async () => {
  const open = (due_on: string, org_id = shanghai) =>
    app.system((ctx) =>
      openIssue(ctx, {
        ...{ org_id, clause: '7.1.3', kind: 'issues.kind.written', params: { text: '问题' } },
        ...{ title: '问题', due_on, source: 'inspection', severity: 'minor' },
        ...{ subject_type: 'issue', subject_id: newId(), link: '/issues' },
      }),
    )
  const kept = await open('2026-02-10')
  for (const day of ['2026-03-10', '2026-03-20', '2026-11-01']) await open(day)
  await open('2026-03-11', beneath)
  await open('2026-02-11', guangzhou)
  on('2026-02-05')
  await app.system((ctx) => rectifyIssue(ctx, { org_id: shanghai, id: kept.id }))
  on('2026-04-02')
  const key = 'issues.rectified_on_time'
  const clause = '7.1.3'
  const year = await records.of({ clause, period: '2026' })
  expect([year.counted, year.listed]).toEqual([{ [key]: '1/5' }, { [key]: '1/5' }])
  const march = await records.of({ clause, period: '2026-03' })
  expect([march.counted, march.listed]).toEqual([{ [key]: '0/3' }, { [key]: '0/3' }])
  const alone = await records.of({ clause, period: '2026', organisation_id: shanghai })
  expect([alone.counted, alone.listed]).toEqual([{ [key]: '1/3' }, { [key]: '1/3' }])
  const months = await records.months({ clause })
  expect(months.map(({ period, listed }) => [period, listed])).toEqual([
    ['2026-03', { [key]: '0/3' }],
    ['2026-02', { [key]: '1/2' }],
  ])
  for (const { counted, listed } of await records.organisations({ clause })) expect(listed).toEqual(counted)
})

test('the number of 6.3.2 opens the warnings it counts, whole, of one organisation, of a month', async () => {
  const zhou = app.as('zhou.ting')
  const { id } = await zhou.call(indicators.createIndicator, {
    body: {
      ...{ title: '人员流失率', title_en: 'Turnover', description: '', unit: 'percent', direction: 'lower' },
      ...{ frequency: 'month', source: 'entered', grace_days: 10, clause: '6.3.2', starts_on: '2025-01-01' },
      ...{ amber: 5, red: 10 },
    } as never,
  })
  const enter = (period: string, value: number, org_id = shanghai) =>
    zhou.call(indicators.bringInValues, {
      params: { id },
      body: { text: `${codes.get(org_id)},${period},${value}` },
    })
  const rows = await app.owner.selectFrom('kernel.organisation').select(['id', 'code']).execute()
  const codes = new Map(rows.map((row) => [row.id, row.code]))
  await enter('2026-03', 6)
  await enter('2026-03', 7, guangzhou)
  const { items } = await zhou.call(indicators.listWarnings, { query: { organisation_id: shanghai } })
  const [first] = items
  await app.as('li.wei').call(indicators.respondWarning, {
    params: { id: first!.id },
    body: { version: first!.version, response: '已约谈负责人。' },
  })
  on('2026-05-04')
  await enter('2026-04', 12)
  const key = 'risk.warnings_handled'
  const clause = '6.3.2'
  // One raised just now is no breach before its hours are over.
  const early = await records.of({ clause, period: '2026' })
  expect([early.counted, early.listed]).toEqual([{ [key]: '1/2' }, { [key]: '1/2' }])
  const { clauses } = await zhou.call(readStanding, { query: { clause } })
  expect(clauses.map(({ text }) => text)).toEqual(['设定预警指标和阈值，达到预警值及时预警并处置。'])
  app.clock.set('2026-05-05T02:00:00.001Z')
  const year = await records.of({ clause, period: '2026' })
  expect([year.counted, year.listed]).toEqual([{ [key]: '1/3' }, { [key]: '1/3' }])
  const april = await records.of({ clause, period: '2026-04' })
  expect([april.counted, april.listed]).toEqual([{ [key]: '1/2' }, { [key]: '1/2' }])
  const alone = await records.of({ clause, period: '2026', organisation_id: shanghai })
  expect([alone.counted, alone.listed]).toEqual([{ [key]: '1/2' }, { [key]: '1/2' }])
  const months = await records.months({ clause, organisation_id: shanghai })
  expect(months.map(({ period, listed }) => [period, listed])).toEqual([
    ['2026-05', { [key]: '0/1' }],
    ['2026-04', { [key]: '1/1' }],
  ])
})

test('of 6.3.2 a warning counts when somebody responded, or once its 24 hours are over, unless it was lifted before', async () => {
  const zhou = app.as('zhou.ting')
  const { id } = await zhou.call(indicators.createIndicator, {
    body: {
      ...{ title: '逾期应收', title_en: 'Overdue', description: '', unit: 'percent', direction: 'lower' },
      ...{ frequency: 'month', source: 'entered', grace_days: 90, clause: '6.3.2', starts_on: '2026-01-01' },
      ...{ amber: 5, red: 10 },
    } as never,
  })
  const enter = (period: string, value: number) =>
    zhou.call(indicators.enterValue, {
      params: { id },
      body: { org_id: guangzhou, period, value, reason: '系统停机补报。' },
    })
  const respond = async () => {
    const { items } = await zhou.call(indicators.listWarnings, { query: { indicator_id: id } })
    const { id: warning, version } = items[0]!
    const body = { version, response: '已安排核查。' }
    await zhou.call(indicators.respondWarning, { params: { id: warning }, body })
  }
  const key = 'risk.warnings_handled'
  const said = async () => {
    const { counted, listed } = await records.of({
      ...{ clause: '6.3.2', period: '2026-07', organisation_id: guangzhou },
    })
    expect(listed).toEqual(counted)
    return counted[key]
  }
  app.clock.set('2026-07-01T02:00:00.000Z')
  await enter('2026-02', 6)
  expect(await said()).toBeUndefined()
  // Two periods inside lift it within its hours, and nobody is asked any more.
  await enter('2026-03', 1)
  await enter('2026-04', 1)
  app.clock.set('2026-07-10T02:00:00.000Z')
  expect(await said()).toBeUndefined()
  await enter('2026-05', 6)
  await respond()
  expect(await said()).toBe('1/1')
  // Worse than before: raised anew, and not responded to until its hours are over; a late word doesn't mend that.
  await enter('2026-06', 12)
  app.clock.set('2026-07-11T02:00:00.000Z')
  expect(await said()).toBe('1/1')
  app.clock.set('2026-07-11T02:00:00.001Z')
  expect(await said()).toBe('1/2')
  await respond()
  expect(await said()).toBe('1/2')
})
