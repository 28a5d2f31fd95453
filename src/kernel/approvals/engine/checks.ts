import { forbidden, refused } from '../../errors/problem.ts'
import type { FlowStep } from '../flow/contract.ts'
import { stepOf } from './advance.ts'
import type { Operation } from './engine.ts'
import { type Directory, isBarred } from './resolve.ts'
import { type Approval, currentRun, type Signer, type StepRun } from './state.ts'
import { canPass } from './tally.ts'

type Decision = Extract<Operation, { kind: 'approve' | 'reject' | 'return' }>

/** Who answers, and where; refuses everyone who may not. */
export function checkDecision(
  approval: Approval,
  { kind, by, round, opinion }: Decision,
  directory: Directory,
) {
  const run = openRun(approval, round)
  if (by === approval.applicant_id) throw refused('approvals.errors.applicant_never_decides')
  const rule = directory.barred.get(by)
  if (rule !== undefined) throw refused('approvals.errors.barred', { rule })
  const signer = run.signers.find((one) => one.person_id === by)
  if (signer === undefined || !directory.mayDecide(by)) throw forbidden()
  if (signer.state === 'waiting') throw refused('approvals.errors.not_your_turn')
  if (signer.state !== 'open') throw refused('approvals.errors.already_answered')
  if (opinionWanted(stepOf(approval, run), kind) && !opinion?.trim())
    throw refused('approvals.errors.opinion_wanted')
  return { run, signer }
}

/** Whether this answer needs a word of explanation. Sending back always does: the applicant must know what to change. */
export function opinionWanted(step: FlowStep, kind: Decision['kind']): boolean {
  if (step.opinion === 'required' || kind === 'return') return true
  return step.opinion === 'on_refusal' && kind === 'reject'
}

/** The position to go back to; null: the applicant. Only a step of this flow that was taken before can be gone back to. */
export function checkReturn(approval: Approval, run: StepRun, to: string | null): number | null {
  if (to === null) return null
  const target = returnTargets(approval, run).find((earlier) => earlier.key === to)
  if (target === undefined) throw refused('approvals.errors.not_an_earlier_step', { step: to })
  return target.position
}

/** Earlier steps that were passed: where a request may be sent back to, besides the applicant. */
export function returnTargets(approval: Approval, run: StepRun): StepRun[] {
  return approval.flow.steps.slice(0, run.position).flatMap((_, position) => {
    const last = approval.runs.findLast((earlier) => earlier.position === position)
    return last?.state === 'passed' ? [last] : []
  })
}

type Appointment = Extract<Operation, { kind: 'appoint' }>

/** The parked step, when these persons can take it over: none barred, none the one who appoints, and enough of them. */
export function checkAppointment(approval: Approval, operation: Appointment, directory: Directory): StepRun {
  const { by, round, persons } = operation
  const run = runOf(approval, round)
  if (run.state !== 'parked') throw refused('approvals.errors.not_parked')
  if (persons.includes(by)) throw refused('approvals.errors.not_yourself')
  if (persons.some((person) => isBarred(approval, directory, person)))
    throw refused('approvals.errors.appointee_barred')
  if (!persons.every(directory.mayDecide)) throw refused('approvals.errors.appointee_cannot_decide')
  const votes = persons.map(() => ({ answer: 'open' as const, weight: 1, group: '' }))
  if (!canPass(stepOf(approval, run).mode, votes)) throw refused('approvals.errors.too_few_appointed')
  return run
}

function openRun(approval: Approval, round: number): StepRun {
  const run = runOf(approval, round)
  if (run.state !== 'open') throw refused('approvals.errors.parked')
  return run
}

/** The current step, seen in its current round. Otherwise the sentence says what became of the request. */
function runOf(approval: Approval, round: number): StepRun {
  if (approval.state !== 'running') throw refused(`approvals.errors.already_${approval.state}`)
  if (round !== approval.round) throw refused('approvals.errors.other_round', { round: approval.round })
  return currentRun(approval) as StepRun
}

export function findSigner(run: StepRun, personId: string): Signer | undefined {
  return run.signers.find((signer) => signer.person_id === personId)
}
