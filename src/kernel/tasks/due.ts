import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'

type Due = {
  org_id: string
  subject_type: string
  subject_id: string
  kinds: readonly string[]
  due_at: Date | string | null
}

/** The open tasks of these kinds about a subject are due at another time from now on; null: at none. */
export async function setTasksDue(
  { tx }: Pick<Ctx, 'tx'>,
  { org_id, subject_type, subject_id, kinds, due_at }: Due,
): Promise<void> {
  await tx
    .updateTable('kernel.task')
    .set({ due_at })
    .where('org_id', '=', org_id)
    .where('subject_type', '=', subject_type)
    .where('subject_id', '=', subject_id)
    .where('kind', 'in', [...kinds])
    .where('closed_at', 'is', null)
    .where(sql<boolean>`due_at is distinct from ${due_at}::timestamptz`)
    .execute()
}
