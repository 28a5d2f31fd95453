import type { Ctx } from '../../http/context.ts'
import { getApprovalSubject } from '../subjects.ts'
import { lockRequestOf } from './find.ts'
import { change } from './operate.ts'
import { hashOf } from './subject-data.ts'

/**
 * Called by a chapter after it saved a change of something that may be under approval, in the same transaction: votes
 * already cast become void, and the approval begins anew as its next round, which names what was changed. Where nothing
 * is running, or nothing that is agreed to differs, nothing happens; what was sent back is taken up when it is
 * submitted again. The chapter has locked the request (`lockRequestOf`) before the matter.
 */
export async function changeSubject(
  ctx: Ctx,
  subject: { org_id: string; subject_type: string; subject_id: string },
): Promise<void> {
  const request = await lockRequestOf(ctx, subject)
  if (request?.state !== 'running') return
  const now = await getApprovalSubject(subject.subject_type).load(ctx, subject.subject_id)
  if (hashOf(now) === request.subject_hash) return
  await change(ctx, request.id, (by, { fields }) => ({ kind: 'subject_changed', by, fields }))
}
