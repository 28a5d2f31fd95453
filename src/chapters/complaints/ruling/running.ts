import { lockRequestOf } from '../../../kernel/approvals/request/find.ts'
import { withdrawRequest } from '../../../kernel/approvals/request/operate.ts'
import { Problem, refused } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { type Complaint, lockComplaint } from '../complaint/life/row.ts'
import type { Matter } from '../complaint/words/contract.ts'
import { rulingType } from './row.ts'

type Which = Pick<Complaint, 'org_id' | 'id'>

/**
 * What is being decided on stays as it is until that is over. Throws a refusal that names what is in approval; `why` says
 * what it keeps from being done.
 */
export async function refuseWhileRuled(
  ctx: Ctx,
  complaint: Which,
  why: 'ruling_runs' | 'close_while_ruled',
): Promise<void> {
  const [open] = await readRunning(ctx, complaint)
  if (open) throw refused(`complaints.complaint.errors.${why}.${open.matter}`)
}

/**
 * Takes back what nobody needs to decide any more, in the name of whoever asked. To be called before the complaint is
 * locked: requests come first, and in one order, so that nobody waits in a ring.
 */
export async function withdrawOvertaken(ctx: Ctx, complaint: Which, matters: Matter[]): Promise<void> {
  for (const { id, matter, requested_by } of await readRunning(ctx, complaint)) {
    if (!matters.includes(matter as Matter)) continue
    const subject = { org_id: complaint.org_id, subject_type: rulingType, subject_id: id }
    const request = await lockRequestOf(ctx, subject)
    if (request) await withdrawRequest(ctx, { id: request.id, by: requested_by })
  }
}

/**
 * Locks a complaint for what overtakes these matters. One asked for since they were withdrawn would stay in approval with
 * nothing left to decide, and can't be withdrawn here any more: `unavailable`, and withdrawn when it is done again.
 */
export async function lockOvertaking(
  ctx: Ctx,
  { id, version }: { id: string; version?: number | undefined },
  matters: Matter[],
): Promise<Complaint> {
  const complaint = await lockComplaint(ctx, { id, version })
  const running = await readRunning(ctx, complaint)
  if (running.some(({ matter }) => matters.includes(matter as Matter)))
    throw new Problem('unavailable', 'errors.collided')
  return complaint
}

/** In the order their requests are locked: that a complaint is unfounded first. */
async function readRunning({ tx }: Ctx, { org_id, id }: Which) {
  return tx
    .selectFrom('complaints.ruling')
    .select(['id', 'matter', 'requested_by'])
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .where('state', 'in', ['in_review', 'returned'])
    .orderBy('matter', 'desc')
    .execute()
}
