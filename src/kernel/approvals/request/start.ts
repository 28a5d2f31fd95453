import { personOf } from '../../access/actor.ts'
import { newId } from '../../db/new-id.ts'
import { isUniqueViolation } from '../../db/transaction.ts'
import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { startApproval } from '../engine/engine.ts'
import { chooseFlow } from '../flow/choose.ts'
import type { FlowDefinition } from '../flow/contract.ts'
import { getApprovalSubject, type LoadedSubject } from '../subjects.ts'
import { carryOut } from './carry-out.ts'
import type { InNameOf } from './operate.ts'
import { readPeople } from './people.ts'
import { type RequestRow, readStored } from './rows.ts'
import { saveApproval } from './save.ts'
import { hashOf } from './subject-data.ts'
import { keepSubmission } from './submission.ts'

/**
 * Starts the approval of a matter in the applicant's name, in the caller's transaction. The flow is the one named,
 * else the first published one of the matter's kind whose condition holds. `chosen`: step key → persons.
 * Refuses `no_flow`, `already_running`, `no_step_applies` (422, approvals.errors).
 */
export async function startRequest(
  ctx: Ctx,
  input: {
    subject_type: string
    subject_id: string
    flow?: string
    chosen?: Record<string, string[]>
  } & InNameOf,
): Promise<{ id: string; round: number }> {
  const { subject_type, subject_id, chosen = {} } = input
  const subject = await getApprovalSubject(subject_type).load(ctx, subject_id)
  const flow = await chooseFlow(ctx, { subject_type, key: input.flow, fields: subject.fields })
  const applicant_id = input.by ?? personOf(ctx.actor)
  const people = await readPeople(ctx, subject)
  const approval = startApproval(
    { applicant_id, flow: flow.definition, fields: subject.fields, chosen },
    people,
  )
  const id = newId()
  await insertRequest(ctx, { id, flow, subject_type, subject_id, applicant_id, chosen, subject })
  const stored = await readStored(ctx, id, { lock: true })
  await keepSubmission(ctx, { row: stored.row, subject, round: approval.round })
  await saveApproval(ctx, stored, approval)
  await carryOut(ctx, { stored, before: null, after: approval, people })
  recordOnSubject(ctx, stored.row, 'start')
  return { id, round: approval.round }
}

/** What happens to a request belongs to the history of what is being approved. */
export function recordOnSubject(
  ctx: Ctx,
  row: RequestRow,
  verb: string,
  more: { diff?: Record<string, [unknown, unknown]>; note?: string | null; for_person_id?: string } = {},
): void {
  ctx.record({
    action: `approvals.request.${verb}`,
    org_id: row.org_id,
    subject_type: row.subject_type,
    subject_id: row.subject_id,
    number: row.subject_number,
    title: row.subject_title,
    ...more,
  })
}

async function insertRequest(
  ctx: Ctx,
  values: {
    id: string
    flow: { version_id: string; definition: FlowDefinition }
    subject_type: string
    subject_id: string
    applicant_id: string
    chosen: Record<string, string[]>
    subject: LoadedSubject
  },
) {
  const { id, flow, subject_type, subject_id, applicant_id, chosen, subject } = values
  const row = {
    ...{ id, subject_type, subject_id, applicant_id },
    org_id: subject.org_id,
    flow_version_id: flow.version_id,
    flow: JSON.stringify(flow.definition),
    subject_number: subject.number,
    subject_title: subject.title,
    subject_link: subject.link,
    subject_version: subject.version,
    subject_hash: hashOf(subject),
    fields: JSON.stringify(subject.fields),
    chosen: JSON.stringify(chosen),
    state: 'running',
    opened_at: ctx.now,
  }
  try {
    await ctx.tx.insertInto('kernel.approval_request').values(row).execute()
  } catch (error) {
    if (isUniqueViolation(error, 'approval_request_one_running'))
      throw refused('approvals.errors.already_running')
    throw error
  }
}
