import { refused } from '../errors/problem.ts'
import type { WorkCalendar } from './calendar.ts'
import { spansOf } from './spans.ts'
import { addDays, dayIn, longestRest } from './working-days.ts'

const minute = 60_000

/**
 * The earliest instant by which that many minutes of working time have gone since `from`; with negative minutes
 * the latest instant from which that many lead up to `from`. Zero gives `from` back.
 * Refuses (`calendar.errors.never_works`) a calendar without working hours.
 */
export function addWorkingTime(calendar: WorkCalendar, from: Date, minutes: number): Date {
  return minutes < 0 ? walkBack(calendar, from, -minutes * minute) : walkOn(calendar, from, minutes * minute)
}

/** Minutes of working time from one instant to another, exact to the millisecond; negative backwards. */
export function workingTimeBetween(calendar: WorkCalendar, from: Date, to: Date): number {
  if (to < from) return -workingTimeBetween(calendar, to, from)
  const last = dayIn(calendar.time_zone, to)
  let total = 0
  for (let day = dayIn(calendar.time_zone, from); day <= last; day = addDays(day, 1)) {
    for (const [opens, closes] of spansOf(calendar, day)) {
      total += Math.max(0, Math.min(closes, to.getTime()) - Math.max(opens, from.getTime()))
    }
  }
  return total / minute
}

/** Minutes of working time until something is due; negative: working time it is overdue by. */
export function workingTimeLeft(calendar: WorkCalendar, now: Date, due: Date): number {
  return workingTimeBetween(calendar, now, due)
}

function walkOn(calendar: WorkCalendar, from: Date, duration: number): Date {
  if (duration === 0) return from
  let left = duration
  let day = dayIn(calendar.time_zone, from)
  for (let rest = 0; rest <= longestRest; day = addDays(day, 1)) {
    rest += 1
    for (const [opens, closes] of spansOf(calendar, day)) {
      const start = Math.max(opens, from.getTime())
      if (start >= closes) continue
      if (closes - start >= left) return new Date(start + left)
      left -= closes - start
      rest = 0
    }
  }
  throw refused('calendar.errors.never_works', { from: from.toISOString() })
}

function walkBack(calendar: WorkCalendar, from: Date, duration: number): Date {
  let left = duration
  let day = dayIn(calendar.time_zone, from)
  for (let rest = 0; rest <= longestRest; day = addDays(day, -1)) {
    rest += 1
    for (const [opens, closes] of spansOf(calendar, day).toReversed()) {
      const end = Math.min(closes, from.getTime())
      if (end <= opens) continue
      if (end - opens >= left) return new Date(end - left)
      left -= end - opens
      rest = 0
    }
  }
  throw refused('calendar.errors.never_works', { from: from.toISOString() })
}
