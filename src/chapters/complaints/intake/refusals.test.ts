import { parse } from 'csv-parse/sync'
import { describe, expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { giveEveryRight } from '../../../../test/support/every-right.ts'
import { intakeStoryOf, rowOf, type SheetRow, sheetOf } from '../../../../test/support/intake-story.ts'
import { workOff } from '../../../kernel/jobs/worker.ts'
import { retireTerm } from '../terms/contract.ts'
import * as contract from './contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
app.clock.set('2026-03-02T06:00:00.000Z')
const intake = intakeStoryOf(app)
const zhou = app.as('zhou.ting')
const full = (more: SheetRow) => rowOf({ 服务日期: '2026-03-01', 严重程度: '1', ...more })

test.each([
  ['no organisation is named', { 机构: '' }, ['organisation_missing']],
  ['the organisation is unknown', { 机构: '月球分公司' }, ['organisation_unknown']],
  ['it doesn’t say when it was received', { 受理时间: '' }, ['received_missing']],
  ['a time is no time', { 受理时间: '前天下午' }, ['date_unreadable']],
  ['it was received in the future', { 受理时间: '2026-03-03 10:00' }, ['date_ahead']],
  [
    'it was closed in the future',
    { 解决时间: '2026-03-02 10:00', 关闭时间: '2026-03-09' },
    ['date_ahead', 'acknowledged_assumed'],
  ],
  [
    'it was resolved before it was received',
    { 解决时间: '2026-02-27' },
    ['order_wrong', 'acknowledged_assumed'],
  ],
  ['the service came after the complaint', { 服务日期: '2026-03-05' }, ['order_wrong']],
  ['the service was before anything', { 服务日期: '1999-12-31' }, ['date_too_early']],
  ['it says nothing', { 内容: '' }, ['words_missing']],
  ['a text is too long', { 内容: '长'.repeat(4001) }, ['text_too_long']],
  ['a name is too long', { 投诉人: '名'.repeat(101) }, ['text_too_long']],
  ['a text holds control characters', { 内容: '退\u0007款' }, ['control_characters']],
  ['a text runs the other way', { 内容: '退款\u202eexe.txt' }, ['control_characters']],
  ['the kind is unknown', { 类别: '天气' }, ['kind_unknown']],
  ['the service is unknown', { 服务: '占卜' }, ['service_unknown']],
  ['the cause is unknown', { 原因: '运气' }, ['cause_unknown']],
  ['the cause is a group', { 原因: '人员' }, ['cause_unknown']],
  ['the severity is unknown', { 严重程度: '9' }, ['severity_unknown']],
  ['the amount is none', { 索赔金额: '很多' }, ['amount_unreadable']],
  ['the stars are none', { 满意度: '6' }, ['stars_unreadable']],
  ['the person concerned didn’t work there that day', { 涉及人员: '郑凯' }, ['staff_elsewhere']],
  ['the person concerned is nobody', { 涉及人员: '查无此人' }, ['staff_elsewhere']],
  ['the handler may not handle there', { 处理人: '郑凯' }, ['may_not_handle']],
  ['the handler is nobody', { 处理人: '查无此人' }, ['may_not_handle']],
  ['the handler is whom it is about', { 涉及人员: '王磊', 处理人: '王磊' }, ['handler_is_person']],
  ['the handler heads the unit', { 处理人: '李薇' }, ['handler_is_head']],
  [
    'it is closed and was handled by whom it is about',
    { 涉及人员: '王磊', 处理人: '王磊', 关闭时间: '2026-03-02 10:00' },
    ['handler_is_person', 'resolved_assumed', 'acknowledged_assumed'],
  ],
])('a row is refused where %s', async (_why, more, codes) => {
  const { id, summary } = await intake.checked([full(more)])
  const [row] = await intake.rows(id)
  expect([row!.verdict, row!.faults.map(({ code }) => code)]).toEqual(['refused', codes])
  expect(summary!.verdicts.refused).toBe(1)
  for (const { sentence } of row!.faults) expect(sentence).not.toMatch(/\{\{|complaints\.import/)
})

test('several faults of a row are told at once, in the reader’s language, filtered, and downloaded with the cells', async () => {
  const { id } = await intake.checked([
    full({ 类别: '天气', 满意度: '6', 处理人: '李薇' }),
    full({ 内容: '好的。' }),
  ])
  const { items } = await app
    .as('zhou.ting', 'en')
    .call(contract.listRows, { params: { id }, query: { fault: 'kind_unknown' } })
  expect(items).toMatchObject([{ line: 2, verdict: 'refused', organisation: 'Shanghai Branch' }])
  expect(items[0]!.faults.map(({ sentence }) => sentence)).toEqual([
    'There was no kind "天气" on 2026-03-01. Use one of that day.',
    "李薇 heads the unit complained about and can't handle it. Name somebody else, or nobody.",
    '"6" is no rating. Write 1 to 5.',
  ])
  const csv = (
    await zhou.download(contract.exportRows, { params: { id }, query: { format: 'csv', verdict: 'refused' } })
  ).toString()
  expect((parse(csv, { bom: true }) as string[][]).map((row) => row[0])).toEqual(['行号', '2'])
  expect(csv).toContain('天气')
  expect(csv).toContain('没有类别')
})

test('a row refused keeps no other out', async () => {
  const done = await intake.imported([full({ 类别: '天气', 外部编号: 'X-1' }), full({ 外部编号: 'X-2' })])
  expect(done.result).toMatchObject({ created: 1, refused: 1 })
})

test('what looks like a formula is text, on the way in and out', async () => {
  const done = await intake.imported([
    full({ 事项: "'=1+1", 外部编号: 'FX-1' }),
    full({ 事项: '@SUM(A1)', 外部编号: 'FX-2' }),
  ])
  expect(
    (await intake.rows(done.id)).map(({ subject, faults }) => [subject, faults.map(({ code }) => code)]),
  ).toEqual([
    ['=1+1', ['formula_as_text']],
    ['@SUM(A1)', ['formula_as_text']],
  ])
})

test('service, kind and cause are those of the day of the service', async () => {
  app.clock.set('2026-03-02T06:00:00.000Z')
  await zhou.call(retireTerm, {
    params: { sort: 'service', key: 'payroll' },
    body: { version: 1, until_on: '2026-03-10' },
  })
  app.clock.set('2026-03-20T06:00:00.000Z')
  const of = (on: string) =>
    full({ 服务: '薪税服务', 服务日期: on, 受理时间: '2026-03-19 10:00', 外部编号: on })
  expect(await intake.faults([of('2026-03-09'), of('2026-03-10')])).toEqual([[], ['service_unknown']])
})

test('a row whose organisation changed since the check is refused when its turn comes', async () => {
  const checked = await intake.checked([full({ 处理人: '陈浩', 外部编号: 'T-1' }), full({ 外部编号: 'T-2' })])
  await app.owner
    .updateTable('kernel.role_assignment')
    .set({ ends_on: '2026-01-01', starts_on: '2025-01-01' })
    .where('person_id', '=', app.person('chen.hao').id)
    .execute()
  const done = await intake.bringIn(checked)
  expect(done.result).toMatchObject({ created: 1, refused: 1 })
  expect((await intake.rows(done.id, 'refused'))[0]!.faults[0]!.code).toBe('may_not_handle')
})

describe('who may import', () => {
  const file = sheetOf([full({})])

  test.each(['chen.hao', 'li.wei', 'wang.lei', 'wu.min', 'fang.yi', 'shen.jing'] as const)(
    '%s is told that they may not',
    async (by) => {
      expect((await refusalOf(intake.upload(file, { by }))).status).toBe(403)
      const listed = await app.as(by).fetch('/api/complaints/imports')
      expect(listed.status).toBe(403)
    },
  )

  test('whoever has the right in a region imports there alone, and what lies outside is as unknown as what isn’t there', async () => {
    await giveEveryRight(app, 'luo.ying', app.org('华南区').id)
    const luo = app.as('luo.ying')
    const found = await luo.upload(contract.uploadComplaints, {
      file: {
        name: 'a.csv',
        bytes: sheetOf([full({ 机构: 'HN-GZ' }), full({ 机构: 'HD-SH' }), full({ 机构: 'NONE' })]),
      },
    })
    expect(found.organisation.name).toBe('华南区')
    await luo.call(contract.checkComplaints, { params: { id: found.id }, body: { version: found.version } })
    await workOff(app.kernel)
    const { items } = await luo.call(contract.listRows, { params: { id: found.id }, query: {} })
    const said = items.map(({ faults }) => faults[0]?.sentence.replace(/HD-SH|NONE/, ''))
    expect(items.map(({ verdict }) => verdict)).toEqual(['create', 'refused', 'refused'])
    expect(said[1]).toBe(said[2])
    const theirs = await refusalOf(
      luo.call(contract.readImport, { params: { id: (await intake.upload(file)).id } }),
    )
    expect(theirs.status).toBe(404)
  })
})
