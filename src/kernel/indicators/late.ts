import { readRoles, titleOf } from '../access/read-roles.ts'
import { addDays } from '../calendar/working-days.ts'
import type { Ctx } from '../http/context.ts'
import { daysOf, isLate } from './period.ts'
import type { Indicator } from './row.ts'

type Coming = { org_id: string; period: string; today: string; reason: string | undefined }
export type LateFault = { code: 'late_not_allowed' | 'late_reason'; params: Record<string, unknown> }

/** Once a period's end and the grace are over, a value comes in by whoever may correct values, with a reason. */
export const lateRight = 'indicators.value.correct'

/**
 * Whether a value of a period comes late, and what then keeps it out: the right to correct values, or the reason. The
 * sentence of the former also names `roles`, who has the right, as `readLateRoles` gives them.
 */
export function judgeLate(
  ctx: Ctx,
  indicator: Indicator,
  { org_id, period, today, reason }: Coming,
): { late: boolean; fault: LateFault | null } {
  if (!isLate(indicator, period, today)) return { late: false, fault: null }
  const params = { period, until: addDays(daysOf(period).to, indicator.grace_days) }
  if (!ctx.may(lateRight, org_id)) return { late: true, fault: { code: 'late_not_allowed', params } }
  return { late: true, fault: reason ? null : { code: 'late_reason', params } }
}

/** The roles that may enter late, as the reader calls them. */
export async function readLateRoles(ctx: Ctx): Promise<string[]> {
  const roles = await readRoles(ctx)
  return [...roles.values()].flatMap((role) =>
    role.permissions.has(lateRight) ? titleOf(ctx.language, role) : [],
  )
}
