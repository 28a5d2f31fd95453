import type { Updateable } from 'kysely'
import type { DB } from '../../../../../db/types.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { next } from '../../../../kernel/lifecycle/lifecycle.ts'
import { noteCounts } from '../../analysis/tally/note.ts'
import { tiesOf } from './concerned.ts'
import { type Action, complaintLifecycle } from './lifecycle.ts'
import { type Complaint, subjectOf, typed } from './row.ts'

export type Diff = Record<string, [unknown, unknown]>
type Changes = Omit<Updateable<DB['complaints.complaint']>, 'state' | 'version' | 'org_id' | 'id'>

/** Refuses whoever may not take this action now, whatever permission they hold. */
export async function checkAction(ctx: Ctx, complaint: Complaint, action: Action): Promise<void> {
  next(complaintLifecycle, complaint.state, action, await tiesOf(ctx, complaint))
}

type Move = { action: Action; set?: Changes; diff?: Diff; byCustomer?: boolean }

/**
 * Takes a locked complaint to where an action leads, with what else changes, and leaves the trail entry. Gives the row as
 * it is afterwards. What the customer does needs no handler.
 */
export async function move(
  ctx: Ctx,
  complaint: Complaint,
  { action, set = {}, diff = {}, byCustomer = false }: Move,
): Promise<Complaint> {
  const ties = byCustomer ? [] : await tiesOf(ctx, complaint)
  const state = next(complaintLifecycle, complaint.state, action, ties)
  const row = await ctx.tx
    .updateTable('complaints.complaint')
    // What is done brings words again, which are kept as long as any.
    .set({ ...set, state, version: complaint.version + 1, forgotten_at: null })
    .where('org_id', '=', complaint.org_id)
    .where('id', '=', complaint.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const moved = typed(row)
  await noteCounts(ctx, complaint, moved)
  const turned: Diff = state === complaint.state ? {} : { state: [complaint.state, state] }
  recordOn(ctx, moved, action, { diff: { ...turned, ...diff } })
  return moved
}

/**
 * What happened to a complaint, in its organisation's history. Invariant: no words but the subject, for they are kept
 * for a time only; the history is kept for good.
 */
export function recordOn(ctx: Ctx, complaint: Complaint, verb: string, more: { diff?: Diff } = {}): void {
  ctx.record({
    action: `complaints.complaint.${verb}`,
    ...subjectOf(complaint),
    ...{ number: complaint.number, title: complaint.subject },
    ...more,
  })
}
