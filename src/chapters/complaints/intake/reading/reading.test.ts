import { describe, expect, test } from 'vitest'
import { readAmount, readStars } from './read-amount.ts'
import { instantOf, readMoment } from './read-moment.ts'

describe('a time is read as people and programs write it', () => {
  test.each([
    ['2026-03-05', '2026-03-05'],
    ['2026/3/5 9:05', '2026-03-05T09:05:00'],
    ['2026年3月5日', '2026-03-05'],
    ['2026年3月5日 14时30分', '2026-03-05T14:30:00'],
    ['２０２６－０３－０５ １４：３０', '2026-03-05T14:30:00'],
    ['20260305', '2026-03-05'],
    ['2026-03-05T14:30:05.123Z', '2026-03-05T14:30:05Z'],
    ['2026-03-05 14:30+0800', '2026-03-05T14:30:00+08:00'],
    ['46086.5', '2026-03-05T12:00:00'],
  ])('%s', (written, moment) => {
    expect(readMoment(written)).toBe(moment)
  })

  test.each([
    '',
    '昨天',
    '2026-02-30',
    '2026-13-01',
    '2026-03-05 25:00',
    '05/03/2026',
    '=A1',
    '999999',
    '-1',
    '2026-03-05 14:30-9900',
    '2026-03-05 14:30+14:01',
    '2026-03-05 14:30+08:60',
  ])('%j is none', (written) => {
    expect(readMoment(written)).toBeUndefined()
  })

  test('by the clock of the organisation unless it names another', () => {
    const at = (moment: string) => instantOf(moment, 'Asia/Shanghai').toISOString()
    expect(at('2026-03-05T14:30:00')).toBe('2026-03-05T06:30:00.000Z')
    expect(at('2026-03-05')).toBe('2026-03-04T16:00:00.000Z')
    expect(at('2026-03-05T14:30:00Z')).toBe('2026-03-05T14:30:00.000Z')
  })
})

test('amounts are minor units of the currency; what is more exact than it, or no amount, is none', () => {
  const amounts = ['￥1,200.50', '1200', '0.1', '99元', '1.005', '很多', '-5', '1.2.3', '']
  expect(amounts.map((text) => readAmount(text, 'CNY'))).toEqual([
    ...[120_050, 120_000, 10, 9_900],
    ...[undefined, undefined, undefined, undefined, undefined],
  ])
  expect(readAmount('￥1,200', 'JPY')).toBe(1200)
})

test.each([
  ['3万', 3_000_000],
  ['1.2万元', 1_200_000],
  ['人民币 500 元整', 50_000],
  ['RMB500', 50_000],
  ['5百', 50_000],
  ['12.5 千', 1_250_000],
  ['2百萬', 200_000_000],
  ['0.00001万', 10],
  ['1亿', 10_000_000_000],
  ['CNY 1 200', 120_000],
])('the amount %s counts what its unit says', (written, minor) => {
  expect(readAmount(written, 'CNY')).toBe(minor)
})

test.each([
  ...['500美元', '$500', 'US$500', 'USD 500', '500 HKD', '€500', '500円'],
  ...[
    '(500)',
    '（500）',
    '[500]',
    '−500',
    '¥-500',
    '约500',
    '500左右',
    '500-600',
    '0,50',
    '1.200,50',
    '500亿',
  ],
])('%s is no amount in renminbi', (written) => {
  expect(readAmount(written, 'CNY')).toBeUndefined()
})

test('stars are one to five', () => {
  expect(['5', '4.0', '３星', '1 star', '0', '6', '满意'].map(readStars)).toEqual([
    ...[5, 4, 3, 1],
    ...[undefined, undefined, undefined],
  ])
})
