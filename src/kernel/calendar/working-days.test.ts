import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isWorkingDay, workCalendar } from './calendar.ts'
import { mainlandDays, officeWeek } from './mainland.ts'
import { addDays, addWorkingDays, dayIn, daysBetween, endOfWork, workingDaysBetween } from './working-days.ts'

const calendar = workCalendar({
  time_zone: 'Asia/Shanghai',
  week: officeWeek,
  days: [2024, 2025, 2026].flatMap((year) => mainlandDays(year) ?? []),
})

describe('working days', () => {
  test('thirteen working days across the Spring Festival of 2026 end on 9 March', () => {
    // 13, 14 (made up) | 15 to 23 off | 24 to 27, 28 (made up) | 2 to 6 March | 9 March
    expect(addWorkingDays(calendar, '2026-02-12', 1)).toBe('2026-02-13')
    expect(addWorkingDays(calendar, '2026-02-12', 2)).toBe('2026-02-14')
    expect(addWorkingDays(calendar, '2026-02-12', 7)).toBe('2026-02-28')
    expect(addWorkingDays(calendar, '2026-02-12', 13)).toBe('2026-03-09')
    expect(workingDaysBetween(calendar, '2026-02-12', '2026-03-09')).toBe(13)
  })

  test('a weekend made up for is worked, a weekday of a festival is not', () => {
    expect(isWorkingDay(calendar, '2026-02-14')).toBe(true)
    expect(isWorkingDay(calendar, '2026-02-17')).toBe(false)
    expect(isWorkingDay(calendar, '2026-03-07')).toBe(false)
  })

  test('nothing added is the day itself, and backwards is the working day before', () => {
    expect(addWorkingDays(calendar, '2026-03-07', 0)).toBe('2026-03-07')
    expect(addWorkingDays(calendar, '2026-03-09', -1)).toBe('2026-03-06')
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
    expect(daysBetween('2026-02-28', '2025-12-31')).toBe(-59)
  })

  test('a deadline by a day is due when work ends, on a day off at midnight', () => {
    expect(endOfWork(calendar, '2026-03-09').toISOString()).toBe('2026-03-09T09:00:00.000Z')
    expect(endOfWork(calendar, '2026-03-07').toISOString()).toBe('2026-03-07T16:00:00.000Z')
    expect(dayIn('Asia/Shanghai', new Date('2026-03-07T16:00:00Z'))).toBe('2026-03-08')
  })

  test('counting on and counting back meet on any working day', () => {
    const day = fc.integer({ min: 0, max: 900 }).map((n) => addDays('2024-03-01', n))
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 80 }), (from, n) => {
        const to = addWorkingDays(calendar, from, n)
        expect(isWorkingDay(calendar, to)).toBe(true)
        expect(workingDaysBetween(calendar, from, to)).toBe(n)
        if (isWorkingDay(calendar, from)) expect(addWorkingDays(calendar, to, -n)).toBe(from)
      }),
      { numRuns: 200 },
    )
  })
})
