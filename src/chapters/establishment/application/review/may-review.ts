import { forbidden } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Application } from '../life/row.ts'
import { getKindRule } from '../papers/kinds.ts'

/** Headquarters reviews everything; whoever reviews within a region, only the kinds that may be reviewed there. */
export function mayReview(
  ctx: Ctx,
  { org_id }: Application,
  { region_review }: { region_review: boolean },
): boolean {
  const permission = 'establishment.application.review'
  return ctx.may(permission, org_id) && (region_review || ctx.reachOf(permission).all)
}

export async function checkMayReview(ctx: Ctx, application: Application): Promise<void> {
  if (!mayReview(ctx, application, await getKindRule(ctx, application.kind))) throw forbidden()
}
