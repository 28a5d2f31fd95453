import { personOf } from '../../access/actor.ts'
import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { closeTasks } from '../../tasks/close.ts'
import type { TakeOver } from '../../tasks/take-over.ts'
import { countVotes, stepOf } from '../engine/advance.ts'
import { isBarred, resolveStep } from '../engine/resolve.ts'
import { findSigner, isConsulted, isSeat } from '../engine/seats.ts'
import { type Approval, currentRun, type Origin, type Signer, type StepRun } from '../engine/state.ts'
import { canPass } from '../engine/tally.ts'
import { getApprovalSubject } from '../subjects.ts'
import { namesOf } from './names.ts'
import { type People, readPeople } from './people.ts'
import { type RequestRow, readStored, type StoredRequest, toApproval } from './rows.ts'
import { recordOnSubject } from './start.ts'

type Taking = { approval: Approval; run: StepRun; seat: Signer; people: People; to: string; leaving: boolean }

/**
 * An approver's place goes to another when the task does: to somebody the step's own rule names. Where the rule has
 * nobody left and the approver leaves, whoever looks after parked requests may name another, and the page says so.
 * Invariant: nobody with a part in the matter chooses who decides on it, and nobody takes a place for themselves.
 */
export const takeOverAsked: TakeOver = async (ctx, { task, to_person_id: to, leaving }) => {
  const { request_id } = task.params as { request_id: string }
  const stored = await readStored(ctx, request_id, { lock: true })
  const approval = toApproval(stored)
  const run = currentRun(approval)
  const seat = run && findSigner(run, task.person_id)
  if (!run || seat?.state !== 'open') return
  const { barred = {} } = await getApprovalSubject(stored.row.subject_type).load(ctx, stored.row.subject_id)
  checkActor(ctx, approval, { barred, to })
  const people = await readPeople(ctx, { org_id: stored.row.org_id, barred })
  if (isBarred(approval, people, to)) throw refused('approvals.errors.appointee_barred')
  if (!people.mayDecide(to)) throw refused('approvals.errors.appointee_cannot_decide')
  const taking = { approval, run, seat, people, to, leaving }
  if (!findSigner(run, to))
    return replaceSigner(ctx, stored, { ...taking, origin: originOf(ctx, taking, stored) })
  if (!canSpare(taking)) throw refused('approvals.errors.taker_asked_already')
  await spareSigner(ctx, stored, taking)
}

/** What came back goes on with another applicant where its chapter says how; otherwise only the applicant can. */
export const takeOverReturned: TakeOver = async (ctx, { task, to_person_id }) => {
  const { row } = await readStored(ctx, (task.params as { request_id: string }).request_id, { lock: true })
  const { changeApplicant } = getApprovalSubject(row.subject_type)
  if (!changeApplicant) throw refused('approvals.errors.only_applicant_resubmits')
  await changeApplicant(ctx, { subject_id: row.subject_id, to_person_id })
}

function checkActor(ctx: Ctx, { applicant_id }: Approval, { barred, to }: { barred: object; to: string }) {
  if (ctx.actor.person_id === null) return
  const me = personOf(ctx.actor)
  if (me === applicant_id || me in barred) throw refused('approvals.errors.involved_never_chooses')
  if (me === to) throw refused('approvals.errors.not_yourself')
}

/** How the successor comes to answer: named by the step's rule, or appointed in place of somebody who leaves. */
function originOf(
  ctx: Ctx,
  { approval, run, seat, people, to, leaving }: Taking,
  { row }: StoredRequest,
): Origin {
  // Whoever was asked for an opinion has no place by the rule, and leaves none to it.
  if (isConsulted(seat)) return seat.origin
  const { signers } = resolveStep(approval, stepOf(approval, run), people)
  const named = signers.find((one) => one.person_id === to && one.group === seat.group)
  if (named) return named.origin
  if (leaving && ctx.may('approvals.request.appoint', row.org_id)) return 'appointed'
  throw refused('approvals.errors.taker_not_named')
}

/** Where any one of several is enough, whoever leaves needn't be replaced by one who is asked already. */
function canSpare({ approval, run, seat, leaving }: Taking): boolean {
  const { mode } = stepOf(approval, run)
  if (!leaving || !isSeat(seat) || (mode.kind !== 'any' && mode.kind !== 'quorum')) return false
  const others = run.signers.filter(
    (one) => one !== seat && isSeat(one) && ['open', 'held', 'waiting', 'approved'].includes(one.state),
  )
  return canPass(
    mode,
    others.map(({ weight, group }) => ({ answer: 'open' as const, weight, group })),
  )
}

async function replaceSigner(
  ctx: Ctx,
  { row }: StoredRequest,
  { seat, to, origin }: Taking & { origin: Origin },
) {
  await ctx.tx
    .updateTable('kernel.approval_signer')
    .set({ person_id: to, origin, ...(isConsulted(seat) ? {} : { asked_by_id: null, note: null }) })
    .where('org_id', '=', row.org_id)
    .where('request_id', '=', row.id)
    .where('person_id', '=', seat.person_id)
    .where('state', '=', 'open')
    .execute()
  await countAnew(ctx, row)
  const nameOf = await namesOf(ctx, [seat.person_id, to])
  recordOnSubject(ctx, row, 'take_over', {
    diff: { approver: [nameOf(seat.person_id).name, nameOf(to).name] },
  })
}

/** The place falls away with its task; whoever was asked beside it decides. */
async function spareSigner(ctx: Ctx, { row }: StoredRequest, { seat, to }: Taking) {
  const { org_id, id } = row
  await ctx.tx
    .updateTable('kernel.approval_signer')
    .set({ state: 'superseded' })
    .where('org_id', '=', org_id)
    .where('request_id', '=', id)
    .where('person_id', '=', seat.person_id)
    .where('state', '=', 'open')
    .execute()
  await countAnew(ctx, row)
  await closeTasks(ctx, {
    ...{ org_id, subject_type: row.subject_type, subject_id: row.subject_id, person_id: seat.person_id },
    ...{ kind: 'approvals.inbox.asked', outcome: 'cancelled' },
  })
  const nameOf = await namesOf(ctx, [seat.person_id, to])
  recordOnSubject(ctx, row, 'take_over', {
    diff: { approver: [nameOf(seat.person_id).name, nameOf(to).name] },
  })
}

/** The arithmetic the page shows is that of the places there are now. */
async function countAnew(ctx: Ctx, { org_id, id }: RequestRow) {
  const stored = await readStored(ctx, id, { lock: false })
  const approval = toApproval(stored)
  const run = currentRun(approval)
  const step = run && stored.steps.find((one) => one.round === run.round && one.position === run.position)
  if (!run || !step) return
  await ctx.tx
    .updateTable('kernel.approval_step')
    .set({ tally: JSON.stringify(countVotes(approval, run)) })
    .where('org_id', '=', org_id)
    .where('id', '=', step.id)
    .execute()
}
