import { dayIn } from '../../calendar/working-days.ts'
import { insertMany } from '../../db/insert-many.ts'
import { newId } from '../../db/new-id.ts'
import type { Ctx } from '../../http/context.ts'
import { readCompanySettings } from '../../settings/company.ts'

/**
 * What a measure counts changed: of which organisation, and when it counts – an instant, or a day `YYYY-MM-DD`. `reason`: the
 * one somebody gave who corrected a value; that is counted anew however old it is.
 */
export type Changed = { measure: string; org_id: string; at: Date | string; reason?: string }

/**
 * Notes that records of periods gone by changed, in the transaction that changes them: the next round counts those
 * periods anew. Rows of its own each time, so that nobody waits for another. What counts in a month that still runs is
 * passed over: it isn't counted yet.
 */
export async function noteChanged(ctx: Ctx, changed: Changed[]): Promise<void> {
  const over = changed.filter(({ at }) => mayBeOver(at, ctx.now))
  if (over.length === 0) return
  const { time_zone } = await readCompanySettings(ctx.tx)
  const rows = over.map(({ measure, org_id, at, reason = null }) => ({
    ...{ org_id, id: newId(), measure, reason },
    day: typeof at === 'string' && at.length === 10 ? at : dayIn(time_zone, new Date(at)),
  }))
  const once = new Map(
    rows.map((row) => [`${row.org_id} ${row.measure} ${row.day.slice(0, 7)} ${row.reason ?? ''}`, row]),
  )
  await insertMany(ctx.tx, 'kernel.indicator_recount', [...once.values()])
}

/** More than any zone is away from UTC. */
const hours = 15 * 3_600_000
const monthOf = (ms: number) => new Date(ms).toISOString().slice(0, 7)

/** Whether the month an instant or day lies in may be over by now, or within the hour, whatever the company's zone. */
export function mayBeOver(at: Date | string, now: Date): boolean {
  return monthOf(new Date(at).getTime() - hours) < monthOf(now.getTime() + hours)
}
