import { describe, expect, test } from 'vitest'
import { workCalendar } from '../calendar/calendar.ts'
import { quietUntil } from './quiet.ts'
import { byDefault } from './settings.ts'

const nine = [{ from: '09:00', to: '18:00' }]
const week = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine, sat: [], sun: [] }
const calendar = workCalendar({
  time_zone: 'Asia/Shanghai',
  week,
  days: [
    { day: '2027-01-01', kind: 'holiday' },
    { day: '2026-12-27', kind: 'make_up', hours_as: null },
  ],
  known_years: [2026, 2027],
})
const hours = { ...byDefault, time_zone: 'Asia/Shanghai' }
const until = (at: string, more: object = {}) =>
  quietUntil({ ...hours, ...more }, calendar, new Date(at))?.toISOString()

describe('quiet hours', () => {
  test('over night end in the morning, by the clock of the person, and hold nothing at the minute they end', () => {
    expect(until('2026-11-23T13:59:59Z')).toBeUndefined()
    expect(until('2026-11-23T14:00:00Z')).toBe('2026-11-23T23:00:00.000Z')
    expect(until('2026-11-23T16:00:00Z')).toBe('2026-11-23T23:00:00.000Z')
    expect(until('2026-11-23T23:00:00Z')).toBeUndefined()
    expect(until('2026-11-23T14:00:00Z', { time_zone: 'Europe/Berlin' })).toBeUndefined()
    expect(until('2026-11-23T14:00:00Z', { quiet: false })).toBeUndefined()
  })

  test('within a day end the same day', () => {
    const noon = { quiet_from: '12:00', quiet_to: '13:30' }
    expect(until('2026-11-23T04:00:00Z', noon)).toBe('2026-11-23T05:30:00.000Z')
    expect(until('2026-11-23T06:00:00Z', noon)).toBeUndefined()
  })

  test('end when the clocks skip the hour they end in, and with the later of an hour that comes twice', () => {
    const berlin = { time_zone: 'Europe/Berlin', quiet_from: '22:00', quiet_to: '02:30' }
    // 29 March 2026: 2:00 becomes 3:00. 25 October 2026: 3:00 becomes 2:00 again.
    expect(until('2026-03-28T23:30:00Z', berlin)).toBe('2026-03-29T01:30:00.000Z')
    expect(until('2026-10-24T22:30:00Z', berlin)).toBe('2026-10-25T01:30:00.000Z')
    expect(until('2026-10-25T01:10:00Z', berlin)).toBe('2026-10-25T01:30:00.000Z')
    expect(until('2026-10-25T01:30:00Z', berlin)).toBeUndefined()
  })

  test('on working days only hold everything over the weekend and New Year, and not on a make-up day', () => {
    const working = { working_days_only: true }
    // Thursday evening, 31 December: Friday is New Year's Day, then comes the weekend.
    expect(until('2026-12-31T14:30:00Z', working)).toBe('2027-01-03T23:00:00.000Z')
    expect(until('2027-01-02T02:00:00Z', { ...working, quiet: false })).toBe('2027-01-03T16:00:00.000Z')
    expect(until('2026-12-27T02:00:00Z', working)).toBeUndefined()
    expect(until('2026-12-26T02:00:00Z', working)).toBe('2026-12-26T23:00:00.000Z')
  })

  test('never hold anything for good, not even under a calendar without working days', () => {
    const off = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
    const never = workCalendar({ time_zone: 'Asia/Shanghai', week: off })
    const now = new Date('2026-11-23T02:00:00Z')
    expect(quietUntil({ ...hours, working_days_only: true }, never, now)).toBeUndefined()
  })
})
