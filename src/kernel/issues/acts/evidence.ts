import { personOf } from '../../access/actor.ts'
import { newId } from '../../db/new-id.ts'
import { notFound, refused } from '../../errors/problem.ts'
import { removeFile } from '../../files/remove.ts'
import { type FileToKeep, storeFile } from '../../files/store.ts'
import type { Ctx } from '../../http/context.ts'
import { checkAction, recordOn } from '../life/move.ts'
import { type Issue, lockIssue, subjectOf } from '../life/row.ts'
import { checkLink } from './check-link.ts'

/** Adds a file that shows what was done. */
export async function addEvidenceFile(
  ctx: Ctx,
  { id, note = '', file }: { id: string; note?: string | undefined; file: FileToKeep },
): Promise<void> {
  const issue = await lockForEvidence(ctx, id)
  const { id: file_id, name, sha256 } = await storeFile(ctx, { ...subjectOf(issue), ...file })
  await keep(ctx, issue, { file_id, note })
  recordOn(ctx, issue, 'add_evidence', { diff: { file: [null, name], sha256: [null, sha256] } })
}

/** Adds the address of a record that shows it. */
export async function addEvidenceLink(
  ctx: Ctx,
  { id, link, note }: { id: string; link: string; note: string },
): Promise<void> {
  const issue = await lockForEvidence(ctx, id)
  checkLink(link)
  await keep(ctx, issue, { link, note })
  recordOn(ctx, issue, 'add_evidence', { diff: { link: [null, link] } })
}

/** Whoever brought a piece may take it back as long as it wasn't submitted. */
export async function removeEvidence(
  ctx: Ctx,
  { id, evidence_id }: { id: string; evidence_id: string },
): Promise<void> {
  const issue = await lockForEvidence(ctx, id)
  const found = await ctx.tx
    .selectFrom('kernel.issue_evidence')
    .selectAll()
    .where('org_id', '=', issue.org_id)
    .where('issue_id', '=', id)
    .where('id', '=', evidence_id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (!found) throw notFound()
  const submitted = issue.submitted_at !== null && found.added_at <= issue.submitted_at
  if (found.added_by !== ctx.actor.person_id || submitted) throw refused('issues.errors.evidence_stays')
  if (found.file_id) await removeFile(ctx, { id: found.file_id })
  await ctx.tx
    .updateTable('kernel.issue_evidence')
    .set({ removed_at: ctx.now })
    .where('org_id', '=', issue.org_id)
    .where('id', '=', evidence_id)
    .execute()
  recordOn(ctx, issue, 'remove_evidence', { diff: { link: [found.link, null] }, note: found.note || null })
}

/** Invariant: whoever is named to verify brings no evidence. */
async function lockForEvidence(ctx: Ctx, id: string): Promise<Issue> {
  const issue = await lockIssue(ctx, { id })
  await checkAction(ctx, issue, 'add_evidence')
  if (issue.verifier_id === personOf(ctx.actor)) throw refused('issues.errors.verifier_rectifies')
  return issue
}

async function keep(
  ctx: Ctx,
  { org_id, id }: Issue,
  what: { file_id?: string; link?: string; note: string },
) {
  await ctx.tx
    .insertInto('kernel.issue_evidence')
    .values({
      ...{ org_id, id: newId(), issue_id: id, ...what },
      ...{ added_by: personOf(ctx.actor), added_at: ctx.now },
    })
    .execute()
}
