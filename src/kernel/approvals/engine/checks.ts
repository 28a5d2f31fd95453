import { forbidden, refused } from '../../errors/problem.ts'
import type { FlowStep } from '../flow/contract.ts'
import { passedBefore, stepOf, voteOf } from './advance.ts'
import type { Operation } from './engine.ts'
import { type Directory, isBarred } from './resolve.ts'
import { findSigner, hasAnswered, isConsulted, isFree, isSeat } from './seats.ts'
import { type Approval, currentRun, type Signer, type StepRun } from './state.ts'
import { canStillPass } from './tally.ts'

/**
 * Who may act, and who may be asked: every operation passes here, whichever way it came. The pickers and buttons ask
 * the same functions.
 */
type Decision = Extract<Operation, { kind: 'approve' | 'reject' | 'return' }>
type Acting = { by: string; round: number }

/** Who answers, and where; refuses everyone who may not. */
export function checkDecision(
  approval: Approval,
  { kind, by, round, opinion }: Decision,
  directory: Directory,
) {
  const asked = checkAsked(approval, { by, round }, directory)
  if (kind === 'return' && isConsulted(asked.signer)) throw refused('approvals.errors.consulted_only_answer')
  checkOpinion(approval, asked, { kind, opinion })
  return asked
}

/** The open step and the place of somebody who is asked there now. */
export function checkAsked(approval: Approval, { by, round }: Acting, directory: Directory) {
  const run = openRun(approval, round)
  refuseInvolved(approval, by, directory.barred)
  const signer = findSigner(run, by)
  if (signer === undefined || !directory.mayDecide(by)) throw forbidden()
  if (signer.state === 'waiting') throw refused('approvals.errors.not_your_turn')
  if (signer.state === 'held') throw refused('approvals.errors.waits_for_others')
  if (isFree(signer)) throw refused('approvals.errors.not_asked_any_more')
  if (signer.state !== 'open') throw refused('approvals.errors.already_answered')
  return { run, signer }
}

/** The same for what only the holder of a vote may do: to pass it on, or to ask others first or after. */
export function checkSeat(approval: Approval, acting: Acting, directory: Directory) {
  const asked = checkAsked(approval, acting, directory)
  if (!isSeat(asked.signer)) throw refused('approvals.errors.consulted_only_answer')
  return asked
}

/** Nobody acts on their own matter, nor on one a segregation rule keeps them from. */
export function refuseInvolved(approval: Approval, by: string, barred: Directory['barred']) {
  if (by === approval.applicant_id) throw refused('approvals.errors.applicant_never_decides')
  const rule = barred.get(by)
  if (rule !== undefined) throw refused('approvals.errors.barred', { rule })
}

/** Whether this answer needs a word of explanation. Sending back always does: whoever gets it must know why. */
export function opinionWanted(step: FlowStep, kind: Decision['kind']): boolean {
  if (step.opinion === 'required' || kind === 'return') return true
  return step.opinion === 'on_refusal' && kind === 'reject'
}

export function checkOpinion(
  approval: Approval,
  { run, signer }: { run: StepRun; signer: Signer },
  { kind, opinion }: { kind: Decision['kind']; opinion: string | null },
) {
  const goesBack = kind === 'reject' && isConsulted(signer)
  if ((goesBack || opinionWanted(stepOf(approval, run), kind)) && !opinion?.trim())
    throw refused('approvals.errors.opinion_wanted')
}

/** Why somebody can't be asked by another to answer here; undefined when they can. */
export function whyNotAsked(
  approval: Approval,
  run: StepRun,
  { by, person }: { by: string; person: string },
  directory: Directory,
) {
  const why = whyNotNamed(approval, { by, person }, directory)
  if (why) return why
  const there = findSigner(run, person)
  return there && !isFree(there) ? 'approvals.errors.taker_asked_already' : undefined
}

export function checkNamed(
  approval: Approval,
  run: StepRun,
  { by, persons }: { by: string; persons: readonly string[] },
  directory: Directory,
) {
  for (const person of persons) {
    const why = whyNotAsked(approval, run, { by, person }, directory)
    if (why) throw refused(why)
  }
}

function whyNotNamed(
  approval: Approval,
  { by, person }: { by: string; person: string },
  directory: Directory,
) {
  if (person === by) return 'approvals.errors.not_yourself'
  if (isBarred(approval, directory, person)) return 'approvals.errors.appointee_barred'
  return directory.mayDecide(person) ? undefined : 'approvals.errors.appointee_cannot_decide'
}

/** The position to go back to; null: the applicant. Only a step of this flow that was taken before can be gone back to. */
export function checkReturn(approval: Approval, run: StepRun, to: string | null): number | null {
  if (to === null) return null
  const passed = passedBefore(approval, run)
  if (passed.length === 0) throw refused('approvals.errors.at_first_step')
  const target = passed.find((earlier) => earlier.key === to)
  if (target === undefined) throw refused('approvals.errors.not_an_earlier_step', { step: to })
  return target.position
}

/** The same for a parked step: whoever has approved there stays, whoever has said no or was only consulted can't. */
export function whyNotAppointed(
  approval: Approval,
  run: StepRun,
  { by, person }: { by: string; person: string },
  directory: Directory,
) {
  const why = whyNotNamed(approval, { by, person }, directory)
  if (why) return why
  const there = findSigner(run, person)
  const spoke = there && hasAnswered(there) && (there.state !== 'approved' || isConsulted(there))
  return spoke ? 'approvals.errors.taker_asked_already' : undefined
}

type Appointment = Extract<Operation, { kind: 'appoint' }>

/** The parked step, when these persons can take it over, and are enough together with whoever is left. */
export function checkAppointment(approval: Approval, operation: Appointment, directory: Directory): StepRun {
  const { by, round, persons } = operation
  const run = runOf(approval, round)
  if (run.state !== 'parked') throw refused('approvals.errors.not_parked')
  if (by === approval.applicant_id || directory.barredFromOverride.has(by))
    throw refused('approvals.errors.involved_never_chooses')
  for (const person of persons) {
    const why = whyNotAppointed(approval, run, { by, person }, directory)
    if (why) throw refused(why)
  }
  const left = run.signers.filter(({ person_id }) => !persons.includes(person_id)).flatMap(voteOf)
  const named = persons.map(() => ({ answer: 'open' as const, weight: 1, group: '' }))
  if (!canStillPass(stepOf(approval, run).mode, [...left, ...named]))
    throw refused('approvals.errors.too_few_appointed')
  return run
}

export function openRun(approval: Approval, round: number): StepRun {
  const run = runOf(approval, round)
  if (run.state !== 'open') throw refused('approvals.errors.parked')
  return run
}

/** The current step, seen in its current round. Otherwise the sentence says what became of the request. */
export function runOf(approval: Approval, round: number): StepRun {
  if (approval.state !== 'running') throw refused(`approvals.errors.already_${approval.state}`)
  if (round !== approval.round) throw refused('approvals.errors.other_round', { round: approval.round })
  return currentRun(approval) as StepRun
}
