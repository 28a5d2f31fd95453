import { expect, test, vi } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'
import { intakeStoryOf, rowOf, type SheetRow } from '../../../../test/support/intake-story.ts'
import { readStanding } from '../../../kernel/controls/contract.ts'
import { computeIndicators } from '../../../kernel/indicators/compute.ts'
import * as indicators from '../../../kernel/indicators/contract.ts'
import { measureKeys } from '../indicators/measures.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const intake = intakeStoryOf(app)
const zhou = app.as('zhou.ting')

const valuesOf = async (key: string) => {
  const { items } = await zhou.call(indicators.listIndicators, {})
  const query = { indicator_id: items.find((one) => one.key === key)!.id }
  return (await zhou.call(indicators.listValues, { query })).items
}

test('indicators count complaints of before where and when they were: responded and resolved in time, and satisfied', async () => {
  app.clock.set('2026-04-02T02:00:00.000Z')
  const march = (n: number, more: SheetRow) =>
    rowOf({ 外部编号: `M-${n}`, 受理时间: '2026-03-03 09:00', 关闭时间: '2026-03-10 10:00', ...more })
  const done = await intake.imported([
    march(1, { 首次响应时间: '2026-03-03 10:00', 满意度: '5' }),
    march(2, { 首次响应时间: '2026-03-03 11:00', 满意度: '2' }),
    march(3, { 首次响应时间: '2026-03-06 09:00' }),
    march(4, { 机构: 'HN-GZ', 首次响应时间: '2026-03-03 10:00', 关闭时间: '2026-03-31 10:00' }),
  ])
  expect(done.result).toMatchObject({ created: 4 })
  await computeIndicators(app.kernel)
  const shown = async (key: string) =>
    (await valuesOf(key))
      .map(({ organisation, period, numerator, denominator }) =>
        [organisation.name, period, `${numerator}/${denominator}`].join(' '),
      )
      .sort()
  expect(await shown(measureKeys.acknowledged)).toEqual(['上海分公司 2026-03 2/3', '广州分公司 2026-03 1/1'])
  expect(await shown(measureKeys.resolved)).toEqual(['上海分公司 2026-03 3/3', '广州分公司 2026-03 0/1'])
  expect(await shown(measureKeys.satisfied)).toEqual(['上海分公司 2026-03 1/2'])
})

test('closed elsewhere, a grave complaint is left out where root causes found are counted, whatever its file says of them', async () => {
  app.clock.set('2026-03-20T02:00:00.000Z')
  const grave = (n: number, more: SheetRow) =>
    rowOf({
      外部编号: `G-${n}`,
      受理时间: '2026-02-03 09:00',
      关闭时间: '2026-02-10 10:00',
      严重程度: '3',
      ...more,
    })
  const done = await intake.imported([
    grave(1, { 原因: '交接遗漏', 处理结果: '已补办并致歉。' }),
    grave(2, {}),
  ])
  expect(done.result).toMatchObject({ created: 2 })
  const [, without] = await intake.rows(done.id)
  expect(without!.faults.find(({ code }) => code === 'closed_without_cause')?.sentence).toContain(
    '不计入根因查明率',
  )
  const { clauses } = await zhou.call(readStanding, { query: { clause: '4.4', period: '2026-02' } })
  const control = clauses
    .flatMap(({ controls }) => controls)
    .find(({ key }) => key === 'complaints.root_cause_found')
  expect(control).toMatchObject({ met: 0, total: 0 })
})
