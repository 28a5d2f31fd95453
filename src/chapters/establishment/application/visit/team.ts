import { holdersAt } from '../../../../kernel/access/holders.ts'
import { dayIn } from '../../../../kernel/calendar/working-days.ts'
import type { FieldFault } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Application } from '../life/row.ts'
import { timeZoneOf } from '../papers/checklist.ts'

const fault = (path: string, name: string, params: Record<string, unknown> = {}): FieldFault => ({
  path,
  code: `establishment.visit.errors.${name}`,
  params,
})

/** Two visitors or more, each entitled to visit and none of them the applicant or the proposed head. */
export async function faultsOfTeam(
  ctx: Ctx,
  application: Application,
  visitors: readonly string[],
): Promise<FieldFault[]> {
  const team = [...new Set(visitors)]
  const faults: FieldFault[] = []
  if (team.length < 2) faults.push(fault('visitors', 'team_too_small'))
  if (team.includes(application.applicant_id)) faults.push(fault('visitors', 'applicant_visits'))
  if (application.proposed_head_id && team.includes(application.proposed_head_id))
    faults.push(fault('visitors', 'proposed_head_visits'))
  const entitled = await holdersAt(ctx, {
    org_id: application.org_id,
    permission: 'establishment.visit.edit',
  })
  if (team.some((person) => person !== application.applicant_id && !entitled.includes(person)))
    faults.push(fault('visitors', 'visitor_not_entitled'))
  return faults
}

/**
 * The review's window: from the day it was handed in to `due`, the day the review should be concluded. A visit made then may
 * be signed later; for one that wasn't made in time the reviewer asks the applicant for more, and the time begins anew.
 */
export async function visitWindowOf(
  ctx: Ctx,
  { org_id, submitted_at, review_due_at }: Application,
): Promise<{ from: string; due: string } | null> {
  if (!submitted_at || !review_due_at) return null
  const time_zone = await timeZoneOf(ctx, org_id)
  // The end of work may be midnight, which is the next day already.
  const due = new Date(new Date(review_due_at).getTime() - 1)
  return { from: dayIn(time_zone, new Date(submitted_at)), due: dayIn(time_zone, due) }
}

export async function faultsOfDay(
  ctx: Ctx,
  application: Application,
  { visited_on, today }: { visited_on: string; today?: string },
): Promise<FieldFault[]> {
  const window = await visitWindowOf(ctx, application)
  const faults: FieldFault[] = []
  if (window && visited_on < window.from)
    faults.push(fault('visited_on', 'before_submission', { from: window.from }))
  if (window && visited_on > window.due) faults.push(fault('visited_on', 'after_review', window))
  if (today !== undefined && visited_on > today) faults.push(fault('visited_on', 'not_yet'))
  return faults
}
