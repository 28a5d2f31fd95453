import { lockRequestOf } from '../../../kernel/approvals/request/find.ts'
import { withdrawRequest } from '../../../kernel/approvals/request/operate.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { closeTasks } from '../../../kernel/tasks/close.ts'
import { cancelHandOver } from './hand-over/ask.ts'
import { checkAction, move } from './life/move.ts'
import { getChange, lockChange, subjectOf } from './life/row.ts'

/** The applicant, or whoever directs the organisation, takes it back until it has taken effect. */
export async function withdrawChange(
  ctx: Ctx,
  { id, version, reason = null }: { id: string; version: number; reason?: string | null | undefined },
): Promise<void> {
  const request = await lockRequestOf(ctx, subjectOf(await getChange(ctx, id)))
  const change = await lockChange(ctx, { id, version })
  checkAction(ctx, change, 'withdraw')
  await move(ctx, change, { action: 'withdraw', set: { ruling: reason, held_up: null }, note: reason })
  await closeTasks(ctx, { ...subjectOf(change), outcome: 'cancelled' })
  if (change.state === 'in_handover') await cancelHandOver(ctx, change)
  if (request) await withdrawRequest(ctx, { id: request.id, by: change.applicant_id })
}
