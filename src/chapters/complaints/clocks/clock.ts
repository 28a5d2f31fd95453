import type { WorkCalendar } from '../../../kernel/calendar/calendar.ts'
import { addWorkingTime, workingTimeBetween } from '../../../kernel/calendar/working-time.ts'

const minute = 60_000

/** Of the limit, when the superior hears of it first. */
export const warnAt = 0.8

/**
 * A clock that counts working time. A value: each step gives another one. Lengths are milliseconds of working time.
 * Invariant: it runs, is paused or has stopped, and is never two of them.
 */
export type Clock = {
  readonly limit_ms: number
  /** Gone until `running_since`; in all where the clock stands still. */
  readonly elapsed_ms: number
  readonly running_since: Date | null
  readonly paused_ms: number
  readonly paused_since: Date | null
  readonly stopped_at: Date | null
}

/** A clock that starts at an instant, whether or not that is working time. */
export const startClock = (limitMinutes: number, at: Date): Clock => ({
  ...{ limit_ms: Math.round(limitMinutes * minute), elapsed_ms: 0, paused_ms: 0 },
  ...{ running_since: at, paused_since: null, stopped_at: null },
})

export function elapsedAt(calendar: WorkCalendar, clock: Clock, at: Date): number {
  return clock.elapsed_ms + since(calendar, clock.running_since, at)
}

export function pausedAt(calendar: WorkCalendar, clock: Clock, at: Date): number {
  return clock.paused_ms + since(calendar, clock.paused_since, at)
}

/** Working time still left at an instant; negative: by so much it is overdue. */
export const leftAt = (calendar: WorkCalendar, clock: Clock, at: Date): number =>
  clock.limit_ms - elapsedAt(calendar, clock, at)

/** When a running clock is due, or when that share of it is gone; null while it stands still. */
export function dueAt(calendar: WorkCalendar, clock: Clock, share = 1): Date | null {
  if (clock.running_since === null) return null
  const left = Math.round(clock.limit_ms * share) - clock.elapsed_ms
  return addWorkingTime(calendar, clock.running_since, left / minute)
}

/** Stands still while the customer is asked. What is paused or has stopped stays as it is. */
export function pauseClock(calendar: WorkCalendar, clock: Clock, at: Date): Clock {
  if (clock.running_since === null) return clock
  const elapsed_ms = elapsedAt(calendar, clock, at)
  return { ...clock, elapsed_ms, running_since: null, paused_since: at }
}

/** Goes on from where it stood, after a pause or after it had stopped: it never starts anew. */
export function resumeClock(calendar: WorkCalendar, clock: Clock, at: Date): Clock {
  if (clock.running_since !== null) return clock
  const paused_ms = pausedAt(calendar, clock, at)
  return { ...clock, paused_ms, running_since: at, paused_since: null, stopped_at: null }
}

export function stopClock(calendar: WorkCalendar, clock: Clock, at: Date): Clock {
  if (clock.stopped_at !== null) return clock
  const elapsed_ms = elapsedAt(calendar, clock, at)
  const paused_ms = pausedAt(calendar, clock, at)
  return { ...clock, elapsed_ms, paused_ms, running_since: null, paused_since: null, stopped_at: at }
}

/** Another limit, as a changed severity or an extension gives it; what has gone and what was paused stay. */
export const limitClock = (clock: Clock, limitMinutes: number): Clock => ({
  ...clock,
  limit_ms: Math.round(limitMinutes * minute),
})

function since(calendar: WorkCalendar, from: Date | null, at: Date): number {
  if (from === null || at <= from) return 0
  return Math.round(workingTimeBetween(calendar, from, at) * minute)
}
