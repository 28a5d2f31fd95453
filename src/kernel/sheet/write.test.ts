import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { type Cell, writeSheet } from './write.ts'

const head = ['name', 'submitted', 'day', 'budget', 'currency']
const body: Cell[][] = [
  [
    '=HYPERLINK("http://x")',
    { at: '2026-11-23T23:30:00.000Z', zone: 'Asia/Shanghai' },
    { day: '2026-11-24' },
    { minor: 8431050, currency: 'CNY' },
    'CNY',
  ],
  [
    '@SUM(1)',
    { at: '2026-11-23T23:30:00.000Z', zone: 'Europe/London' },
    null,
    { minor: 84310, currency: 'JPY' },
    'JPY',
  ],
]

test('a CSV says times by each clock and amounts by their currency, and no cell is a formula', async () => {
  const { name, bytes } = await writeSheet({ name: 'A/B', format: 'csv', head, body })
  expect(name).toBe('A-B.csv')
  expect(parse(bytes, { bom: true }).slice(1)).toEqual([
    ['\'=HYPERLINK("http://x")', '2026-11-24 07:30', '2026-11-24', '84310.50', 'CNY'],
    ["'@SUM(1)", '2026-11-23 23:30', '', '84310', 'JPY'],
  ])
})

test('a workbook holds the same as text, days, times and numbers', async () => {
  const { bytes } = await writeSheet({ name: 'A', format: 'xlsx', head, body })
  const [, first, second] = await readSheet(bytes)
  expect(first).toEqual([
    '=HYPERLINK("http://x")',
    new Date('2026-11-24T07:30Z'),
    new Date('2026-11-24T00:00Z'),
    84310.5,
    'CNY',
  ])
  expect(second).toEqual(['@SUM(1)', new Date('2026-11-23T23:30Z'), null, 84310, 'JPY'])
})
