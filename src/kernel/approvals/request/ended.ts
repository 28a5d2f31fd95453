import { sql } from 'kysely'
import type { Ctx } from '../../http/context.ts'
import { closeTasks } from '../../tasks/close.ts'
import { openTask } from '../../tasks/open.ts'
import type { TakeOver } from '../../tasks/take-over.ts'
import type { Outcome } from '../engine/effects.ts'
import { getApprovalSubject } from '../subjects.ts'
import type { RequestRow } from './rows.ts'

/** By outcome: what came back has a task of its own. */
export const endedTasks = {
  approved: 'approvals.inbox.ended_approved',
  rejected: 'approvals.inbox.ended_rejected',
  withdrawn: 'approvals.inbox.ended_withdrawn',
} as const

/**
 * Tells the applicant how it ended, in the inbox until they say they read it, and by mail unless the chapter writes its own.
 * Whoever ended it themselves knows.
 */
export async function tellEnded(ctx: Ctx, row: RequestRow, outcome: Outcome): Promise<void> {
  const { org_id, id, applicant_id, subject_type, subject_id } = row
  if (outcome === 'returned' || applicant_id === ctx.actor.person_id) return
  await openTask(ctx, {
    ...{ org_id, subject_type, subject_id, title: row.subject_title, link: `/approvals/${id}` },
    ...{ kind: endedTasks[outcome], person_id: applicant_id, notice: 'done' },
    params: { request_id: id, number: row.subject_number },
    own_mail: getApprovalSubject(subject_type).own_letter === true,
  })
}

/** Whether the caller was told how it ended and hasn't said that they read it. */
export async function isToldEnd({ tx, actor }: Ctx, row: RequestRow): Promise<boolean> {
  const found = await tx
    .selectFrom('kernel.task')
    .select('id')
    .where('org_id', '=', row.org_id)
    .where('subject_type', '=', row.subject_type)
    .where('subject_id', '=', row.subject_id)
    .where('person_id', '=', actor.person_id)
    .where('kind', 'in', Object.values(endedTasks))
    .where(sql<string>`params ->> 'request_id'`, '=', row.id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}

/** The caller read it. Gives how many notices there were. */
export async function closeEnded(ctx: Ctx, row: RequestRow, person_id: string): Promise<number> {
  const { org_id, subject_type, subject_id, id: request_id } = row
  return closeTasks(ctx, {
    ...{ org_id, subject_type, subject_id, person_id, kind: Object.values(endedTasks) },
    ...{ holding: { request_id }, outcome: 'done' },
  })
}

/** It tells whoever asked: in another's hands it would say what isn't so. */
export const closeEndedTask: TakeOver = async (ctx, { task }) => {
  const { org_id, subject_type, subject_id, person_id, kind } = task
  const { request_id } = task.params as { request_id: string }
  const which = { org_id, subject_type, subject_id, person_id, kind, holding: { request_id } }
  await closeTasks(ctx, { ...which, outcome: 'cancelled' })
}
