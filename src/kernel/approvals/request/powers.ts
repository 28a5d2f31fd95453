import type { Ctx } from '../../http/context.ts'
import type { Powers } from '../engine/can.ts'

/** What an administrator of requests may do there. */
export function powersOf(ctx: Ctx, orgId: string): Powers {
  return {
    administers: ctx.may('approvals.request.appoint', orgId),
    overrides: ctx.may('approvals.request.override', orgId),
  }
}
