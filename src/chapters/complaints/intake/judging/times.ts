import { dayIn } from '../../../../kernel/calendar/working-days.ts'
import type { State } from '../../complaint/life/lifecycle.ts'
import { dayOf, hasTime, instantOf } from '../reading/read-moment.ts'
import { type Fault, type MomentField, momentFields } from '../words/contract.ts'

/** Nothing is older: the terms begin then. */
const earliest = '2000-01-01'

export type Times = {
  received_at: Date
  service_on: string
  acknowledged_at: Date | null
  resolved_at: Date | null
  closed_at: Date | null
}

type Given = Partial<Record<MomentField | 'service_on', string>>

/**
 * The moments of a row by the clock of its organisation. A day without a time is its beginning, or what came before on
 * that day. Whoever resolved has responded, whoever closed has resolved: what is missing of that is taken for granted and
 * said. Undefined where a fault keeps the row out.
 */
export function timesOf(
  given: Given,
  { time_zone, now }: { time_zone: string; now: Date },
  faults: Fault[],
): Times | undefined {
  if (given.received_at === undefined) return undefined
  const before = faults.length
  const at: Partial<Record<MomentField, Date>> = {}
  let last: { field: MomentField; at: Date } | undefined
  for (const field of momentFields) {
    const said = given[field]
    if (said === undefined) continue
    let moment = instantOf(said, time_zone)
    if (last && !hasTime(said) && moment < last.at && dayIn(time_zone, last.at) === said) moment = last.at
    if (moment > now) faults.push({ code: 'date_ahead', field })
    else if (last && moment < last.at)
      faults.push({ code: 'order_wrong', field, params: { before: last.field } })
    at[field] = moment
    last = { field, at: moment }
  }
  const received_on = dayIn(time_zone, at.received_at!)
  const service_on = given.service_on === undefined ? received_on : dayOf(given.service_on, time_zone)
  if (given.service_on === undefined) faults.push({ code: 'service_day_assumed', field: 'service_on' })
  if (service_on > received_on)
    faults.push({ code: 'order_wrong', field: 'received_at', params: { before: 'service_on' } })
  if (service_on < earliest) faults.push({ code: 'date_too_early', params: { earliest } })
  const closed_at = at.closed_at ?? null
  const resolved_at = at.resolved_at ?? closed_at
  const acknowledged_at = at.acknowledged_at ?? resolved_at
  if (resolved_at && !at.resolved_at) faults.push({ code: 'resolved_assumed', field: 'resolved_at' })
  if (acknowledged_at && !at.acknowledged_at)
    faults.push({ code: 'acknowledged_assumed', field: 'acknowledged_at' })
  const wrong = faults.slice(before).some(({ code }) => /^(date|order)_/.test(code))
  if (wrong) return undefined
  return { received_at: at.received_at!, service_on, acknowledged_at, resolved_at, closed_at }
}

export const stateOf = ({ acknowledged_at, resolved_at, closed_at }: Times): State =>
  closed_at ? 'closed' : resolved_at ? 'resolved' : acknowledged_at ? 'acknowledged' : 'received'
