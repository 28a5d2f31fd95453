import { describe, expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import * as contract from '../contract.ts'
import { mostRows } from './read-lines.ts'

const app = await startApp({ now: '2026-03-10T02:00:00.000Z' })
const zhou = app.as('zhou.ting')

const define = async (more: Record<string, unknown> = {}) =>
  (
    await zhou.call(contract.createIndicator, {
      body: {
        ...{ title: '月服务件数', title_en: 'Services', description: '', unit: 'count', direction: 'higher' },
        ...{
          frequency: 'month',
          source: 'imported',
          grace_days: 10,
          clause: '4.2.2',
          starts_on: '2025-06-01',
        },
        ...{ amber: 20, red: 5, ...more },
      } as never,
    })
  ).id
const check = (id: string, text: string, client = zhou, reason?: string) =>
  client.call(contract.checkBroughtIn, { params: { id }, body: { text, reason } })
const why = '业务系统迁移，一月数据晚到。'
const bring = (id: string, text: string, reason?: string, client = zhou) =>
  client.call(contract.bringInValues, { params: { id }, body: { text, reason } })
const valuesOf = async (indicator_id: string) =>
  (await zhou.call(contract.listValues, { query: { indicator_id } })).items
    .map(({ organisation, period, value, level }) => `${organisation.name} ${period} ${value} ${level}`)
    .sort()

describe('values brought in from a table', () => {
  test('a dry run says of every line what it would do and why, and changes nothing', async () => {
    const id = await define()
    await bring(id, 'HD-SH,2026-01,120\nHN-GZ,2026-01,70', why)
    const { counts, rows } = await check(
      id,
      [
        '机构编码,期间,指标值',
        'HD-SH,2026-01,120',
        'HD-SH,2026/2,"1,340"',
        'hn-gz,2026年2月,85',
        'HD-SH,2026-02,90',
        'HN-GZ,2026-01,71',
        'XX-99,2026-02,4',
        'HB-BJ,2026-03,4',
        'HB-BJ,2026-Q1,4',
        'HB-BJ,2025-01,4',
        'HB-BJ,2026-02,很多',
        ',2026-02,4',
      ].join('\n'),
    )
    expect(counts).toEqual({ new: 2, same: 1, fault: 8 })
    expect(rows.map(({ line, standing, fault }) => [line, standing, fault])).toEqual([
      [2, 'same', null],
      [3, 'new', null],
      [4, 'new', null],
      [5, 'fault', '与第 3 行是同一机构、同一期间。'],
      [6, 'fault', '2026-01 的值已填报。需要修改时，请有权人员说明理由后更正。'],
      [7, 'fault', '没有编码为“XX-99”的机构，或您无权为它填报。'],
      [8, 'fault', expect.stringContaining('才结束')],
      [9, 'fault', '这项指标按月填报，例如 2026-10。'],
      [10, 'fault', expect.stringContaining('起填报')],
      [11, 'fault', '“很多”不是数字。'],
      [12, 'fault', '缺少机构编码。'],
    ])
    expect(rows[1]).toMatchObject({ organisation: { name: '上海分公司' }, period: '2026-02', value: 1340 })
    expect(await valuesOf(id)).toEqual(['上海分公司 2026-01 120 green', '广州分公司 2026-01 70 green'])
  })

  test('all of them or none come in, judged and warned of like a value entered by hand; again, nothing changes', async () => {
    const id = await define()
    const good = 'period\tvalue\tcode\n2026-01\t4\tHD-SH\n2026-02\t300\tHD-SH\n2026-02\t15\tHN-GZ'
    const refusal = await refusalOf(bring(id, `${good}\n2026-02\tx\tHB-BJ`))
    expect(refusal).toMatchObject({ status: 422, code: 'indicators.errors.bring_in_faults' })
    expect(await valuesOf(id)).toEqual([])
    expect(await bring(id, good, why)).toEqual({ brought: 3, same: 0 })
    expect(await valuesOf(id)).toEqual([
      '上海分公司 2026-01 4 red',
      '上海分公司 2026-02 300 green',
      '广州分公司 2026-02 15 amber',
    ])
    const { items } = await zhou.call(contract.listWarnings, { query: { indicator_id: id } })
    expect(items.map(({ level, organisation }) => `${organisation.name} ${level}`).sort()).toEqual([
      '上海分公司 red',
      '广州分公司 amber',
    ])
    expect(await bring(id, good)).toEqual({ brought: 0, same: 3 })
  })

  test('a late line needs a reason, which one for all gives, and whoever may correct values', async () => {
    const id = await define()
    const lines = 'HD-SH,2026-01,50\nHD-SH,2026-02,51'
    const standings = async (...args: Parameters<typeof check>) =>
      (await check(...args)).rows.map(({ standing, late, fault }) => [standing, late, fault])
    expect(await standings(id, lines)).toEqual([
      ['fault', true, expect.stringMatching(/2026年2月10日.*补报理由/)],
      ['new', false, null],
    ])
    expect((await refusalOf(bring(id, lines))).code).toBe('indicators.errors.bring_in_faults')
    expect(await standings(id, lines, app.as('li.wei'), why)).toEqual([
      ['fault', true, expect.stringMatching(/补报由/)],
      ['new', false, null],
    ])
    expect(await standings(id, lines, zhou, why)).toEqual([
      ['new', true, null],
      ['new', false, null],
    ])
    await bring(id, lines, why)
    const { items } = await zhou.call(contract.listValues, { query: { indicator_id: id } })
    expect(items.map(({ period, late, reason }) => [period, late, reason])).toEqual([
      ['2026-02', false, null],
      ['2026-01', true, why],
    ])
  })

  test('a head brings in for the own branch alone; another’s code is as one nobody has', async () => {
    const id = await define()
    const { rows } = await check(id, 'HD-SH,2026-02,50\nHN-GZ,2026-02,50', app.as('li.wei'))
    expect(rows.map(({ standing, organisation }) => [standing, organisation?.name])).toEqual([
      ['new', '上海分公司'],
      ['fault', undefined],
    ])
  })

  test.each([
    ['nothing', '\n \n', /没有可导入的内容/],
    ['a header that lacks a column', '机构编码,期间\nHD-SH,2026-02', /表头不完整/],
    ['an open quote', 'HD-SH,"2026-02,4\nHD-SH,2026-01,5', /引号不成对/],
    ['too many lines', 'HD-SH,2026-02,4\n'.repeat(mostRows + 1), /一次最多导入 12,000 行/],
  ])('%s is refused in a sentence', async (_what, text, sentence) => {
    const { status, fields } = await refusalOf(check(await define(), text))
    expect([status, fields[0]?.path]).toEqual([400, 'text'])
    expect(fields[0]?.message).toMatch(sentence)
  })

  test('what the system counts is not brought in', async () => {
    const { items } = await zhou.call(contract.listIndicators, {})
    const counted = items.find(({ source }) => source === 'computed')!
    expect((await refusalOf(check(counted.id, 'HD-SH,2026-02,4'))).code).toBe('indicators.errors.computed')
  })
})
