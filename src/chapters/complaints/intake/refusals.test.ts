import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { giveEveryRight } from '../../../../test/support/every-right.ts'
import { intakeStoryOf, rowOf, type SheetRow, sheetOf } from '../../../../test/support/intake-story.ts'
import { newId } from '../../../kernel/db/new-id.ts'
import { workOff } from '../../../kernel/jobs/worker.ts'
import { retireTerm } from '../terms/contract.ts'
import * as contract from './contract.ts'
import { forgetImports } from './forget.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
app.clock.set('2026-03-02T06:00:00.000Z')
const intake = intakeStoryOf(app)
const zhou = app.as('zhou.ting')
const full = (more: SheetRow) => rowOf({ 服务日期: '2026-03-01', 严重程度: '1', ...more })

type Wrong = [why: string, more: SheetRow, codes: string[]]
const wrong: Wrong[] = [
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
  ['the amount is in another currency', { 索赔金额: '500美元' }, ['amount_unreadable']],
  ['a time is by a clock there is none of', { 受理时间: '2026-03-01 10:00-9900' }, ['date_unreadable']],
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
]
const refused = wrong.map(([why, more, codes], at): Wrong => [why, { ...more, 外部编号: `R-${at}` }, codes])

describe('of one file', () => {
  let found: Awaited<ReturnType<typeof intake.rows>>
  beforeAll(async () => {
    const { id, summary } = await intake.checked(refused.map(([, more]) => full(more)))
    expect(summary!.verdicts).toMatchObject({ create: 0, refused: refused.length })
    found = await intake.rows(id)
  })

  test.each(refused)('a row is refused where %s', (_why, more, codes) => {
    const row = found.find(({ reference }) => reference === more.外部编号)!
    expect([row.verdict, row.faults.map(({ code }) => code)]).toEqual(['refused', codes])
    for (const { sentence } of row.faults) expect(sentence).not.toMatch(/\{\{|complaints\.import/)
  })
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
  expect((parse(csv, { bom: true }) as string[][]).map((row) => row[0])).toEqual(['机构', 'HD-SH'])
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

/** Gives somebody the right to import, and no other, at some organisations and all below them. */
async function giveImport(user: CastUser, ...names: Parameters<typeof app.org>[0][]) {
  const role_key = `importer_${user.replace('.', '_')}`
  await app.owner
    .insertInto('kernel.role')
    .values({ key: role_key, title: `导入 ${user}`, title_en: `Import ${user}` })
    .execute()
  await app.owner
    .insertInto('kernel.role_permission')
    .values({ role_key, permission: 'complaints.complaint.import' })
    .execute()
  const facts = { person_id: app.person(user).id, role_key, with_subtree: true, starts_on: '2026-01-01' }
  for (const name of names)
    await app.owner
      .insertInto('kernel.role_assignment')
      .values({ ...facts, id: newId(), organisation_id: app.org(name).id })
      .execute()
}

describe('what a colleague sees of a file they didn’t upload', () => {
  const secret = { 类别: '天气', 投诉人: '钱多多', 备用电话: '13900001111', 外部编号: 'SEE-1' }
  const he = app.as('he.chuan')
  const seen = async (params: { id: string }) => {
    const { columns, can } = await he.call(contract.readImport, { params })
    const { items } = await he.call(contract.listRows, { params, query: {} })
    const sheet = await he.download(contract.exportRows, { params, query: { format: 'csv' } })
    return { can, items, said: JSON.stringify([columns, items]) + sheet.toString() }
  }

  test('neither who complained nor what a column without a meaning holds, and no sample', async () => {
    const { id } = await intake.checked([full(secret)])
    const { can, items, said } = await seen({ id })
    expect(items).toHaveLength(1)
    expect(said).toContain('钱**')
    expect(said).not.toMatch(/钱多多|13900001111/)
    expect(can).toEqual(['check', 'import'])
    const own = await zhou.call(contract.listRows, { params: { id }, query: {} })
    expect(own.items[0]!.cells).toEqual(expect.arrayContaining(['钱多多', '13900001111']))
  })

  test('nor by saying that the column means something else', async () => {
    const { id, version, mapping } = await intake.checked([full(secret)])
    const { customer_name: at, ...columns } = mapping.columns
    const body = { version, mapping: { columns: { ...columns, answer: at! } } }
    const refused = await refusalOf(he.call(contract.mapComplaints, { params: { id }, body }))
    expect(refused.code).toBe('complaints.import.errors.not_uploader')
    // What the uploader maps anew is no longer shown as the check before had it.
    await zhou.call(contract.mapComplaints, { params: { id }, body })
    const { items, said } = await seen({ id })
    expect([items, said.includes('钱多多')]).toEqual([[], false])
  })

  test('rows of organisations out of their reach, and those whose organisation wasn’t found, are only the uploader’s', async () => {
    await giveImport('ma.jun', '华东区', '华南区')
    await giveImport('fang.yi', '华东区')
    const bytes = sheetOf([
      full({ 外部编号: 'HERE', 内容: '上海的事。' }),
      full({ 外部编号: 'THERE', 机构: 'HN-GZ', 内容: '广州的事。' }),
      full({ 外部编号: 'WHERE', 机构: '广州某处', 内容: '不知哪里的事。' }),
    ])
    const found = await intake.upload(bytes, { by: 'ma.jun' })
    expect(found.organisation.name).toBe('华东区')
    const params = { id: found.id }
    await app.as('ma.jun').call(contract.checkComplaints, { params, body: { version: found.version } })
    await workOff(app.kernel)
    const shown = async (by: 'ma.jun' | 'fang.yi') => {
      const { items } = await app.as(by).call(contract.listRows, { params, query: {} })
      const sheet = await app.as(by).download(contract.exportRows, { params, query: { format: 'csv' } })
      const told = ['HERE', 'THERE', 'WHERE'].filter((one) => sheet.toString().includes(one))
      return [items.map(({ reference }) => reference), told]
    }
    expect(await shown('ma.jun')).toEqual([
      ['HERE', 'THERE', 'WHERE'],
      ['HERE', 'THERE', 'WHERE'],
    ])
    expect(await shown('fang.yi')).toEqual([['HERE'], ['HERE']])
  })

  test('the number of a complaint that they may not read is neither said nor found', async () => {
    const one = full({ 外部编号: 'NUM-1', 电话: '13877776666' })
    const { id } = await intake.imported([one])
    const number = (await intake.rows(id))[0]!.number!
    const bytes = sheetOf([
      { ...one, 内容: '说法不同。' },
      { ...one, 外部编号: 'NUM-2' },
    ])
    const told = async (by: 'ma.jun' | 'zhou.ting') => {
      const { version, ...params } = await intake
        .upload(bytes, { by })
        .then(({ id, version }) => ({ id, version }))
      await app.as(by).call(contract.checkComplaints, { params, body: { version } })
      await workOff(app.kernel)
      const read = async (q?: string) =>
        (await app.as(by).call(contract.listRows, { params, query: { q } })).items
      const items = await read()
      expect(items.map(({ faults }) => faults[0]!.code)).toEqual(['known_otherwise', 'like_another'])
      for (const { faults } of items) expect(faults[0]!.sentence).not.toMatch(/\{\{|complaints\.import/)
      return [JSON.stringify(items).includes(number), (await read(number)).length]
    }
    expect(await told('zhou.ting')).toEqual([true, 1])
    expect(await told('ma.jun')).toEqual([false, 0])
  })
})

describe('rows that were downloaded, put right and uploaded again', () => {
  const rows = [
    full({ 内容: '-材料交了\n=两周', 电话: '', 投诉人: '钱多多', 备注: '甲' }),
    full({ 类别: '天气', 内容: '办不上。', 投诉人: '孙小小', 备注: '乙' }),
  ]

  test.each([
    ['zh-CN', 'csv'],
    ['zh-TW', 'xlsx'],
    ['en', 'xlsx'],
  ] as const)('are the file they were, in %s as %s', async (language, format) => {
    const found = await intake.checked(rows.map((row) => ({ ...row, 编号甲: language })))
    const sheet = await app
      .as('zhou.ting', language)
      .download(contract.exportRows, { params: { id: found.id }, query: { format } })
    const again = await intake.upload(sheet, { name: `改正.${format}` })
    expect(again.mapping).toEqual(found.mapping)
    expect(again.columns.map(({ header }) => header)).toEqual(found.columns.map(({ header }) => header))
    // Nothing has a reference: what came in is known by its content.
    expect((await intake.bringIn(found)).result).toMatchObject({ created: 1, refused: 1 })
    expect((await intake.check(again)).summary!.verdicts).toMatchObject({ same: 1, refused: 1 })
  })

  test('come in with what was put right', async () => {
    const { id } = await intake.checked(rows.map((row) => ({ ...row, 备注: '改' })))
    const query = { format: 'csv', verdict: 'refused' } as const
    const sheet = await zhou.download(contract.exportRows, { params: { id }, query })
    const mended = Buffer.from(sheet.toString().replace(',天气,', ',办理不及时,').replace('"天气"', ''))
    const checked = await intake.check(await intake.upload(mended))
    expect(checked.summary!.verdicts).toMatchObject({ create: 1, refused: 0 })
    const done = await intake.bringIn(checked)
    const [row] = await intake.rows(done.id)
    expect(row).toMatchObject({ reference: '', subject: '客户投诉：办理不及时', organisation: '上海分公司' })
  })

  test('aren’t taken where who complained was masked for a colleague', async () => {
    const { id } = await intake.checked([full({ 类别: '天气', 投诉人: '钱多多' })])
    const sheet = await app
      .as('he.chuan', 'en')
      .download(contract.exportRows, { params: { id }, query: { format: 'csv' } })
    expect((await refusalOf(intake.upload(sheet))).code).toBe('complaints.import.errors.masked_file')
  })
})

test('a file whose time is over can neither be mapped, checked nor imported any more, and says so', async () => {
  const checked = await intake.checked([full({ 外部编号: 'GONE-1' })])
  app.clock.advance(91 * 86_400_000)
  await forgetImports(app.kernel)
  expect(await intake.read(checked.id)).toMatchObject({ state: 'checked', file_gone: true, can: [] })
  const { id, version, mapping } = checked
  const gone = 'complaints.import.errors.file_gone'
  expect((await refusalOf(intake.start(checked))).code).toBe(gone)
  expect((await refusalOf(intake.check(checked))).code).toBe(gone)
  const body = { version, mapping }
  expect((await refusalOf(zhou.call(contract.mapComplaints, { params: { id }, body }))).code).toBe(gone)
})

test('the day of a service is that at the organisation, also where its cell names another clock', async () => {
  app.clock.set('2026-03-02T06:00:00.000Z')
  const done = await intake.imported([
    full({ 外部编号: 'DAY-1', 服务日期: '2026-03-01T20:00:00Z', 受理时间: '2026-03-02 09:30' }),
    full({ 外部编号: 'DAY-2', 服务日期: '2026-03-01 23:30', 受理时间: '2026-03-02 09:30' }),
  ])
  const { rows } = await sql<{ on: string }>`
    select c.service_on::text "on" from complaints.import_origin i
    join complaints.complaint c on c.org_id = i.org_id and c.id = i.complaint_id
    where i.import_id = ${done.id} order by i.line`.execute(app.owner)
  expect(rows.map(({ on }) => on)).toEqual(['2026-03-02', '2026-03-01'])
})

test('names with wide brackets are found, whichever brackets the file has', async () => {
  await sql`update kernel.organisation set name = '上海（浦东）分公司' where code = 'HD-SH'`.execute(
    app.owner,
  )
  await sql`update kernel.person set name = '王磊（二）' where id = ${app.person('wang.lei').id}`.execute(
    app.owner,
  )
  const both = [
    { 机构: '上海（浦东）分公司', 涉及人员: '王磊（二）', 外部编号: 'WIDE-1' },
    { 机构: '上海(浦东)分公司', 涉及人员: '王磊(二)', 外部编号: 'WIDE-2' },
  ]
  expect(await intake.faults(both.map(full))).toEqual([[], []])
})
