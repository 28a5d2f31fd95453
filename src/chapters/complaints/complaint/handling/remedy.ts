import type { z } from 'zod'
import { personOf } from '../../../../kernel/access/actor.ts'
import { addDays, dayIn } from '../../../../kernel/calendar/working-days.ts'
import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { openIssue } from '../../../../kernel/issues/open.ts'
import { getOrganisation } from '../../../../kernel/org/organisation.ts'
import { closeTasks } from '../../../../kernel/tasks/close.ts'
import { refuseWhileRuled } from '../../ruling/running.ts'
import { tiesOf } from '../life/concerned.ts'
import { forgetAnew } from '../life/forget-anew.ts'
import { complaintLifecycle } from '../life/lifecycle.ts'
import { checkAction, move, recordOn } from '../life/move.ts'
import { type Complaint, linkOf, lockComplaint, subjectOf } from '../life/row.ts'
import { askAction, checkOwner, endAction } from './action-task.ts'
import type { remedy } from './contract.ts'
import { watchRecurrence } from './watch-recurrence.ts'

/** From this severity on a complaint is closed only with root cause, corrective action and answer. */
export const grave = 2
/** Days after the closing, or after the action was due, at which it is looked at whether it worked. */
export const checkedAfter = 30

/** That its owner is asked whether the action worked. */
export const checkTask = 'complaints.complaint.task.check'

type Remedy = z.output<typeof remedy>

/** What was done about an action and found of it: nothing yet of one that has just been agreed on. */
const untouched = {
  ...{ done_at: null, asked_at: null, check_on: null },
  ...{ effective: null, finding: null, checked_by: null, checked_at: null, forgotten: false },
}

/** Root cause and corrective action, with who sees to it and until when. Entered again it begins anew. */
export async function keepRemedy(
  ctx: Ctx,
  { id, version, ...given }: Remedy & { id: string; version: number },
): Promise<void> {
  const complaint = await lockComplaint(ctx, { id, version })
  await checkAction(ctx, complaint, 'remedy')
  await checkOwner(ctx, complaint.org_id, given.owner_id)
  await ctx.tx
    .insertInto('complaints.remedy')
    .values({ org_id: complaint.org_id, complaint_id: id, ...given })
    .onConflict((known) => known.columns(['org_id', 'complaint_id']).doUpdateSet({ ...given, ...untouched }))
    .execute()
  await closeTasks(ctx, { ...subjectOf(complaint), kind: checkTask, outcome: 'cancelled' })
  await askAction(ctx, complaint, given)
  await move(ctx, complaint, { action: 'remedy', diff: { due_on: [null, given.due_on] } })
}

/** Names everything that is still missing at once. */
export async function closeComplaint(ctx: Ctx, seen: { id: string; version: number }): Promise<void> {
  const before = await lockComplaint(ctx, seen)
  await checkAction(ctx, before, 'close')
  await refuseWhileRuled(ctx, before, 'close_while_ruled')
  const kept = await findRemedy(ctx, before)
  if (before.severity >= grave) {
    const missing = [
      ...(before.cause_key ? [] : ['cause']),
      ...(kept ? [] : ['root_cause', 'action']),
      ...(before.answer ? [] : ['answer']),
    ]
    if (missing.length > 0)
      throw refused('complaints.complaint.errors.not_yet_closed', {
        ...{ missing: missing.join(','), severity: before.severity },
      })
  }
  const complaint = await move(ctx, before, {
    action: 'close',
    set: { closed_at: ctx.now, closed_by: ctx.actor.person_id },
  })
  const { time_zone } = await getOrganisation(ctx, complaint.org_id)
  // Asked before it was reopened, it is asked again: the tasks of the handling end here.
  if (kept && kept.checked_at === null)
    await ctx.tx
      .updateTable('complaints.remedy')
      .set({ check_on: checkDay(dayIn(time_zone, ctx.now), kept), asked_at: null })
      .where('org_id', '=', complaint.org_id)
      .where('complaint_id', '=', complaint.id)
      .execute()
  await closeTasks(ctx, { ...subjectOf(complaint), outcome: 'done' })
  await watchRecurrence(ctx, complaint)
}

/** Nothing can have worked before it was to be done. */
export const checkDay = (closed_on: string, { due_on }: { due_on: string }): string =>
  addDays(closed_on > due_on ? closed_on : due_on, checkedAfter)

/** Its owner has done what was agreed on. Whether it worked is asked later. */
export async function finishAction(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const complaint = await lockComplaint(ctx, { id })
  if (!(await mayFinish(ctx, complaint))) throw refused('complaints.complaint.errors.not_to_finish')
  await ctx.tx
    .updateTable('complaints.remedy')
    .set({ done_at: ctx.now })
    .where('org_id', '=', complaint.org_id)
    .where('complaint_id', '=', id)
    .execute()
  await endAction(ctx, complaint, 'done')
  recordOn(ctx, complaint, 'finish')
}

export async function mayFinish(ctx: Ctx, complaint: Complaint): Promise<boolean> {
  const kept = await findRemedy(ctx, complaint)
  if (!kept || kept.owner_id !== ctx.actor.person_id) return false
  const over = complaintLifecycle.ends.includes(complaint.state)
  return kept.done_at === null && kept.checked_at === null && !over
}

/** Whether it worked, said once its day has come by its owner or by whoever assigns there, never by whom it concerns. What didn't work is an issue. */
export async function checkRemedy(
  ctx: Ctx,
  { id, effective, finding }: { id: string; effective: boolean; finding: string },
): Promise<void> {
  const complaint = await lockComplaint(ctx, { id })
  if (!(await mayCheck(ctx, complaint))) throw refused('complaints.complaint.errors.not_to_check')
  await ctx.tx
    .updateTable('complaints.remedy')
    .set({ effective, finding, checked_by: personOf(ctx.actor), checked_at: ctx.now })
    .where('org_id', '=', complaint.org_id)
    .where('complaint_id', '=', id)
    .execute()
  await forgetAnew(ctx, complaint)
  await closeTasks(ctx, { ...subjectOf(complaint), kind: checkTask, outcome: 'done' })
  await endAction(ctx, complaint, 'done')
  if (!effective)
    await openIssue(ctx, {
      ...{ org_id: complaint.org_id, kind: 'complaints.issue.remedy_failed', title: complaint.subject },
      ...{ params: { number: complaint.number }, description: finding, source: 'complaint' },
      ...{ severity: 'major', clause: '4.4.2', ...subjectOf(complaint), link: `${linkOf(id)}#remedy` },
    })
  recordOn(ctx, complaint, 'check', { diff: { effective: [null, effective] } })
}

export async function mayCheck(ctx: Ctx, complaint: Complaint): Promise<boolean> {
  const kept = await findRemedy(ctx, complaint)
  if (!kept?.check_on || kept.checked_at !== null || complaint.state !== 'closed') return false
  const { time_zone } = await getOrganisation(ctx, complaint.org_id)
  if (kept.check_on > dayIn(time_zone, ctx.now)) return false
  const ties = await tiesOf(ctx, complaint)
  if (ties.includes('concerned')) return false
  return kept.owner_id === ctx.actor.person_id || ctx.may('complaints.complaint.assign', complaint.org_id)
}

export async function findRemedy({ tx }: Ctx, { org_id, id }: Pick<Complaint, 'org_id' | 'id'>) {
  return tx
    .selectFrom('complaints.remedy')
    .selectAll()
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .executeTakeFirst()
}
