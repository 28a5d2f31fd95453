import type { Ctx } from '../../http/context.ts'
import { titlesOf } from '../../language/titles/contract.ts'
import { closeTasks } from '../../tasks/close.ts'
import { openTask } from '../../tasks/open.ts'
import type { StepRun } from '../engine/state.ts'
import type { FlowDefinition } from '../flow/contract.ts'
import type { RequestRow } from './rows.ts'

type Asked = { run: StepRun; flow: FlowDefinition }

/** The task of someone who is to decide. It stands with the matter: one matter has one request under way. */
export async function openAsked(
  ctx: Ctx,
  row: RequestRow,
  asked: Asked & { person_id: string },
): Promise<void> {
  const due_at = await dueOf(ctx, row, asked.run)
  await open(ctx, row, {
    kind: 'approvals.inbox.asked',
    person_id: asked.person_id,
    params: paramsOf(row, asked),
    due_at,
  })
}

/** When the step is due as it was saved: whoever is asked later has no more time than the others. */
async function dueOf(
  ctx: Ctx,
  { org_id, id }: RequestRow,
  { round, position }: StepRun,
): Promise<Date | null> {
  const step = await ctx.tx
    .selectFrom('kernel.approval_step')
    .select('due_at')
    .where('org_id', '=', org_id)
    .where('request_id', '=', id)
    .where('round', '=', round)
    .where('position', '=', position)
    .executeTakeFirst()
  return step?.due_at ? new Date(step.due_at) : null
}

export function closeAsked(
  ctx: Ctx,
  row: RequestRow,
  { person_id, outcome }: { person_id: string; outcome: 'done' | 'cancelled' },
): Promise<void> {
  return close(ctx, row, { kind: 'approvals.inbox.asked', person_id, outcome })
}

/** Every process administrator is told that nobody can decide; whoever appoints first settles it for all. */
export async function openAlarm(
  ctx: Ctx,
  row: RequestRow,
  { administrators, ...asked }: Asked & { administrators: readonly string[] },
): Promise<void> {
  const params = paramsOf(row, asked)
  for (const person_id of administrators) {
    await open(ctx, row, { kind: 'approvals.inbox.parked', person_id, params, due_at: null })
  }
}

export function closeAlarm(ctx: Ctx, row: RequestRow): Promise<void> {
  return close(ctx, row, { kind: 'approvals.inbox.parked', outcome: 'done' })
}

export function openReturned(ctx: Ctx, row: RequestRow): Promise<void> {
  const task = { person_id: row.applicant_id, params: { request_id: row.id }, due_at: null }
  return open(ctx, row, { kind: 'approvals.inbox.returned', ...task })
}

export function closeReturned(ctx: Ctx, row: RequestRow, outcome: 'done' | 'cancelled'): Promise<void> {
  return close(ctx, row, { kind: 'approvals.inbox.returned', outcome })
}

/** What superiors were told of slow approvers is over with the step. */
export async function closeUrged(ctx: Ctx, row: RequestRow): Promise<void> {
  await close(ctx, row, { kind: ['approvals.inbox.urged', 'approvals.inbox.overdue'], outcome: 'done' })
}

/** What the applicant was asked is settled by the end of the request, or by its return. */
export function closeQuestions(ctx: Ctx, row: RequestRow): Promise<void> {
  return close(ctx, row, { kind: 'approvals.inbox.question', outcome: 'cancelled' })
}

function paramsOf(row: RequestRow, { run, flow }: Asked) {
  const step = flow.steps[run.position]
  return {
    ...{ request_id: row.id, round: run.round, number: row.subject_number },
    step: titlesOf(step ?? { title: '' }),
  }
}

type Kind =
  | 'approvals.inbox.asked'
  | 'approvals.inbox.parked'
  | 'approvals.inbox.returned'
  | 'approvals.inbox.urged'
  | 'approvals.inbox.overdue'
  | 'approvals.inbox.question'

async function open(
  ctx: Ctx,
  row: RequestRow,
  task: { kind: Kind; person_id: string; params: Record<string, unknown>; due_at: Date | null },
) {
  const { org_id, subject_type, subject_id, subject_title, subject_link } = row
  const about = { org_id, subject_type, subject_id, title: subject_title, link: subject_link }
  await openTask(ctx, { ...about, ...task, own_reminders: true })
}

async function close(
  ctx: Ctx,
  { org_id, subject_type, subject_id }: RequestRow,
  which: { kind: Kind | Kind[]; person_id?: string; outcome: 'done' | 'cancelled' },
) {
  await closeTasks(ctx, { org_id, subject_type, subject_id, ...which })
}
