import type { Ctx } from '../../../../kernel/http/context.ts'
import { rectifyIssue } from '../../../../kernel/issues/open.ts'
import { closeTasks } from '../../../../kernel/tasks/close.ts'
import { licences } from '../licences.ts'

export const subjectOf = (licence_id: string) => ({ subject_type: licences.name, subject_id: licence_id })

/** Nobody has to renew it any more: the task is closed, the issue counts as rectified, and what was said is forgotten. */
export async function settleLicence(
  ctx: Ctx,
  { org_id, licence_id, note }: { org_id: string; licence_id: string; note?: string },
): Promise<void> {
  const watched = await ctx.tx
    .deleteFrom('establishment.licence_watch')
    .where('org_id', '=', org_id)
    .where('licence_id', '=', licence_id)
    .returning('issue_id')
    .executeTakeFirst()
  await closeTasks(ctx, { org_id, ...subjectOf(licence_id), outcome: 'done' })
  if (watched?.issue_id) await rectifyIssue(ctx, { org_id, id: watched.issue_id, ...(note ? { note } : {}) })
}
