import { next } from '../../lifecycle/lifecycle.ts'
import type { FlowStep } from '../flow/contract.ts'
import { isTaken } from './condition.ts'
import { type Directory, isBarred, resolveStep } from './resolve.ts'
import {
  type Approval,
  type EndReason,
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
    approval.runs.push({ ...blank, state: 'skipped' })
    openFrom(approval, position + 1, directory)
    return
  }
  const { signers, park_reason } = resolveStep(approval, step, directory)
  const run: StepRun = { ...blank, state: park_reason ? 'parked' : 'open', park_reason, signers }
  countEarlierApprovals(approval, run)
  approval.runs.push(run)
  if (run.state === 'open') advance(approval, run, directory)
}

/** Counts the votes of an open step and does what follows: wait, ask the next in sequence, go on, or end. */
export function advance(approval: Approval, run: StepRun, directory: Directory): void {
  const { mode } = stepOf(approval, run)
  run.tally = tally(mode, run.signers.flatMap(voteOf))
  if (run.tally.result === 'open') {
    if (mode.kind !== 'in_sequence') openAll(run.signers)
    else if (!replaceLost(approval, run, directory)) openNext(run.signers)
    else if (run.state === 'open') advance(approval, run, directory)
    return
  }
  closeRun(run, run.tally.result, 'decided_by_others')
  if (run.state === 'passed') openFrom(approval, run.position + 1, directory)
  else approval.state = next(requestLife, approval.state, 'fail')
}

/** Ends a step; whoever hadn't answered needn't any more. */
export function closeRun(run: StepRun, state: StepState, reason: EndReason): void {
  run.state = state
  for (const signer of run.signers) {
    if (signer.state !== 'open' && signer.state !== 'waiting') continue
    signer.state = 'cancelled'
    signer.reason = reason
  }
}

export function stepOf(approval: Approval, run: StepRun): FlowStep {
  return approval.flow.steps[run.position] as FlowStep
}

function openAll(signers: Signer[]) {
  for (const signer of signers) if (signer.state === 'waiting') signer.state = 'open'
}

/** In sequence one person at a time is asked. */
function openNext(signers: Signer[]) {
  if (signers.some((signer) => signer.state === 'open')) return
  const turn = signers.find((signer) => signer.state === 'waiting')
  if (turn) turn.state = 'open'
}

/**
 * Whoever waits for a turn and can't decide any more is not asked: the step's rules are read anew, and whom they name
 * besides waits in turn; a rule that finds nobody parks the step. True when there was anyone to replace.
 */
function replaceLost(approval: Approval, run: StepRun, directory: Directory): boolean {
  const lost = run.signers.filter(
    ({ state, person_id }) =>
      state === 'waiting' && (!directory.mayDecide(person_id) || isBarred(approval, directory, person_id)),
  )
  if (lost.length === 0 || run.signers.some((signer) => signer.state === 'open')) return false
  for (const signer of lost) signer.state = 'superseded'
  const { signers, park_reason } = resolveStep(approval, stepOf(approval, run), directory)
  if (park_reason) {
    run.state = 'parked'
    run.park_reason = park_reason
    run.tally = null
  }
  run.signers.push(...signers.filter((one) => !run.signers.some((has) => has.person_id === one.person_id)))
  return true
}

export function voteOf({ state, weight, group }: Signer): Vote[] {
  if (state === 'cancelled' || state === 'superseded' || state === 'returned') return []
  const answer = state === 'approved' ? 'yes' : state === 'rejected' ? 'no' : 'open'
  return [{ answer, weight, group }]
}

/** Whom the flow doesn't ask twice: their earlier approval counts here too, and says so. */
function countEarlierApprovals(approval: Approval, run: StepRun) {
  const { same_person } = approval.flow
  if (same_person === 'each_time') return
  const passed = approval.flow.steps.slice(0, run.position).flatMap((_, position) => {
    const last = approval.runs.findLast((earlier) => earlier.position === position)
    return last?.state === 'passed' ? [last] : []
  })
  const counted = same_person === 'once' ? passed : passed.slice(-1)
  for (const signer of run.signers) {
    const before = counted.some(({ signers }) =>
      signers.some((one) => one.person_id === signer.person_id && one.state === 'approved'),
    )
    if (!before) continue
    signer.state = 'approved'
    signer.reason = 'same_person'
  }
}
