import { newId } from '../db/new-id.ts'
import { refused } from '../errors/problem.ts'
import { keepEvents } from '../events/keep.ts'
import type { Ctx } from '../http/context.ts'
import { closeTasks } from '../tasks/close.ts'
import { withdrawOpenExtension } from './extension/withdraw.ts'
import { askMeasures, askNext, overdueTask } from './life/ask.ts'
import { move, recordOn } from './life/move.ts'
import { type Issue, lockIssue, subjectOf } from './life/row.ts'

/**
 * The cause is gone, as the record at `link` shows: whoever opened the issue saw it, so the system verifies and closes
 * it with that record as its evidence. One that is closed already stays as it is.
 */
export async function rectifyIssue(
  ctx: Ctx,
  { org_id, id, link, note = null }: { org_id: string; id: string; link?: string; note?: string | null },
): Promise<void> {
  const found = await ctx.tx
    .selectFrom('kernel.issue')
    .select(['id', 'link'])
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .where('state', '<>', 'closed')
    .executeTakeFirst()
  if (!found) return
  await withdrawOpenExtension(ctx, { org_id, id })
  const issue = await lockIssue(ctx, { id })
  if (issue.state === 'closed') return
  await keepEvidence(ctx, issue, { link: link ?? found.link, note: note ?? '' })
  await close(ctx, issue, { action: 'settle', note })
}

/** Invariant: every way to `closed` goes through here, and none without evidence since the issue was last opened. */
export async function close(
  ctx: Ctx,
  issue: Issue,
  { action, note = null }: { action: 'close' | 'settle'; note?: string | null },
): Promise<Issue> {
  if (!(await hasEvidence(ctx, issue))) throw refused('issues.errors.no_evidence')
  const closed = await move(ctx, issue, {
    action,
    set: { closed_at: ctx.now, closed_by: action === 'close' ? ctx.actor.person_id : null },
    note,
  })
  await askNext(ctx, closed)
  await askMeasures(ctx, closed)
  await closeTasks(ctx, { ...subjectOf(closed), kind: overdueTask, outcome: 'done' })
  const { org_id, id, number, title } = closed
  await keepEvents(ctx, [{ type: 'issue.rectified', org_id, data: { id, number, title } }])
  return closed
}

/** What was shown before it was reopened didn't hold, and no longer counts. */
export async function hasEvidence({ tx }: Ctx, { org_id, id, reopened_at }: Issue): Promise<boolean> {
  let query = tx
    .selectFrom('kernel.issue_evidence')
    .select('id')
    .where('org_id', '=', org_id)
    .where('issue_id', '=', id)
    .where('removed_at', 'is', null)
  if (reopened_at) query = query.where('added_at', '>=', reopened_at)
  return (await query.executeTakeFirst()) !== undefined
}

async function keepEvidence(ctx: Ctx, issue: Issue, { link, note }: { link: string; note: string }) {
  await ctx.tx
    .insertInto('kernel.issue_evidence')
    .values({
      ...{ org_id: issue.org_id, id: newId(), issue_id: issue.id, link, note },
      ...{ added_by: null, added_at: ctx.now },
    })
    .execute()
  recordOn(ctx, issue, 'add_evidence', { diff: { link: [null, link] } })
}
