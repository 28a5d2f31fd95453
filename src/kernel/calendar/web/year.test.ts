import { expect, test } from 'vitest'
import { breaksOf, gridOf, weekdayOf } from './year.ts'

test('a month is drawn in whole weeks from Monday to Sunday', () => {
  const rows = gridOf(2026, 2)
  expect(rows[0]).toEqual([
    '2026-01-26',
    '2026-01-27',
    '2026-01-28',
    '2026-01-29',
    '2026-01-30',
    '2026-01-31',
    '2026-02-01',
  ])
  expect(rows.at(-1)?.at(-1)).toBe('2026-03-01')
  expect(rows.flat().filter((day) => day.startsWith('2026-02'))).toHaveLength(28)
})

test('a month that begins on a Monday begins in the first place', () => {
  expect(gridOf(2026, 6)[0]?.[0]).toBe('2026-06-01')
})

test('the weekday of a day follows no time zone', () => {
  expect(weekdayOf('2026-10-01')).toBe('thu')
})

test('the break of a day is the gap between its stretches', () => {
  const hours = [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '18:00' },
  ]
  expect(breaksOf(hours)).toEqual([{ from: '12:00', to: '13:30' }])
  expect(breaksOf(hours.slice(0, 1))).toEqual([])
})
