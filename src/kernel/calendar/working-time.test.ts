import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { knowsYear, type WorkCalendar, workCalendar } from './calendar.ts'
import type { Week } from './contract.ts'
import { mainlandDays, mainlandYears, officeWeek } from './mainland.ts'
import { addWorkingTime, workingTimeBetween, workingTimeLeft } from './working-time.ts'

const shanghai = workCalendar({
  time_zone: 'Asia/Shanghai',
  week: officeWeek,
  days: [2025, 2026].flatMap((year) => (mainlandDays(year) ?? []).map((d) => ({ ...d, hours_as: null }))),
  known_years: mainlandYears,
})
const hour = 60

/** A wall-clock time in a zone, Shanghai unless told. */
function at(local: string, timeZone = 'Asia/Shanghai'): Date {
  return new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds)
}
function due(from: string, minutes: number, calendar: WorkCalendar = shanghai): string {
  const instant = addWorkingTime(calendar, at(from, calendar.time_zone), minutes)
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(
    calendar.time_zone,
  )
  return local.toPlainDateTime().toString({ smallestUnit: 'minute' })
}

describe('working time', () => {
  test('received Friday 16:30, one working hour: due Monday 9:30', () => {
    expect(due('2026-03-06T16:30', hour)).toBe('2026-03-09T09:30')
  })

  test('stops for lunch', () => {
    expect(due('2026-03-09T11:30', hour)).toBe('2026-03-09T14:00')
    expect(due('2026-03-09T11:30', 30)).toBe('2026-03-09T12:00')
    expect(due('2026-03-09T12:40', 30)).toBe('2026-03-09T14:00')
    expect(workingTimeBetween(shanghai, at('2026-03-09T09:00'), at('2026-03-09T17:00'))).toBe(6.5 * hour)
  })

  test('counts a make-up Saturday and leaves out the holiday it makes up for', () => {
    expect(due('2026-02-13T16:30', hour)).toBe('2026-02-14T09:30')
    expect(due('2026-02-14T16:30', hour)).toBe('2026-02-24T09:30')
    expect(workingTimeBetween(shanghai, at('2026-02-15T00:00'), at('2026-02-24T00:00'))).toBe(0)
  })

  test('goes over the end of the year', () => {
    expect(due('2025-12-31T16:00', 2 * hour)).toBe('2026-01-04T10:00')
  })

  test('gives a make-up day the hours of the weekday it stands for', () => {
    const calendar = workCalendar({
      time_zone: 'Asia/Shanghai',
      week: { ...officeWeek, fri: [{ from: '08:00', to: '12:00' }] },
      days: [{ day: '2026-03-07', kind: 'make_up', hours_as: 'fri' }],
    })
    expect(due('2026-03-07T07:00', 4 * hour, calendar)).toBe('2026-03-07T12:00')
    expect(due('2026-03-07T07:00', 5 * hour, calendar)).toBe('2026-03-09T10:00')
  })

  test('tells how much is left, and by how much it is overdue', () => {
    expect(workingTimeLeft(shanghai, at('2026-03-09T10:00'), at('2026-03-09T15:50'))).toBe(260)
    expect(workingTimeLeft(shanghai, at('2026-03-09T10:00'), at('2026-03-06T16:30'))).toBe(-90)
  })

  test('says which years it does not know', () => {
    expect(knowsYear(shanghai, 2026)).toBe(true)
    expect(knowsYear(shanghai, Math.max(...mainlandYears) + 1)).toBe(false)
    expect(mainlandDays(2003)).toBeUndefined()
    expect(mainlandDays(2026)).toContainEqual({
      day: '2026-02-14',
      kind: 'make_up',
      name: '春节',
      name_en: 'Spring Festival',
    })
  })

  test('refuses to wait for a calendar that never works', () => {
    const off: Week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
    const never = workCalendar({ time_zone: 'Asia/Shanghai', week: off })
    expect(() => addWorkingTime(never, at('2026-03-09T10:00'), 1)).toThrow('calendar.errors.never_works')
    expect(() => addWorkingTime(never, at('2026-03-09T10:00'), -1)).toThrow('calendar.errors.never_works')
  })
})

describe('where the clocks change', () => {
  const allDay = [{ from: '00:00', to: '24:00' }]
  const always: Week = {
    mon: allDay,
    tue: allDay,
    wed: allDay,
    thu: allDay,
    fri: allDay,
    sat: allDay,
    sun: allDay,
  }

  test('a night shift is an hour shorter in spring and an hour longer in autumn', () => {
    const night = [{ from: '00:00', to: '08:00' }]
    const berlin = workCalendar({ time_zone: 'Europe/Berlin', week: { ...always, sun: night } })
    const worked = (day: string) =>
      workingTimeBetween(berlin, at(`${day}T00:00`, 'Europe/Berlin'), at(`${day}T09:00`, 'Europe/Berlin'))
    expect(worked('2026-03-29')).toBe(7 * hour)
    expect(worked('2026-10-25')).toBe(9 * hour)
  })

  test('two shifts that meet in the hour skipped are not counted twice', () => {
    const sun = [
      { from: '00:00', to: '02:30' },
      { from: '03:00', to: '05:00' },
    ]
    const berlin = workCalendar({ time_zone: 'Europe/Berlin', week: { ...always, sun } })
    const from = at('2026-03-29T00:00', 'Europe/Berlin')
    expect(workingTimeBetween(berlin, from, at('2026-03-29T05:00', 'Europe/Berlin'))).toBe(4 * hour)
  })

  test('the day Samoa skipped at the date line is worth nothing', () => {
    const apia = workCalendar({ time_zone: 'Pacific/Apia', week: always })
    const from = at('2011-12-29T12:00', 'Pacific/Apia')
    expect(workingTimeBetween(apia, from, at('2011-12-31T12:00', 'Pacific/Apia'))).toBe(24 * hour)
  })
})

describe('whatever the calendar', () => {
  const zone = fc.constantFrom(
    'Asia/Shanghai',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'America/Santiago',
  )
  const clock = fc.integer({ min: 0, max: 23 * 60 + 59 }).map((m) => {
    return `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`
  })
  const hours = fc
    .uniqueArray(clock, { minLength: 0, maxLength: 6 })
    .map((times) => times.sort())
    .map((times) =>
      times.flatMap((from, i) => (i % 2 === 0 && times[i + 1] ? [{ from, to: times[i + 1] as string }] : [])),
    )
  const week = fc
    .record({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours })
    .map((all) => ({ ...all, wed: all.wed.length > 0 ? all.wed : officeWeek.wed }))
  const day = fc
    .integer({ min: 0, max: 730 })
    .map((n) => Temporal.PlainDate.from('2025-01-01').add({ days: n }).toString())
  const marked = fc.uniqueArray(
    fc.record({
      day,
      kind: fc.constantFrom('holiday' as const, 'make_up' as const),
      hours_as: fc.constant(null),
    }),
    { maxLength: 30, selector: (d) => d.day },
  )
  const calendar = fc.record({ time_zone: zone, week, days: marked }).map((parts) => workCalendar(parts))
  const instant = fc
    .integer({ min: Date.parse('2025-01-02T00:00Z'), max: Date.parse('2026-12-20T00:00Z') })
    .map((ms) => new Date(ms))
  const minutes = fc.integer({ min: 0, max: 20_000 })

  test('adding and then measuring gives back what was added, both ways', () => {
    fc.assert(
      fc.property(calendar, instant, minutes, (c, from, m) => {
        expect(workingTimeBetween(c, from, addWorkingTime(c, from, m))).toBe(m)
        expect(workingTimeBetween(c, addWorkingTime(c, from, -m), from)).toBe(m)
      }),
      { numRuns: 150 },
    )
  })

  test('more time is never due earlier, and a later start never either', () => {
    fc.assert(
      fc.property(calendar, instant, instant, minutes, minutes, (c, a, b, m, n) => {
        const [early, late] = a < b ? [a, b] : [b, a]
        const [less, more] = m < n ? [m, n] : [n, m]
        expect(addWorkingTime(c, early, less) <= addWorkingTime(c, early, more)).toBe(true)
        expect(addWorkingTime(c, early, more) <= addWorkingTime(c, late, more)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  test('two stretches one after the other are as long as the whole', () => {
    fc.assert(
      fc.property(calendar, instant, instant, instant, (c, a, b, d) => {
        const whole = workingTimeBetween(c, a, d)
        expect(workingTimeBetween(c, a, b) + workingTimeBetween(c, b, d)).toBeCloseTo(whole, 6)
        expect(workingTimeBetween(c, d, a)).toBeCloseTo(-whole, 6)
      }),
      { numRuns: 60 },
    )
  })

  test('pausing and resuming loses nothing: adding in two parts is adding at once', () => {
    fc.assert(
      fc.property(calendar, instant, minutes, minutes, (c, from, m, n) => {
        const parts = addWorkingTime(c, addWorkingTime(c, from, m), n)
        expect(parts.toISOString()).toBe(addWorkingTime(c, from, m + n).toISOString())
      }),
      { numRuns: 150 },
    )
  })
})
