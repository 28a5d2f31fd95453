import { expect, test } from 'vitest'
import { isBlock, type LineColumn, pasteInto, readCell, sumOf } from './line-values.ts'

const columns: LineColumn[] = [
  { key: 'post', title: 'Post', kind: 'text' },
  { key: 'number', title: 'Number', kind: 'whole' },
  { key: 'grade', title: 'Grade', kind: 'choice', options: [{ value: 'senior', word: '高级工' }] },
  { key: 'pay', title: 'Pay', kind: 'money' },
]
const blank = { post: null, number: 1, grade: null, pay: null }

test('a block from Excel fills cells from the one it was pasted into, and adds lines', () => {
  const lines = pasteInto(
    [{ ...blank, post: '主管' }],
    columns,
    blank,
    { line: 0, column: 1 },
    '2\t高级工\t¥12,000.50\r\n3\t\t8000\r\n',
  )
  expect(lines).toEqual([
    { post: '主管', number: 2, grade: 'senior', pay: 1_200_050 },
    { post: null, number: 3, grade: null, pay: 800_000 },
  ])
})

test('what goes beyond the last column is left out', () => {
  expect(pasteInto([], columns, blank, { line: 0, column: 3 }, '1\t2\t3')).toEqual([{ ...blank, pay: 100 }])
})

test('one cell is typed text, not a block', () => {
  expect([isBlock('12'), isBlock('12\n'), isBlock('1\t2'), isBlock('1\n2')]).toEqual([
    false,
    false,
    true,
    true,
  ])
})

test('a sum skips what is empty', () => {
  expect(sumOf([{ pay: 100 }, { pay: null }, { pay: 50 }], 'pay')).toBe(150)
})

test('what is pasted counts by the digits of its currency, and what is no number is nothing', () => {
  const pay = (currency: string): LineColumn => ({ key: 'pay', title: 'Pay', kind: 'money', currency })
  expect(readCell(pay('JPY'), '1,200')).toBe(1200)
  expect(readCell(pay('CNY'), '１，２００．５０')).toBe(120_050)
  expect(readCell(pay('CNY'), '待定')).toBeNull()
  expect(readCell({ key: 'n', title: 'N', kind: 'whole' }, '若干')).toBeNull()
})
