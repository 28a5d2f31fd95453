import { sql } from 'kysely'
import type { Ctx } from '../../http/context.ts'
import { type Renamed, type Retitled, retitleTasks } from '../../tasks/retitle.ts'

type Forgotten = {
  org_id: string
  subject_type: string
  subject_ids: string[]
  /** Names of the fields, and of the parts of the data, that hold them. */
  words: string[]
}

/**
 * Empties the words of matters whose time to keep is over, as they were put to the approvers. Who decided what, when, and
 * in what words of their own, stays. The trail entry is the caller's.
 */
export async function forgetWords({ tx }: Pick<Ctx, 'tx'>, { words, ...of }: Forgotten): Promise<void> {
  const { org_id, subject_type, subject_ids } = of
  const empty = JSON.stringify(Object.fromEntries(words.map((word) => [word, ''])))
  const these = sql`r.org_id = ${org_id} and r.subject_type = ${subject_type} and r.subject_id = any(${subject_ids}::uuid[])`
  await sql`
    update kernel.approval_submission s set data = s.data || ${empty}::jsonb
    from kernel.approval_request r
    where r.org_id = s.org_id and r.id = s.request_id and jsonb_typeof(s.data) = 'object' and ${these}`.execute(
    tx,
  )
  await sql`
    update kernel.approval_request r set fields = r.fields || (
      select coalesce(jsonb_object_agg(key, ''), '{}') from jsonb_object_keys(r.fields) key where key = any(${words}::text[]))
    where ${these}`.execute(tx)
}

/** Requests about these subjects, and what waits for their approvers, bear the new title; gives the pages of those. The trail keeps the old one. */
export async function retitleRequests(
  ctx: Pick<Ctx, 'tx'>,
  { org_id, renamed }: { org_id: string; renamed: Renamed },
): Promise<Retitled> {
  if (renamed.length === 0) return []
  await sql`
    update kernel.approval_request r set subject_title = m."is"
    from jsonb_to_recordset(${JSON.stringify(renamed)}::jsonb) as m(subject_id uuid, was text, "is" text)
    where r.org_id = ${org_id} and r.subject_id = m.subject_id and r.subject_title = m.was`.execute(ctx.tx)
  return retitleTasks(ctx, { org_id, renamed })
}
