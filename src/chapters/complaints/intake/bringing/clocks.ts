import type { WorkCalendar } from '../../../../kernel/calendar/calendar.ts'
import { type Clock, dueAt, startClock, stopClock, warnAt } from '../../clocks/clock.ts'
import type { ClockKind } from '../../complaint/words/contract.ts'
import { limitsOf } from '../../limits/limits-of.ts'
import type { Plan } from '../judging/plan.ts'
import type { ReadTimes } from './times-by-day.ts'

export type SetClocks = {
  rows: (Clock & {
    kind: ClockKind
    due_at: Date | null
    warn_at: Date | null
    warned_at: Date | null
    overdue_at: Date | null
  })[]
  next_due_at: Date | null
  /** Four fifths or all of the time of one of them is gone. */
  late: 'soon' | 'overdue' | null
}

/**
 * The clocks of a complaint that comes in now with its past: they began when it was received and stopped when it was
 * acknowledged or resolved, by the working calendar of its organisation and the limits of the day it came. When the
 * customer last heard a word nobody knows: the next one is owed from now on. What has run out already counts as told of:
 * the superiors hear of all of it at once.
 */
export function clocksOf(plan: Plan, calendar: WorkCalendar, times: ReadTimes, now: Date): SetClocks {
  const { severity, received_at, acknowledged_at, resolved_at } = plan
  const limits = limitsOf(calendar, { severity, received_at, extensions: 0 }, times)
  const stopped = (limit: number, at: Date | null) => {
    const clock = startClock(limit, received_at)
    return at ? stopClock(calendar, clock, at) : clock
  }
  const clocks: [ClockKind, Clock][] = [
    ['response', stopped(limits.response, acknowledged_at)],
    ['resolution', stopped(limits.resolution, resolved_at)],
  ]
  if (acknowledged_at && !resolved_at) clocks.push(['update', startClock(limits.update, now)])
  let [next, late]: [Date | null, SetClocks['late']] = [null, null]
  const rows = clocks.map(([kind, clock]) => {
    const due_at = dueAt(calendar, clock)
    const warn_at = dueAt(calendar, clock, warnAt)
    const overdue = due_at !== null && due_at <= now
    const warned = warn_at !== null && warn_at <= now
    if (due_at && (!next || due_at < next)) next = due_at
    if (overdue) late = 'overdue'
    else if (warned) late ??= 'soon'
    return {
      kind,
      ...clock,
      due_at,
      warn_at,
      warned_at: warned ? now : null,
      overdue_at: overdue ? now : null,
    }
  })
  return { rows, next_due_at: next, late }
}
