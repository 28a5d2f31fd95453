import { next } from '../../lifecycle/lifecycle.ts'
import type { FlowStep } from '../flow/contract.ts'
import { isTaken } from './condition.ts'
import { type Directory, isBarred, resolveStep } from './resolve.ts'
import { isSeat } from './seats.ts'
import {
  type Approval,
  type EndReason,
  type ParkReason,
  requestLife,
  type Signer,
  type StepRun,
  type StepState,
} from './state.ts'
import { tally, type Vote } from './tally.ts'

/** Opens the first step at or after `position` that is taken; when none is left, the request has passed. */
export function openFrom(approval: Approval, position: number, directory: Directory): void {
  const step = approval.flow.steps[position]
  if (step === undefined) {
    approval.state = next(requestLife, approval.state, 'pass')
    return
  }
  const { key } = step
  const blank = { key, position, round: approval.round, park_reason: null, tally: null, signers: [] }
  if (!isTaken(approval.flow, step, approval.fields)) {
    putRun(approval, { ...blank, state: 'skipped' })
    openFrom(approval, position + 1, directory)
    return
  }
  const { signers, park_reason } = resolveStep(approval, step, directory)
  const run: StepRun = { ...blank, state: park_reason ? 'parked' : 'open', park_reason, signers }
  countEarlierApprovals(approval, run)
  putRun(approval, run)
  if (run.state === 'open') advance(approval, run, directory)
}

/** A step that opens again in its round, after an answer before it was taken back, stands where it stood. */
function putRun(approval: Approval, run: StepRun) {
  const at = approval.runs.findIndex(
    ({ round, position }) => round === run.round && position === run.position,
  )
  if (at < 0) {
    approval.runs.push(run)
    return
  }
  const { signers = [] } = approval.runs[at] ?? {}
  const gone = signers.filter((one) => !run.signers.some((has) => has.person_id === one.person_id))
  run.signers.push(...gone)
  approval.runs[at] = run
}

/** Counts the votes of an open step and does what follows: wait, ask the next in sequence, go on, or end. */
export function advance(approval: Approval, run: StepRun, directory: Directory): void {
  const { mode } = stepOf(approval, run)
  run.tally = countVotes(approval, run)
  if (run.tally.result !== 'open') {
    settle(approval, run, run.tally.result, { reason: 'decided_by_others', directory })
    return
  }
  // In sequence one person at a time is asked.
  if (mode.kind === 'in_sequence' && run.signers.some(isBusy)) return
  const lost = run.signers.filter(
    ({ state, person_id }) => state === 'waiting' && !isAble(approval, directory, person_id),
  )
  if (lost.length > 0) {
    replaceLost(approval, run, lost, directory)
    if (run.state === 'open') advance(approval, run, directory)
    return
  }
  for (const signer of run.signers) {
    if (signer.state !== 'waiting') continue
    signer.state = 'open'
    if (mode.kind === 'in_sequence') return
  }
}

/** Ends a step that has its result, and does what follows for the request. */
export function settle(
  approval: Approval,
  run: StepRun,
  result: 'passed' | 'failed',
  { reason, directory }: { reason: EndReason; directory: Directory },
): void {
  closeRun(run, result, reason)
  if (result === 'passed') openFrom(approval, run.position + 1, directory)
  else approval.state = next(requestLife, approval.state, 'fail')
}

/** Ends a step; whoever hadn't answered needn't any more. */
export function closeRun(run: StepRun, state: StepState, reason: EndReason): void {
  run.state = state
  run.park_reason = null
  for (const signer of run.signers) {
    if (signer.state !== 'waiting' && !isBusy(signer)) continue
    signer.state = 'cancelled'
    signer.reason = reason
  }
}

export function stepOf(approval: Approval, run: StepRun): FlowStep {
  return approval.flow.steps[run.position] as FlowStep
}

export function countVotes(approval: Approval, run: StepRun) {
  return tally(stepOf(approval, run).mode, run.signers.flatMap(voteOf))
}

/** May decide today, and no rule stands in the way. */
export function isAble(approval: Approval, directory: Directory, personId: string): boolean {
  return directory.mayDecide(personId) && !isBarred(approval, directory, personId)
}

/** The seat is its holder's again; where they can't decide any more, whoever the step's rules name besides takes it. */
export function reopenSeat(approval: Approval, run: StepRun, seat: Signer, directory: Directory): void {
  seat.opinion = null
  if (isAble(approval, directory, seat.person_id)) seat.state = 'open'
  else replaceLost(approval, run, [seat], directory)
}

/**
 * Whoever can't decide any more is not asked: the step's rules are read anew, and whom they name besides waits in
 * turn. A rule that finds nobody, or too few for the step ever to pass, parks it: nobody refused.
 */
function replaceLost(approval: Approval, run: StepRun, lost: Signer[], directory: Directory): void {
  for (const signer of lost) signer.state = 'superseded'
  const { signers, park_reason } = resolveStep(approval, stepOf(approval, run), directory)
  run.signers.push(...signers.filter((one) => !run.signers.some((has) => has.person_id === one.person_id)))
  const tooFew = countVotes(approval, run).result === 'failed' ? 'too_few' : null
  const reason = park_reason ?? tooFew
  if (reason) park(run, reason)
}

/** Nobody is asked at a parked step: seats wait until somebody is appointed, and need not wait for those they asked. */
function park(run: StepRun, reason: ParkReason) {
  run.state = 'parked'
  run.park_reason = reason
  run.tally = null
  for (const signer of run.signers.filter(isBusy)) {
    signer.state = isSeat(signer) ? 'waiting' : 'cancelled'
    signer.opinion = null
  }
}

const isBusy = ({ state }: Signer) => state === 'open' || state === 'held'

export function voteOf(signer: Signer): Vote[] {
  const { state, weight, group } = signer
  if (!isSeat(signer) || state === 'cancelled' || state === 'superseded' || state === 'returned') return []
  const answer = state === 'approved' ? 'yes' : state === 'rejected' ? 'no' : 'open'
  return [{ answer, weight, group }]
}

/** Whom the flow doesn't ask twice: their earlier approval counts here too, and says so. */
function countEarlierApprovals(approval: Approval, run: StepRun) {
  const { same_person } = approval.flow
  if (same_person === 'each_time') return
  const passed = passedBefore(approval, run)
  const counted = same_person === 'once' ? passed : passed.slice(-1)
  for (const signer of run.signers) {
    const before = counted.some(({ signers }) =>
      signers.some((one) => one.person_id === signer.person_id && one.state === 'approved' && isSeat(one)),
    )
    if (!before) continue
    signer.state = 'approved'
    signer.reason = 'same_person'
  }
}

/** The steps before this one in the flow that stand passed. */
export function passedBefore(approval: Approval, run: StepRun): StepRun[] {
  return approval.flow.steps.slice(0, run.position).flatMap((_, position) => {
    const last = approval.runs.findLast((earlier) => earlier.position === position)
    return last?.state === 'passed' ? [last] : []
  })
}
