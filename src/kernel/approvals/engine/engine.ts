import { refused } from '../../errors/problem.ts'
import { next } from '../../lifecycle/lifecycle.ts'
import type { FieldValues, FlowDefinition } from '../flow/contract.ts'
import { advance, closeRun, openFrom } from './advance.ts'
import { addSigners, delegate, hear, removeSigner, transfer } from './ask-others.ts'
import { changeSubject } from './change-subject.ts'
import { checkAppointment, checkDecision, checkReturn } from './checks.ts'
import { takeChoice } from './choice.ts'
import { fill } from './fill.ts'
import { override } from './override.ts'
import type { Directory } from './resolve.ts'
import { findSigner, isConsulted, place } from './seats.ts'
import { type Approval, currentRun, type EndReason, requestLife, type Signer, type StepRun } from './state.ts'
import { takeBack } from './take-back.ts'

/** Everything that can happen to a request. An operation to come is a new kind here and a function below. */
export type Operation =
  /** `chosen`: whom the next step is to ask, where it leaves that to whoever passes this one. */
  | {
      kind: 'approve'
      by: string
      /** Who answers in the seat of `by`. */
      proxy?: string | null
      round: number
      opinion: string | null
      chosen?: string[]
    }
  | { kind: 'reject'; by: string; round: number; opinion: string | null }
  /** To the applicant (`null`) or to an earlier step of the flow. */
  | { kind: 'return'; by: string; round: number; opinion: string | null; to: string | null }
  | { kind: 'withdraw'; by: string }
  | { kind: 'resubmit'; by: string; fields: FieldValues; chosen: Record<string, string[]> }
  /** An administrator names who answers at a parked step. */
  | { kind: 'appoint'; by: string; round: number; persons: string[] }
  /** `opinion`: what the other is told. */
  | { kind: 'transfer' | 'delegate'; by: string; round: number; to: string; opinion: string | null }
  /** `opinion`: before, what they are asked; after, the opinion of the provisional approval. */
  | {
      kind: 'add_signer'
      by: string
      round: number
      place: 'before' | 'after'
      persons: string[]
      opinion: string | null
    }
  | { kind: 'remove_signer'; by: string; round: number; person: string; administers: boolean }
  | { kind: 'take_back'; by: string }
  | { kind: 'override'; by: string; round: number; outcome: 'passed' | 'failed'; opinion: string }
  /** The step's own fields, as they are from now on: the conditions of what follows compare them. */
  | { kind: 'fill'; by: string; round: number; values: FieldValues }
  /** The matter was edited while its approval was under way; whether `by` may is the chapter's to say. */
  | { kind: 'subject_changed'; by: string; fields: FieldValues }

/**
 * The core of approvals: state + operation → state, without a database or a clock. What follows from the change
 * (tasks, alarms, the decision) is read off the two states by `effectsBetween`.
 * Invariants: a state is never changed in place; an ended request refuses every operation; nobody barred ever acts.
 */
export function startApproval(
  input: {
    applicant_id: string
    flow: FlowDefinition
    fields: FieldValues
    chosen: Record<string, string[]>
  },
  directory: Directory,
): Approval {
  const approval: Approval = { ...structuredClone(input), state: 'running', round: 1, runs: [] }
  openFrom(approval, 0, directory)
  if (approval.state !== 'running') throw refused('approvals.errors.no_step_applies')
  return approval
}

export function operate(before: Approval, operation: Operation, directory: Directory): Approval {
  const approval = structuredClone(before)
  perform(approval, operation, directory)
  return approval
}

function perform(approval: Approval, operation: Operation, directory: Directory) {
  switch (operation.kind) {
    case 'approve':
    case 'reject':
      return decide(approval, operation, directory)
    case 'return':
      return sendBack(approval, operation, directory)
    case 'withdraw':
      return withdraw(approval, operation.by)
    case 'resubmit':
      return resubmit(approval, operation, directory)
    case 'appoint':
      return appoint(approval, operation, directory)
    case 'transfer':
      return transfer(approval, operation, directory)
    case 'delegate':
      return delegate(approval, operation, directory)
    case 'add_signer':
      return addSigners(approval, operation, directory)
    case 'remove_signer':
      return removeSigner(approval, operation, directory)
    case 'take_back':
      return takeBack(approval, operation, directory)
    case 'override':
      return override(approval, operation, directory)
    case 'fill':
      return fill(approval, operation, directory)
    case 'subject_changed':
      return changeSubject(approval, operation, directory)
  }
}

/** An operation of this kind. */
export type Of<K extends Operation['kind']> = Extract<Operation, { kind: K }>

function decide(approval: Approval, operation: Of<'approve' | 'reject'>, directory: Directory) {
  const { run, signer } = checkDecision(approval, operation, directory)
  if (operation.kind === 'approve') takeChoice(approval, operation, directory)
  answer(signer, operation.kind === 'approve' ? 'approved' : 'rejected', operation.opinion)
  if (isConsulted(signer)) hear(approval, run, signer, directory)
  else advance(approval, run, directory)
}

function sendBack(approval: Approval, operation: Of<'return'>, directory: Directory) {
  const { run, signer } = checkDecision(approval, operation, directory)
  const target = checkReturn(approval, run, operation.to)
  answer(signer, 'returned', operation.opinion)
  closeRun(run, 'returned', 'returned')
  if (target === null) {
    approval.state = next(requestLife, approval.state, 'return')
    return
  }
  approval.round += 1
  openFrom(approval, target, directory)
}

function withdraw(approval: Approval, by: string) {
  if (by !== approval.applicant_id) throw refused('approvals.errors.only_applicant_withdraws')
  const state = next(requestLife, ended(approval), 'withdraw')
  endCurrent(approval, 'withdrawn')
  approval.state = state
}

/** The subject as it is now goes through the whole flow again, as the next round. */
function resubmit(approval: Approval, { by, fields, chosen }: Of<'resubmit'>, directory: Directory) {
  if (by !== approval.applicant_id) throw refused('approvals.errors.only_applicant_resubmits')
  approval.state = next(requestLife, ended(approval), 'resubmit')
  approval.round += 1
  approval.fields = fields
  approval.chosen = chosen
  openFrom(approval, 0, directory)
  if (approval.state !== 'running') throw refused('approvals.errors.no_step_applies')
}

function appoint(approval: Approval, operation: Of<'appoint'>, directory: Directory) {
  const run = checkAppointment(approval, operation, directory)
  run.state = 'open'
  run.park_reason = null
  // In sequence some may have answered or still wait: their places stay.
  for (const person_id of new Set(operation.persons)) {
    if (findSigner(run, person_id)?.state === 'approved') continue
    place(run, { person_id, origin: 'appointed', asked_by: operation.by, state: 'waiting' })
  }
  advance(approval, run, directory)
}

/** The state, unless the request has ended: then the sentence says how. */
function ended(approval: Approval): Approval['state'] {
  if (approval.state === 'running' || approval.state === 'returned') return approval.state
  throw refused(`approvals.errors.already_${approval.state}`)
}

function endCurrent(approval: Approval, reason: EndReason) {
  const run: StepRun | undefined = currentRun(approval)
  if (run) closeRun(run, 'cancelled', reason)
}

function answer(signer: Signer, state: 'approved' | 'rejected' | 'returned', opinion: string | null) {
  signer.state = state
  signer.opinion = opinion
}
