import { holdersAt } from '../../access/holders.ts'
import { calendarOf } from '../../calendar/calendar-of.ts'
import { addWorkingDays, dayIn, endOfWork } from '../../calendar/working-days.ts'
import type { Ctx } from '../../http/context.ts'
import { closeTasks } from '../../tasks/close.ts'
import { openTask } from '../../tasks/open.ts'
import { readRectifiers } from './rectifiers.ts'
import { type Issue, linkOf, subjectOf } from './row.ts'

/** What waits for somebody: message keys of this part. */
export const taskKinds = {
  notify: 'issues.task.notify',
  plan: 'issues.task.plan',
  rectify: 'issues.task.rectify',
  verify: 'issues.task.verify',
  close: 'issues.task.close',
} as const
export type TaskKind = (typeof taskKinds)[keyof typeof taskKinds]
export const measureTask = 'issues.task.measure'
export const overdueTask = 'issues.task.overdue'

/** Working days in which what was submitted is looked at. */
const verifyDays = 5

/** What an issue waits for, and for whom. Nobody: whoever may act there finds it in the ledger. */
export async function waitsFor(
  ctx: Ctx,
  issue: Issue,
): Promise<{ kind: TaskKind; person_id: string | null } | null> {
  switch (issue.state) {
    case 'found':
      return { kind: taskKinds.notify, person_id: issue.opened_by }
    case 'notified':
    case 'returned':
    case 'reopened':
      return { kind: taskKinds.plan, person_id: issue.responsible_id }
    case 'planned':
    case 'rectifying':
      return { kind: taskKinds.rectify, person_id: issue.responsible_id }
    case 'submitted':
      return { kind: taskKinds.verify, person_id: issue.verifier_id ?? (await anyVerifier(ctx, issue)) }
    case 'verified':
      return { kind: taskKinds.close, person_id: issue.verified_by ?? issue.verifier_id }
    case 'closed':
      return null
  }
}

/** The nearest who may verify and took no part in putting it right. */
export async function anyVerifier(ctx: Ctx, issue: Issue): Promise<string | null> {
  const apart = await readRectifiers(ctx, issue)
  const persons = await holdersAt(ctx, { org_id: issue.org_id, permission: 'issues.issue.verify' })
  return persons.find((person) => !apart.has(person)) ?? null
}

/** Lets an issue wait for whom it waits for now, and for nobody else. */
export async function askNext(ctx: Ctx, issue: Issue): Promise<void> {
  const waiting = await waitsFor(ctx, issue)
  const open = await ctx.tx
    .selectFrom('kernel.task')
    .select(['kind', 'person_id'])
    .where('org_id', '=', issue.org_id)
    .where('subject_type', '=', subjectOf(issue).subject_type)
    .where('subject_id', '=', issue.id)
    .where('closed_at', 'is', null)
    .where('kind', 'in', Object.values(taskKinds))
    .execute()
  for (const { kind, person_id } of open)
    if (kind !== waiting?.kind || person_id !== waiting.person_id)
      await closeTasks(ctx, {
        ...{ ...subjectOf(issue), kind, person_id },
        outcome: person_id === ctx.actor.person_id || issue.state === 'closed' ? 'done' : 'cancelled',
      })
  if (!waiting?.person_id) return
  if (open.some(({ kind, person_id }) => kind === waiting.kind && person_id === waiting.person_id)) return
  const calendar = await calendarOf(ctx, issue.org_id)
  const verifying = waiting.kind === taskKinds.verify || waiting.kind === taskKinds.close
  const day = verifying
    ? addWorkingDays(calendar, dayIn(calendar.time_zone, ctx.now), verifyDays)
    : issue.due_on
  await openTask(ctx, {
    ...{ ...subjectOf(issue), person_id: waiting.person_id, kind: waiting.kind, title: issue.title },
    ...{ link: linkOf(issue.id), params: { number: issue.number } },
    due_at: waiting.kind === taskKinds.notify ? null : endOfWork(calendar, day),
    own_reminders: !verifying,
  })
}

/** The measures' own tasks, for whoever may open them: somebody without an account is told by the responsible person. */
export async function askMeasures(ctx: Ctx, issue: Issue): Promise<void> {
  await closeTasks(ctx, { ...subjectOf(issue), kind: measureTask, outcome: 'cancelled' })
  const { org_id } = issue
  const doers = await holdersAt(ctx, { org_id, permission: 'issues.measure.do' })
  const readers = await holdersAt(ctx, { org_id, permission: 'issues.issue.read' })
  const calendar = await calendarOf(ctx, issue.org_id)
  for (const { what, person_id, due_on } of await readUndone(ctx, issue))
    if (person_id !== issue.responsible_id && [...doers, ...readers].includes(person_id))
      await openTask(ctx, {
        ...{ ...subjectOf(issue), person_id, kind: measureTask, title: issue.title },
        link: doers.includes(person_id) ? `${linkOf(issue.id)}/measures` : linkOf(issue.id),
        params: { number: issue.number, what },
        due_at: endOfWork(calendar, due_on),
      })
}

const readUndone = ({ tx }: Ctx, { org_id, id }: Issue) =>
  tx
    .selectFrom('kernel.issue_measure')
    .select(['what', 'person_id', 'due_on'])
    .where('org_id', '=', org_id)
    .where('issue_id', '=', id)
    .where('done_at', 'is', null)
    .orderBy('position')
    .execute()
