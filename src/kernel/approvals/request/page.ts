import { sql } from 'kysely'
import { personOf } from '../../access/actor.ts'
import type { Ctx } from '../../http/context.ts'
import { titlesFor } from '../../search/titles.ts'
import { mayCopy, readCopies } from '../copy/copy.ts'
import { passedBefore } from '../engine/advance.ts'
import { removable } from '../engine/ask-others.ts'
import { noPowers, type OperationName, operations, operationsFor } from '../engine/can.ts'
import { choiceOf } from '../engine/choice.ts'
import { isTaken } from '../engine/condition.ts'
import { resolveStep } from '../engine/resolve.ts'
import { type Approval, currentRun } from '../engine/state.ts'
import { readFilled } from '../fill/filled.ts'
import type { FlowStep } from '../flow/contract.ts'
import { kindOf } from '../kinds.ts'
import { findLentSeat } from '../proxy/seat.ts'
import { getApprovalSubject } from '../subjects.ts'
import { readTalk } from '../talk/show.ts'
import { showUrging } from '../urge/show.ts'
import type { RequestPage } from './contract.ts'
import { isToldEnd } from './ended.ts'
import { fieldsShown } from './fields.ts'
import { readFlowNames } from './flow-names.ts'
import { namesOf } from './names.ts'
import { type People, readPeople } from './people.ts'
import { powersOf } from './powers.ts'
import { readStored, type StoredRequest, toApproval } from './rows.ts'
import { namesOfStep, showSteps } from './show-steps.ts'
import { checkVisible } from './visible.ts'

/** A request as its page shows it, with what the caller may do. Throws `not_found` for those it is not for. */
export async function readRequestPage(ctx: Ctx, id: string): Promise<RequestPage> {
  const stored = await readStored(ctx, id, { lock: false })
  await checkVisible(ctx, stored)
  const { row } = stored
  const subject = await getApprovalSubject(row.subject_type).load(ctx, row.subject_id)
  const people = await readPeople(ctx, { org_id: row.org_id, barred: subject.barred })
  const approval = toApproval(stored)
  const upcoming = upcomingSteps(approval, people)
  const me = personOf(ctx.actor)
  const lent = await findLentSeat(ctx, { stored, approval, people })
  const choice = choiceOf(approval, lent ?? me, people)
  const talk = await readTalk(ctx, stored)
  const copies = await readCopies(ctx, row)
  const changes = await readChanges(ctx, stored)
  const filled = await readFilled(ctx, stored)
  const named = [
    row.applicant_id,
    ...stored.signers.flatMap(({ person_id, answered_by_id, asked_by_id }) =>
      [person_id, answered_by_id, asked_by_id].filter((one) => one !== null),
    ),
    ...upcoming.flatMap((step) => step.people),
    ...(choice?.candidates ?? []),
    ...talk.persons,
    ...copies.flatMap(({ person_id, by_id }) => [person_id, by_id]),
    ...changes.map(({ person_id }) => person_id),
    ...filled.flatMap(({ person_id, proxy_id }) => [person_id, proxy_id ?? person_id]),
  ]
  const nameOf = await namesOf(ctx, named)
  const flows = await readFlowNames(ctx, [row.flow_version_id])
  const powers = powersOf(ctx, row.org_id)
  const run = currentRun(approval)
  const urging = await showUrging(ctx, stored)
  const own = operationsFor(approval, me, people, powers)
  const asProxy = lent ? operationsFor(approval, lent, people, noPowers).filter(isAnswer) : []
  const picked = await pick(ctx, stored, [me, ...(lent ? [lent] : [])])
  const step = run && (approval.flow.steps[run.position] as FlowStep)
  return {
    ...picked,
    flow: flows.get(row.flow_version_id) as RequestPage['flow'],
    applicant: nameOf(row.applicant_id),
    steps: await showSteps(ctx, stored, approval, { nameOf, filled, shown: picked.subject.fields }),
    upcoming: upcoming.map(({ step, position, people: asked }) => ({
      ...namesOfStep(step, position),
      people: asked.map(nameOf),
      due_working_hours: step.due_working_hours,
    })),
    changes: changes.map(({ person_id, ...change }) => ({ ...change, person: nameOf(person_id) })),
    overridden: stored.signers.some(({ origin }) => origin === 'override'),
    comments: talk.show(nameOf),
    copies: copies.map(({ person_id, by_id, ...copy }) => ({
      ...copy,
      person: nameOf(person_id),
      by: nameOf(by_id),
    })),
    urging: urging.shown,
    can: inOrder([
      ...own,
      ...asProxy,
      ...urging.can,
      ...(await besides(ctx, stored, copies, [...own, ...asProxy])),
    ]),
    fillable: [...own, ...asProxy].includes('fill') ? (step?.editable_fields ?? []) : [],
    may_remove: removable(approval, me, people, powers.administers).map(nameOf),
    acting_for: lent && asProxy.length > 0 ? nameOf(lent) : null,
    return_to: run
      ? passedBefore(approval, run).map(({ position, key }) => {
          const { title, title_tw, title_en } = approval.flow.steps[position] as FlowStep
          return { key, title, title_tw, title_en }
        })
      : [],
    next_choice: choice
      ? {
          ...namesOfStep(choice.step, approval.flow.steps.indexOf(choice.step)),
          people: choice.candidates.filter((person) => person !== me).map(nameOf),
        }
      : null,
    opinion: step?.opinion ?? 'optional',
  }
}

/** What may be done besides deciding: ask the applicant, give it to others to read, say that one has read it. */
async function besides(
  ctx: Ctx,
  stored: StoredRequest,
  copies: { person_id: string; read_at: string | null }[],
  can: OperationName[],
): Promise<OperationName[]> {
  const copied = copies.some(
    ({ person_id, read_at }) => person_id === ctx.actor.person_id && read_at === null,
  )
  const copy = ctx.may('approvals.request.copy', stored.row.org_id) && (await mayCopy(ctx, stored))
  return [
    ...(can.includes('approve') ? (['ask'] as const) : []),
    ...(copy ? (['copy'] as const) : []),
    ...(copied || (await isToldEnd(ctx, stored.row)) ? (['mark_read'] as const) : []),
  ]
}

/** What a proxy may do in another's seat: answer, and nothing else. */
const isAnswer = (operation: OperationName) => ['approve', 'reject', 'return', 'fill'].includes(operation)

/** The buttons in one order, wherever they come from. */
const inOrder = (can: OperationName[]) => operations.filter((one) => can.includes(one))

async function pick(ctx: Ctx, { row, steps, signers }: StoredRequest, seats: readonly string[]) {
  const own = signers.filter(({ person_id }) => seats.includes(person_id)).map(({ step_id }) => step_id)
  const positions = steps.filter(({ id }) => own.includes(id)).map(({ position }) => position)
  const titled = { org_id: row.org_id, title: row.subject_title }
  const titleOf = await titlesFor(ctx, [titled])
  return {
    id: row.id,
    org_id: row.org_id,
    subject: {
      type: row.subject_type,
      kind: kindOf(ctx.language, row.subject_type),
      id: row.subject_id,
      number: row.subject_number,
      title: titleOf(titled),
      link: row.subject_link,
      version: row.subject_version,
      hash: row.subject_hash,
      fields: fieldsShown(
        row.flow as Approval['flow'],
        row.fields as RequestPage['subject']['fields'],
        positions,
      ),
    },
    state: row.state as RequestPage['state'],
    round: row.round,
    opened_at: row.opened_at,
    ended_at: row.ended_at,
  }
}

/** The steps after the current one that would be taken, with the people they would ask today. */
function upcomingSteps(approval: Approval, people: People) {
  const run = currentRun(approval)
  if (!run) return []
  return approval.flow.steps.flatMap((step, position) => {
    if (position <= run.position || !isTaken(approval.flow, step, approval.fields)) return []
    const asked = resolveStep(approval, step, people).signers.map((signer) => signer.person_id)
    return [{ step, position, people: asked }]
  })
}

/** What was submitted for later rounds and differs from the round before. */
function readChanges({ tx }: Ctx, { row }: StoredRequest) {
  return tx
    .selectFrom('kernel.approval_submission')
    .select(['round', 'person_id', 'at', 'changed as fields', 'voided'])
    .where('org_id', '=', row.org_id)
    .where('request_id', '=', row.id)
    .where('round', '>', 1)
    .where(sql<boolean>`(voided or changed <> '{}')`)
    .orderBy('round')
    .execute()
}
