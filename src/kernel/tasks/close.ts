import { sql } from 'kysely'
import { keepEvents } from '../events/keep.ts'
import type { Ctx } from '../http/context.ts'
import type { TaskOutcome } from './contract.ts'

type Which = { org_id: string; subject_type: string; subject_id: string; kind?: string; person_id?: string }

/** Closes the open tasks about a subject, all of them or those of one kind or person. Gives how many there were. */
export async function closeTasks(
  ctx: Ctx,
  { org_id, subject_type, subject_id, kind, person_id, outcome }: Which & { outcome: TaskOutcome },
): Promise<number> {
  let query = ctx.tx
    .updateTable('kernel.task')
    .set({ closed_at: ctx.now, outcome })
    .where('org_id', '=', org_id)
    .where('subject_type', '=', subject_type)
    .where('subject_id', '=', subject_id)
    .where('closed_at', 'is', null)
  if (kind !== undefined) query = query.where('kind', '=', kind)
  // What was meant for them waits for whoever stands in.
  if (person_id !== undefined) query = query.where(sql<boolean>`${person_id} in (person_id, meant_for_id)`)
  const closed = await query
    .returning(['id', 'person_id', 'kind', 'subject_type', 'subject_id', 'title', 'link'])
    .execute()
  await keepEvents(
    ctx,
    closed.map((task) => ({ type: 'task.closed', org_id, data: { ...task, outcome } })),
  )
  return closed.length
}
