import type { Decision } from '../../approvals/subjects.ts'
import { calendarOf } from '../../calendar/calendar-of.ts'
import { endOfWork } from '../../calendar/working-days.ts'
import type { Ctx } from '../../http/context.ts'
import { dueDayAt } from '../due/due-day.ts'
import { moveTasks } from '../due/move-tasks.ts'
import { askNext } from '../life/ask.ts'
import { recordOn } from '../life/move.ts'
import { lockIssue, typed } from '../life/row.ts'
import { type Extension, getExtension, setExtension } from './row.ts'

const states = {
  approved: 'approved',
  rejected: 'rejected',
  returned: 'more_wanted',
  withdrawn: 'withdrawn',
} as const

/** Carries out, in the deciding transaction, what became of the approval. */
export async function decided(ctx: Ctx, { subject_id, request_id, outcome }: Decision): Promise<void> {
  const extension = await getExtension(ctx, subject_id)
  const running = extension.state === 'in_review' || extension.state === 'more_wanted'
  // A request that never waited for anybody is decided before its number is written down here.
  if (!running || (extension.request_id !== null && extension.request_id !== request_id)) return
  const ended = outcome === 'returned' ? {} : { decided_at: ctx.now }
  await setExtension(ctx, extension, { state: states[outcome], ...ended })
  if (outcome === 'approved') await grant(ctx, extension)
}

/** The issue is due later from now on; its first due day stays. */
async function grant(ctx: Ctx, { issue_id, until_on }: Extension) {
  const issue = await lockIssue(ctx, { id: issue_id })
  const due_on = await dueDayAt(ctx, issue.org_id, until_on)
  const row = await ctx.tx
    .updateTable('kernel.issue')
    .set({ due_on, nominal_due_on: until_on, reminded: [], version: issue.version + 1 })
    .where('org_id', '=', issue.org_id)
    .where('id', '=', issue_id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const later = typed(row)
  recordOn(ctx, later, 'grant_extension', { diff: { due_on: [issue.due_on, due_on] } })
  const calendar = await calendarOf(ctx, issue.org_id)
  await moveTasks(ctx, [{ ...later, due_at: endOfWork(calendar, due_on) }])
  await askNext(ctx, later)
}
