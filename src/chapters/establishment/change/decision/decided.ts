import type { Decision } from '../../../../kernel/approvals/subjects.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { isEnd } from '../../../../kernel/lifecycle/lifecycle.ts'
import { changeLifecycle } from '../life/lifecycle.ts'
import { move } from '../life/move.ts'
import { type Change, lockChange } from '../life/row.ts'
import { approve } from './carry-out.ts'

/** Carries out, in the deciding transaction, what became of the approval. */
export async function decided(ctx: Ctx, { subject_id, request_id, outcome }: Decision): Promise<void> {
  const change = await lockChange(ctx, { id: subject_id })
  if (change.request_id !== request_id) return
  switch (outcome) {
    case 'approved':
      return approve(ctx, change)
    case 'rejected':
      return rule(ctx, change, { action: 'decline', ruling: await readOpinion(ctx, change, 'rejected') })
    case 'returned':
      return rule(ctx, change, { action: 'send_back', ruling: await readOpinion(ctx, change, 'returned') })
    case 'withdrawn':
      if (!isEnd(changeLifecycle, change.state)) await move(ctx, change, { action: 'withdraw' })
  }
}

async function rule(
  ctx: Ctx,
  change: Change,
  { action, ruling }: { action: 'decline' | 'send_back'; ruling: string | null },
) {
  await move(ctx, change, { action, set: { ruling }, note: ruling })
}

/** The last answer of that kind, in its author's words. */
async function readOpinion(
  { tx }: Ctx,
  { org_id, request_id }: Change,
  state: 'rejected' | 'returned',
): Promise<string | null> {
  const row = await tx
    .selectFrom('kernel.approval_signer')
    .select('opinion')
    .where('org_id', '=', org_id)
    .where('request_id', '=', request_id)
    .where('state', '=', state)
    .orderBy('answered_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.opinion ?? null
}
