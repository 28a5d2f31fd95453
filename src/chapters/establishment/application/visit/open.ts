import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { checkAction } from '../life/move.ts'
import { type Application, lockApplication } from '../life/row.ts'
import type { VisitedPremises } from './latest.ts'
import { getVisit, type Visit } from './row.ts'
import { isOfTeam } from './show.ts'

export type Which = { id: string; visit_id: string; version: number }

/** A visit that is still being made, locked by its application, for whoever fills it in. */
export async function openForTeam(
  ctx: Ctx,
  which: { id: string; visit_id: string; version?: number },
): Promise<{ application: Application; visit: Visit }> {
  const application = await lockApplication(ctx, { id: which.id })
  await checkAction(ctx, application, 'plan_visit')
  const visit = await getVisit(ctx, application, which)
  checkOpen(visit)
  if (!isOfTeam(ctx, application, visit)) throw refused('establishment.visit.errors.not_of_team')
  return { application, visit }
}

export function checkOpen({ completed_at }: Visit) {
  if (completed_at) throw refused('establishment.visit.errors.already_completed')
}

type Changes = {
  visited_on?: string
  note?: string
  completed_at?: Date
  cancelled_at?: Date
  premises?: VisitedPremises
}

export async function saveVisit(
  { tx }: Ctx,
  { org_id, id, version }: Visit,
  { premises, ...changes }: Changes,
): Promise<void> {
  await tx
    .updateTable('establishment.site_visit')
    .set({ ...changes, ...(premises ? { premises: JSON.stringify(premises) } : {}), version: version + 1 })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
}
