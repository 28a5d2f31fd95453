import type { Interval, Week, Weekday } from './contract.ts'
import { weekdays } from './contract.ts'

/**
 * When an organisation works. A value: build it with `workCalendar`, never change it (working spans are
 * remembered per calendar and day).
 */
export type WorkCalendar = {
  readonly time_zone: string
  readonly week: Week
  readonly holidays: ReadonlySet<string>
  /** Days worked although the week says otherwise, and whose hours they have (null: those of the first worked weekday). */
  readonly make_up_days: ReadonlyMap<string, Weekday | null>
  /** Years whose holidays were entered. Other years follow the week alone, and say so through `knowsYear`. */
  readonly known_years: ReadonlySet<number>
}

export type CalendarDay = { day: string; kind: 'holiday' | 'make_up'; hours_as?: Weekday | null }

export function workCalendar(input: {
  time_zone: string
  week: Week
  days?: readonly CalendarDay[]
  known_years?: Iterable<number>
}): WorkCalendar {
  const days = input.days ?? []
  return {
    time_zone: input.time_zone,
    week: input.week,
    holidays: new Set(days.filter((d) => d.kind === 'holiday').map((d) => d.day)),
    make_up_days: new Map(days.filter((d) => d.kind === 'make_up').map((d) => [d.day, d.hours_as ?? null])),
    known_years: new Set(input.known_years),
  }
}

/** False: no holidays were entered for this year, so a date in it is only as good as the week. Say so beside it. */
export function knowsYear(calendar: WorkCalendar, year: number): boolean {
  return calendar.known_years.has(year)
}

/** The day's working hours in the calendar's zone, in order; empty when it isn't worked. */
export function hoursOf(calendar: WorkCalendar, day: string): readonly Interval[] {
  const asWeekday = calendar.make_up_days.get(day)
  if (asWeekday !== undefined) return calendar.week[asWeekday ?? firstWorked(calendar.week)]
  if (calendar.holidays.has(day)) return []
  return calendar.week[weekdayOf(day)]
}

export function isWorkingDay(calendar: WorkCalendar, day: string): boolean {
  return hoursOf(calendar, day).length > 0
}

export function weekdayOf(day: string): Weekday {
  return weekdays[Temporal.PlainDate.from(day).dayOfWeek - 1] as Weekday
}

function firstWorked(week: Week): Weekday {
  return weekdays.find((weekday) => week[weekday].length > 0) ?? 'mon'
}
