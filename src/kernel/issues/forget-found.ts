import type { Ctx } from '../http/context.ts'
import { indexEntry } from '../search/index-entry.ts'
import { type Renamed, type Retitled, retitleTasks } from '../tasks/retitle.ts'
import { recordOn } from './life/move.ts'
import { linkOf, typed } from './life/row.ts'

/**
 * Empties what was written down as found in the issues opened about a subject: its own words are kept no longer. What
 * kind of fault it was, its title, its times and what was done stay. Each issue's own history says so.
 */
export async function forgetFound(
  ctx: Ctx,
  { org_id, subject_type, subject_id }: { org_id: string; subject_type: string; subject_id: string },
): Promise<void> {
  const rows = await ctx.tx
    .updateTable('kernel.issue')
    .set((row) => ({ description: '', version: row('version', '+', 1) }))
    .where('org_id', '=', org_id)
    .where('subject_type', '=', subject_type)
    .where('subject_id', '=', subject_id)
    .where('description', '<>', '')
    .returningAll()
    .execute()
  for (const issue of rows.map(typed)) {
    const { id, number, title } = issue
    await indexEntry(ctx, { org_id, id, subject_type: 'issues.issue', number, title, link: linkOf(id) })
    recordOn(ctx, issue, 'forget')
  }
}

/** Issues opened about these subjects, and what waits for their owners, bear the new title; gives the pages of those. The trail keeps the old one. */
export async function retitleIssues(
  ctx: Pick<Ctx, 'tx' | 'now'>,
  { org_id, renamed }: { org_id: string; renamed: Renamed },
): Promise<Retitled> {
  const tasks: Renamed = []
  for (const { subject_id, was, is } of renamed) {
    const rows = await ctx.tx
      .updateTable('kernel.issue')
      .set((row) => ({ title: is, version: row('version', '+', 1) }))
      .where('org_id', '=', org_id)
      .where('subject_id', '=', subject_id)
      .where('title', '=', was)
      .returning(['id', 'number', 'description'])
      .execute()
    for (const { id, number, description } of rows) {
      const entry = { org_id, id, subject_type: 'issues.issue', number, title: is, text: description }
      await indexEntry(ctx, { ...entry, link: linkOf(id) })
      tasks.push({ subject_id: id, was, is })
    }
  }
  return retitleTasks(ctx, { org_id, renamed: tasks })
}
