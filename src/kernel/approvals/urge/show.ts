import { personOf } from '../../access/actor.ts'
import type { Ctx } from '../../http/context.ts'
import type { OperationName } from '../engine/can.ts'
import type { RequestPage } from '../request/contract.ts'
import type { StoredRequest } from '../request/rows.ts'
import { againAt, readUrges, slowAt } from './urge.ts'

/** How the open step was urged so far, and whether the reader may urge it: also while the pause lasts, to see until when. */
export async function showUrging(
  ctx: Ctx,
  { row, steps, signers }: StoredRequest,
): Promise<{ shown: RequestPage['urging']; can: OperationName[] }> {
  const step = row.state === 'running' ? steps.find(({ state }) => state === 'open') : undefined
  if (!step) return { shown: null, can: [] }
  const urges = await readUrges(ctx, row, step.id)
  const again = againAt(urges)
  const may =
    ctx.may('approvals.request.urge', row.org_id) && slowAt(signers, step, personOf(ctx.actor)).length > 0
  return {
    shown: {
      count: urges.length,
      last_at: urges.at(-1)?.at ?? null,
      again_at: again && again > ctx.now ? again.toISOString() : null,
    },
    can: may ? ['urge'] : [],
  }
}
