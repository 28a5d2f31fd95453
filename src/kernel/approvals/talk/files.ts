import { personOf } from '../../access/actor.ts'
import { forbidden, notFound, Problem, refused } from '../../errors/problem.ts'
import { confideFiles } from '../../files/confide.ts'
import { type FileToKeep, storeFile } from '../../files/store.ts'
import type { Ctx } from '../../http/context.ts'
import { readStored } from '../request/rows.ts'
import { recordOnSubject } from '../request/start.ts'
import { checkVisible } from '../request/visible.ts'

const subject_type = 'approvals.comment'

/** Files of comments are for whoever may see the request. */
export function confideCommentFiles(): void {
  confideFiles(subject_type, async (ctx, { org_id, subject_id }) => {
    const comment = await ctx.tx
      .selectFrom('kernel.approval_comment')
      .select('request_id')
      .where('org_id', '=', org_id)
      .where('id', '=', subject_id)
      .executeTakeFirst()
    if (!comment) return false
    try {
      await checkVisible(ctx, await readStored(ctx, comment.request_id, { lock: false }))
      return true
    } catch (error) {
      if (error instanceof Problem) return false
      throw error
    }
  })
}

/** Adds a file to the caller's own comment, while the request is under way. */
export async function attachToComment(
  ctx: Ctx,
  { id, comment_id, file }: { id: string; comment_id: string; file: FileToKeep },
): Promise<void> {
  const stored = await readStored(ctx, id, { lock: false })
  await checkVisible(ctx, stored)
  const { row } = stored
  const comment = await ctx.tx
    .selectFrom('kernel.approval_comment')
    .select('person_id')
    .where('org_id', '=', row.org_id)
    .where('request_id', '=', id)
    .where('id', '=', comment_id)
    .executeTakeFirst()
  if (!comment) throw notFound()
  if (comment.person_id !== personOf(ctx.actor)) throw forbidden()
  if (row.state !== 'running' && row.state !== 'returned')
    throw refused(`approvals.errors.already_${row.state}`)
  const { name } = await storeFile(ctx, { ...file, org_id: row.org_id, subject_type, subject_id: comment_id })
  recordOnSubject(ctx, row, 'attach', { note: name })
}
