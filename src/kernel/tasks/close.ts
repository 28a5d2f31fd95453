import { type RawBuilder, sql } from 'kysely'
import { keepEvents } from '../events/keep.ts'
import type { Ctx } from '../http/context.ts'
import type { TaskOutcome } from './contract.ts'

type Which = {
  subject_type: string
  kind?: string | readonly string[]
  person_id?: string
  /** Only those that hold these among their params. */
  holding?: Record<string, string>
  outcome: TaskOutcome
}
type Subject = { org_id: string; subject_id: string }

/** Closes the open tasks about a subject, all of them or those of some kinds or of one person. Gives how many there were. */
export function closeTasks(ctx: Ctx, { org_id, subject_id, ...which }: Which & Subject): Promise<number> {
  return close(ctx, which, sql`org_id = ${org_id} and subject_id = ${subject_id}`)
}

/** The same about many subjects of one type, of any organisations, in one statement. */
export async function closeTasksOf(
  ctx: Ctx,
  { subjects, ...which }: Which & { subjects: Subject[] },
): Promise<number> {
  if (subjects.length === 0) return 0
  const orgs = subjects.map(({ org_id }) => org_id)
  const ids = subjects.map(({ subject_id }) => subject_id)
  return close(
    ctx,
    which,
    sql`(org_id, subject_id) in (select * from unnest(${orgs}::uuid[], ${ids}::uuid[]))`,
  )
}

async function close(
  ctx: Ctx,
  { subject_type, kind, person_id, holding, outcome }: Which,
  about: RawBuilder<unknown>,
): Promise<number> {
  let query = ctx.tx
    .updateTable('kernel.task')
    .set({ closed_at: ctx.now, outcome })
    .where(sql<boolean>`${about}`)
    .where('subject_type', '=', subject_type)
    .where('closed_at', 'is', null)
  if (kind !== undefined) query = query.where('kind', 'in', [kind].flat())
  // What was meant for them waits for whoever stands in.
  if (person_id !== undefined) query = query.where(sql<boolean>`${person_id} in (person_id, meant_for_id)`)
  if (holding !== undefined) query = query.where(sql<boolean>`params @> ${JSON.stringify(holding)}::jsonb`)
  const closed = await query
    .returning(['org_id', 'id', 'person_id', 'kind', 'subject_type', 'subject_id', 'title', 'link'])
    .execute()
  await keepEvents(
    ctx,
    closed.map(({ org_id, ...task }) => ({ type: 'task.closed', org_id, data: { ...task, outcome } })),
  )
  return closed.length
}
