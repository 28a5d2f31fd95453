import type { WorkCalendar } from '../../../kernel/calendar/calendar.ts'
import { addDays, dayIn, endOfWork } from '../../../kernel/calendar/working-days.ts'
import { workingTimeBetween } from '../../../kernel/calendar/working-time.ts'

/** The regulation's numbers a complaint is measured by. */
export type RegulationTimes = {
  /** Working hours until the first response. */
  complaint_ack_hours: number
  /** Days until it is resolved. */
  complaint_resolve_days: number
  /** Days until it is resolved once it was extended; a second extension adds the same difference again. */
  complaint_extend_days: number
}

/** What the company set for a severity; null: as the regulation says. */
export type SeverityLimit = {
  response_hours: number | null
  update_hours: number
  resolve_days: number | null
}

/** By severity, with what the regulation says on the same day. */
export type Times = RegulationTimes & { limits: Record<number, SeverityLimit> }

/** What a company begins with: a graver complaint takes less of the regulation's times, a light one takes all of them. */
export const firstLimits = ({
  complaint_ack_hours: hours,
  complaint_resolve_days: days,
}: RegulationTimes): Times['limits'] => ({
  1: { response_hours: null, update_hours: 40, resolve_days: null },
  2: { response_hours: hours / 2, update_hours: 24, resolve_days: null },
  3: { response_hours: hours / 4, update_hours: 16, resolve_days: Math.ceil((days * 2) / 3) },
  4: { response_hours: hours / 8, update_hours: 8, resolve_days: Math.ceil(days / 3) },
})

/** Working hours and days of the calendar of a severity. Invariant: never more than the regulation allows. */
export function allowed(times: Times, severity: number) {
  const { response_hours, update_hours, resolve_days } = times.limits[severity]!
  const { complaint_ack_hours: hours, complaint_resolve_days: days } = times
  return {
    response_hours: Math.min(response_hours ?? hours, hours),
    update_hours,
    resolve_days: Math.min(resolve_days ?? days, days),
  }
}

/** Working minutes of the three clocks. Days to resolve are days of the calendar, counted by the work they hold. */
export function limitsOf(
  calendar: WorkCalendar,
  given: { severity: number; received_at: Date; extensions: number },
  times: Times,
): Record<'response' | 'update' | 'resolution', number> {
  const { severity, received_at, extensions } = given
  const { response_hours, update_hours, resolve_days } = allowed(times, severity)
  const more = times.complaint_extend_days - times.complaint_resolve_days
  const days = resolve_days + extensions * more
  const last = endOfWork(calendar, addDays(dayIn(calendar.time_zone, received_at), days))
  return {
    response: response_hours * 60,
    update: update_hours * 60,
    // Somewhere that never works in that time still has a clock.
    resolution: Math.max(1, workingTimeBetween(calendar, received_at, last)),
  }
}
