import { refused } from '../errors/problem.ts'
import { hoursOf, isWorkingDay, type WorkCalendar } from './calendar.ts'
import { momentIn } from './spans.ts'

/** Longest run of days off that is believed; beyond it the calendar has no working hours. */
export const longestRest = 400

/** The day it is in a zone at an instant, as 'YYYY-MM-DD'. */
export function dayIn(timeZone: string, at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString()
}

export function addDays(day: string, n: number): string {
  return Temporal.PlainDate.from(day).add({ days: n }).toString()
}

/** Calendar days from one day to another; negative backwards. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days
}

/** The n-th working day after (n > 0) or before (n < 0) a day; the day itself counts for nothing. n = 0 gives it back. */
export function addWorkingDays(calendar: WorkCalendar, day: string, n: number): string {
  const direction = Math.sign(n)
  let current = day
  let rest = 0
  for (let left = Math.abs(n); left > 0; ) {
    current = addDays(current, direction)
    if (isWorkingDay(calendar, current)) {
      left -= 1
      rest = 0
    } else if (++rest > longestRest) {
      throw refused('calendar.errors.never_works', { from: day })
    }
  }
  return current
}

/** Working days after `from` up to and with `to`; negative when `to` is the earlier. */
export function workingDaysBetween(calendar: WorkCalendar, from: string, to: string): number {
  if (to < from) return -workingDaysBetween(calendar, to, from)
  let count = 0
  for (let day = from; day < to; ) {
    day = addDays(day, 1)
    if (isWorkingDay(calendar, day)) count += 1
  }
  return count
}

/** When work ends on a day; on a day off, when the day itself ends. A deadline "by 15 March" is due then. */
export function endOfWork(calendar: WorkCalendar, day: string): Date {
  const last = hoursOf(calendar, day).at(-1)
  return new Date(momentIn(calendar.time_zone, day, last?.to ?? '24:00'))
}
