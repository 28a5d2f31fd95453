import { sql } from 'kysely'
import type { Ctx, Kernel } from '../../../kernel/http/context.ts'
import { asSystem } from '../../../kernel/http/open-context.ts'
import { setTasksDue } from '../../../kernel/tasks/due.ts'
import { lockComplaint, subjectOf, subjectType } from '../complaint/life/row.ts'
import { dueOf, handlingTasks, never } from './keep.ts'

/**
 * Open tasks that are due at another time than their complaint – an earlier release left them at the time they were opened
 * with – are due when it is. Run daily; each complaint in a transaction of its own. Gives how many there were.
 */
export async function setDueAnew(kernel: Kernel, { set = 1000 } = {}): Promise<number> {
  let [count, after] = [0, '00000000-0000-0000-0000-000000000000']
  for (;;) {
    const ids = await asSystem(kernel, (ctx) => readOtherwise(ctx, { after, set }), { readOnly: true })
    for (const { id } of ids)
      await asSystem(kernel, (ctx) => setDue(ctx, id), {
        untrailed: 'Nobody did anything: as its clocks stand.',
      })
    count += ids.length
    if (ids.length < set) return count
    after = ids.at(-1)!.id
  }
}

async function readOtherwise({ tx }: Ctx, { after, set }: { after: string; set: number }) {
  const { rows } = await sql<{ id: string }>`
    select distinct c.id from kernel.task t
    join complaints.complaint c on c.org_id = t.org_id and c.id = t.subject_id
    where t.subject_type = ${subjectType} and t.kind in (${sql.join(handlingTasks)}) and t.closed_at is null
      and t.due_at is distinct from nullif(c.next_due_at, ${never}::timestamptz) and c.id > ${after}::uuid
    order by c.id limit ${set}`.execute(tx)
  return rows
}

/** Locked, as by every step that sets its clocks. */
async function setDue(ctx: Ctx, id: string): Promise<void> {
  const complaint = await lockComplaint(ctx, { id })
  const due_at = dueOf(complaint.next_due_at)
  await setTasksDue(ctx, { ...subjectOf(complaint), kinds: handlingTasks, due_at })
}
