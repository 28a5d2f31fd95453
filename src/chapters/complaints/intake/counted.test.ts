import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { startApp } from '../../../../test/support/app.ts'
import { intakeStoryOf, rowOf, type SheetRow } from '../../../../test/support/intake-story.ts'
import { readStanding } from '../../../kernel/controls/contract.ts'
import { computeIndicators } from '../../../kernel/indicators/compute.ts'
import * as indicators from '../../../kernel/indicators/contract.ts'
import { search } from '../../../kernel/search/contract.ts'
import { forgetComplainants } from '../forget.ts'
import { measureKeys } from '../indicators/measures.ts'
import { forgetImports } from './forget.ts'

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

describe('what is kept no longer', () => {
  const over = (n: number, more: SheetRow = {}) =>
    rowOf({
      ...{ 外部编号: `OVER-${n}`, 受理时间: '2022-12-01 09:00', 关闭时间: '2023-01-10 10:00' },
      ...{ 投诉人: '钱多多', 电话: '13812345678', 内容: '紫藤路的材料。', 处理结果: '已补办。', ...more },
    })
  const keptOf = async (import_id: string) => {
    const { rows } = await sql<object>`
      select c.description, c.answer, p.name, r.subject, c.closed_at is not null closed from complaints.import_row r
      join complaints.complaint c on c.org_id = r.of_org_id and c.id = r.complaint_id
      left join complaints.complainant p on p.org_id = c.org_id and p.complaint_id = c.id
      where r.import_id = ${import_id} order by r.line`.execute(app.owner)
    return rows
  }

  test('of what was over for so long doesn’t come in at all; what isn’t comes in whole', async () => {
    app.clock.set('2026-03-20T02:00:00.000Z')
    const done = await intake.imported([
      over(1, { 事项: '材料' }),
      over(2, { 事项: '材料', 关闭时间: '2023-04-10 10:00' }),
      over(3, { 事项: '材料', 关闭时间: '' }),
    ])
    const whole = { description: '紫藤路的材料。', answer: '已补办。', name: '钱多多', subject: '材料' }
    expect(await keptOf(done.id)).toEqual([
      { description: '', answer: null, name: null, subject: '材料', closed: true },
      { ...whole, closed: true },
      { ...whole, closed: false },
    ])
    const hits = await zhou.call(search, { query: { text: '紫藤路' } })
    expect(hits.items).toHaveLength(2)
  })

  test('is taken away a set after the other until none is left', async () => {
    app.clock.set('2026-03-20T02:00:00.000Z')
    const many = [4, 5, 6, 7, 8].map((n) => over(n, { 关闭时间: '2024-01-10 10:00' }))
    const { id } = await intake.imported(many)
    app.clock.set('2027-03-20T02:00:00.000Z')
    expect(await forgetComplainants(app.kernel, { set: 2 })).toBeGreaterThan(4)
    expect(await keptOf(id)).toEqual(many.map(() => expect.objectContaining({ description: '', name: null })))
  })

  test('of a row, where its subject is the beginning of what was said, goes with its cells', async () => {
    app.clock.set('2026-03-20T02:00:00.000Z')
    const rows = [
      rowOf({ 外部编号: 'ROW-1', 内容: '银杏里甲。' }),
      rowOf({ 外部编号: 'ROW-2', 内容: '银杏里乙。', 事项: '材料' }),
      rowOf({ 外部编号: 'ROW-3', 内容: '银杏里丙。', 类别: '天气' }),
    ]
    const subjectsOf = async (id: string) => {
      const { rows } = await sql<{ subject: string }>`
        select subject from complaints.import_row where import_id = ${id} order by line`.execute(app.owner)
      return rows.map(({ subject }) => subject)
    }
    const done = await intake.imported(rows)
    expect(await subjectsOf(done.id)).toEqual(['', '材料', '银杏里丙。'])
    // Whoever may see the complaint reads there what it was about.
    expect((await intake.rows(done.id)).map(({ subject }) => subject)).toEqual([
      '客户投诉：其他',
      '材料',
      '银杏里丙。',
    ])
    const again = await intake.imported([...rows, rowOf({ 外部编号: 'ROW-4', 内容: '银杏里丁。' })])
    expect(await subjectsOf(again.id)).toEqual(['', '材料', '银杏里丙。', ''])
    app.clock.advance(91 * 86_400_000)
    await forgetImports(app.kernel)
    expect(await subjectsOf(done.id)).toEqual(['', '材料', ''])
  })
})
