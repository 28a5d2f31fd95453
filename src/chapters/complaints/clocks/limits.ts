import type { WorkCalendar } from '../../../kernel/calendar/calendar.ts'
import { addDays, dayIn, endOfWork } from '../../../kernel/calendar/working-days.ts'
import { workingTimeBetween } from '../../../kernel/calendar/working-time.ts'

/** The regulation's numbers a complaint is measured by. */
export type Times = {
  /** Working hours until the first response. */
  complaint_ack_hours: number
  /** Days until it is resolved. */
  complaint_resolve_days: number
  /** Days until it is resolved once it was extended; a second extension adds the same difference again. */
  complaint_extend_days: number
}

/** What a graver complaint takes of the regulation's times; a light one takes all of them. */
const shares: Record<number, { response: number; update_hours: number; resolution: number }> = {
  1: { response: 1, update_hours: 40, resolution: 1 },
  2: { response: 1 / 2, update_hours: 24, resolution: 1 },
  3: { response: 1 / 4, update_hours: 16, resolution: 2 / 3 },
  4: { response: 1 / 8, update_hours: 8, resolution: 1 / 3 },
}

/** Working minutes of the three clocks. Days to resolve are days of the calendar, counted by the work they hold. */
export function limitsOf(
  calendar: WorkCalendar,
  given: { severity: number; received_at: Date; extensions: number },
  times: Times,
): Record<'response' | 'update' | 'resolution', number> {
  const { severity, received_at, extensions } = given
  const share = shares[severity]!
  const first = Math.ceil(times.complaint_resolve_days * share.resolution)
  const more = times.complaint_extend_days - times.complaint_resolve_days
  const days = first + extensions * more
  const last = endOfWork(calendar, addDays(dayIn(calendar.time_zone, received_at), days))
  return {
    response: times.complaint_ack_hours * 60 * share.response,
    update: share.update_hours * 60,
    // Somewhere that never works in that time still has a clock.
    resolution: Math.max(1, workingTimeBetween(calendar, received_at, last)),
  }
}
