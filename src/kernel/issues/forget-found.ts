import type { Ctx } from '../http/context.ts'
import { indexEntry } from '../search/index-entry.ts'
import { linkOf } from './life/row.ts'

/**
 * Empties what was written down as found in the issues opened about a subject: its own words are kept no longer. What
 * kind of fault it was, its times and what was done stay. The trail entry is the caller's.
 */
export async function forgetFound(
  ctx: Ctx,
  { org_id, subject_type, subject_id }: { org_id: string; subject_type: string; subject_id: string },
): Promise<void> {
  const issues = await ctx.tx
    .updateTable('kernel.issue')
    .set({ description: '' })
    .where('org_id', '=', org_id)
    .where('subject_type', '=', subject_type)
    .where('subject_id', '=', subject_id)
    .where('description', '<>', '')
    .returning(['id', 'number', 'title'])
    .execute()
  for (const { id, number, title } of issues)
    await indexEntry(ctx, { org_id, id, subject_type: 'issues.issue', number, title, link: linkOf(id) })
}
