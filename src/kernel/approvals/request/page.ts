import { sql } from 'kysely'
import { personOf } from '../../access/actor.ts'
import type { Ctx } from '../../http/context.ts'
import { passedBefore } from '../engine/advance.ts'
import { removable } from '../engine/ask-others.ts'
import { type OperationName, operations, operationsFor } from '../engine/can.ts'
import { choiceOf } from '../engine/choice.ts'
import { isTaken } from '../engine/condition.ts'
import { resolveStep } from '../engine/resolve.ts'
import { type Approval, currentRun } from '../engine/state.ts'
import type { FlowStep } from '../flow/contract.ts'
import { kindOf } from '../kinds.ts'
import { getApprovalSubject } from '../subjects.ts'
import { showUrging } from '../urge/show.ts'
import type { RequestPage } from './contract.ts'
import { namesOf } from './names.ts'
import { type People, readPeople } from './people.ts'
import { powersOf } from './powers.ts'
import { readStored, type StoredRequest, toApproval } from './rows.ts'
import { namesOfStep, showSteps } from './show-steps.ts'
import { checkVisible } from './visible.ts'

/** A request as its page shows it, with what the caller may do. Throws `not_found` for those it is not for. */
export async function readRequestPage(ctx: Ctx, id: string): Promise<RequestPage> {
  const stored = await readStored(ctx, id, { lock: false })
  checkVisible(ctx, stored)
  const { row } = stored
  const subject = await getApprovalSubject(row.subject_type).load(ctx, row.subject_id)
  const people = await readPeople(ctx, { org_id: row.org_id, barred: subject.barred })
  const approval = toApproval(stored)
  const upcoming = upcomingSteps(approval, people)
  const choice = choiceOf(approval, personOf(ctx.actor), people)
  const comments = await readComments(ctx, stored)
  const changes = await readChanges(ctx, stored)
  const named = [
    row.applicant_id,
    ...stored.signers.flatMap(({ person_id, for_person_id, asked_by_id }) =>
      [person_id, for_person_id, asked_by_id].filter((one) => one !== null),
    ),
    ...upcoming.flatMap((step) => step.people),
    ...(choice?.candidates ?? []),
    ...[...comments, ...changes].map(({ person_id }) => person_id),
  ]
  const nameOf = await namesOf(ctx, named)
  const me = personOf(ctx.actor)
  const powers = powersOf(ctx, row.org_id)
  const run = currentRun(approval)
  const urging = await showUrging(ctx, stored)
  return {
    ...pick(ctx, stored),
    flow: await readFlowName(ctx, row.flow_version_id),
    applicant: nameOf(row.applicant_id),
    steps: await showSteps(ctx, stored, approval, nameOf),
    upcoming: upcoming.map(({ step, position, people: asked }) => ({
      ...namesOfStep(step, position),
      people: asked.map(nameOf),
    })),
    changes: changes.map(({ person_id, ...change }) => ({ ...change, person: nameOf(person_id) })),
    overridden: stored.signers.some(({ origin }) => origin === 'override'),
    comments: comments.map(({ person_id, ...comment }) => ({ ...comment, person: nameOf(person_id) })),
    urging: urging.shown,
    can: inOrder([...operationsFor(approval, me, people, powers), ...urging.can]),
    may_remove: removable(approval, me, people, powers.administers).map(nameOf),
    return_to: run
      ? passedBefore(approval, run).map(({ position, key }) => {
          const { title, title_en } = approval.flow.steps[position] as FlowStep
          return { key, title, title_en }
        })
      : [],
    next_choice: choice
      ? {
          ...namesOfStep(choice.step, approval.flow.steps.indexOf(choice.step)),
          people: choice.candidates.map(nameOf),
        }
      : null,
    opinion: (run && approval.flow.steps[run.position]?.opinion) ?? 'optional',
  }
}

/** The buttons in one order, wherever they come from. */
const inOrder = (can: OperationName[]) => operations.filter((one) => can.includes(one))

function pick({ language }: Ctx, { row }: StoredRequest) {
  return {
    id: row.id,
    org_id: row.org_id,
    subject: {
      type: row.subject_type,
      kind: kindOf(language, row.subject_type),
      id: row.subject_id,
      number: row.subject_number,
      title: row.subject_title,
      link: row.subject_link,
      version: row.subject_version,
      hash: row.subject_hash,
      fields: row.fields as RequestPage['subject']['fields'],
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

async function readFlowName({ tx }: Ctx, versionId: string) {
  return tx
    .selectFrom('kernel.approval_flow_version as v')
    .innerJoin('kernel.approval_flow as f', 'f.id', 'v.flow_id')
    .select(['f.id', 'f.key', 'f.title', 'f.title_en', 'v.number'])
    .where('v.id', '=', versionId)
    .executeTakeFirstOrThrow()
}

function readComments({ tx }: Ctx, { row }: StoredRequest) {
  return tx
    .selectFrom('kernel.approval_comment')
    .select(['id', 'person_id', 'body', 'reply_to_id', 'at'])
    .where('org_id', '=', row.org_id)
    .where('request_id', '=', row.id)
    .orderBy('at')
    .orderBy('id')
    .execute()
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
