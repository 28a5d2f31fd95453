import { expect, test } from 'vitest'
import type { Comparison } from '../flow/contract.ts'
import { holds } from './condition.ts'

const fields = { budget: 800, kind: 'branch', starts_on: '2026-03-01', urgent: false, none: null, blank: '' }
const is = (field: string, how: Comparison['is'], value?: Comparison['value']) =>
  holds({ match: 'all', of: [{ field, is: how, value }] }, fields)

test('numbers, days, choices and truths compare as what they are', () => {
  expect([is('budget', 'more', 799), is('budget', 'more', 800), is('budget', 'at_least', 800)]).toEqual([
    true,
    false,
    true,
  ])
  expect([is('budget', 'less', 800), is('budget', 'at_most', 800)]).toEqual([false, true])
  expect([is('starts_on', 'less', '2026-03-02'), is('starts_on', 'more', '2026-03-01')]).toEqual([
    true,
    false,
  ])
  expect([is('kind', 'equal', 'branch'), is('kind', 'one_of', ['region', 'branch'])]).toEqual([true, true])
  expect([is('urgent', 'equal', false), is('urgent', 'not_equal', true)]).toEqual([true, true])
})

test('an empty field is neither more nor less than anything', () => {
  for (const field of ['none', 'blank', 'unknown']) {
    expect([is(field, 'empty'), is(field, 'filled')]).toEqual([true, false])
    expect([
      is(field, 'more', 0),
      is(field, 'at_most', 0),
      is(field, 'equal', ''),
      is(field, 'one_of', ['']),
    ]).toEqual(Array(4).fill(false))
    expect(is(field, 'not_equal', 'x')).toBe(true)
  }
  expect(is('budget', 'more', '5')).toBe(false)
})

test('all, any, and no condition at all', () => {
  const big: Comparison = { field: 'budget', is: 'more', value: 10_000 }
  const branch: Comparison = { field: 'kind', is: 'equal', value: 'branch' }
  expect(holds({ match: 'all', of: [big, branch] }, fields)).toBe(false)
  expect(holds({ match: 'any', of: [big, branch] }, fields)).toBe(true)
  expect(holds(null, fields)).toBe(true)
})
