import { holdersAt } from '../../../../kernel/access/holders.ts'
import { calendarOf } from '../../../../kernel/calendar/calendar-of.ts'
import { endOfWork } from '../../../../kernel/calendar/working-days.ts'
import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { closeTasks } from '../../../../kernel/tasks/close.ts'
import type { TaskOutcome } from '../../../../kernel/tasks/contract.ts'
import { openTask } from '../../../../kernel/tasks/open.ts'
import { onTakeOver } from '../../../../kernel/tasks/take-over.ts'
import { type Complaint, linkOf } from '../life/row.ts'

const kind = 'complaints.complaint.task.act'
/** Of the action, and not of the complaint: the tasks of its handling end with the handling, this one doesn't. */
const subjectOf = ({ org_id, id }: Pick<Complaint, 'org_id' | 'id'>) => ({
  ...{ org_id, subject_type: 'complaints.remedy', subject_id: id },
})

/** Its owner is asked for the corrective action until its day; an earlier asking ends. */
export async function askAction(
  ctx: Ctx,
  complaint: Complaint,
  { owner_id, due_on }: { owner_id: string; due_on: string },
): Promise<void> {
  await endAction(ctx, complaint, 'cancelled')
  const due_at = endOfWork(await calendarOf(ctx, complaint.org_id), due_on)
  await openTask(ctx, {
    ...{ ...subjectOf(complaint), person_id: owner_id, kind, title: complaint.subject, due_at },
    ...{ params: { number: complaint.number }, link: `${linkOf(complaint.id)}#remedy` },
  })
}

export async function endAction(ctx: Ctx, complaint: Complaint, outcome: TaskOutcome): Promise<void> {
  await closeTasks(ctx, { ...subjectOf(complaint), outcome })
}

/** Whoever may not be its owner isn't. Throws a refusal. */
export async function checkOwner(ctx: Ctx, org_id: string, owner_id: string): Promise<void> {
  const able = await holdersAt(ctx, { org_id, permission: 'complaints.complaint.read' })
  if (!able.includes(owner_id)) throw refused('complaints.complaint.errors.owner_unknown')
}

/** Whoever takes the task over owns the action. */
export function takeOverActions(): void {
  onTakeOver(kind, async (ctx, { task: { org_id, subject_id }, to_person_id }) => {
    await checkOwner(ctx, org_id, to_person_id)
    await ctx.tx
      .updateTable('complaints.remedy')
      .set({ owner_id: to_person_id })
      .where('org_id', '=', org_id)
      .where('complaint_id', '=', subject_id)
      .execute()
  })
}
