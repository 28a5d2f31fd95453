import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'

/** What subjects of an organisation were called, and what they are called from now on. */
export type Renamed = { subject_id: string; was: string; is: string }[]

/** Pages of tasks that bear another title now; letters to staff lead to the same. */
export type Retitled = { link: string; was: string; is: string }[]

/**
 * Tasks about these subjects, open and done, bear their new title; those that say something else stay as they are. Gives
 * their pages.
 */
export async function retitleTasks(
  { tx }: Pick<Ctx, 'tx'>,
  { org_id, renamed }: { org_id: string; renamed: Renamed },
): Promise<Retitled> {
  const changed = renamed.filter(({ was, is }) => was !== is)
  if (changed.length === 0) return []
  const { rows } = await sql<Retitled[number]>`
    update kernel.task t set title = m."is"
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as m(subject_id uuid, was text, "is" text)
    where t.org_id = ${org_id} and t.subject_id = m.subject_id and t.title = m.was
    returning t.link, m.was, m."is"`.execute(tx)
  return [...new Map(rows.map((row) => [row.link, row])).values()]
}
