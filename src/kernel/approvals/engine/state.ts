import { defineLifecycle, type StateOf } from '../../lifecycle/lifecycle.ts'
import type { FieldValues, FlowDefinition } from '../flow/contract.ts'
import type { Tally } from './tally.ts'

/** The life of a request. What passes and fails it is counted step by step; these are the only ways its state moves. */
export const requestLife = defineLifecycle({
  name: 'approvals.request',
  start: 'running',
  ends: ['approved', 'rejected', 'withdrawn'],
  actions: {
    pass: { from: ['running'], to: 'approved', notBy: ['applicant', 'barred'] },
    fail: { from: ['running'], to: 'rejected', notBy: ['applicant', 'barred'] },
    return: { from: ['running'], to: 'returned', notBy: ['applicant', 'barred'] },
    resubmit: { from: ['returned'], to: 'running' },
    withdraw: { from: ['running', 'returned'], to: 'withdrawn' },
  },
})
export type RequestState = StateOf<typeof requestLife>

export const stepStates = ['open', 'parked', 'passed', 'failed', 'returned', 'cancelled', 'skipped'] as const
export type StepState = (typeof stepStates)[number]

/**
 * `waiting`: in sequence, not yet their turn. `held`: waits for those they asked. `superseded`: someone else answers
 * instead.
 */
export const signerStates = [
  'waiting',
  'open',
  'held',
  'approved',
  'rejected',
  'returned',
  'cancelled',
  'superseded',
] as const
export type SignerState = (typeof signerStates)[number]

export const origins = [
  'rule',
  'applicant_choice',
  'next_head_up',
  'appointed',
  'transferred',
  'delegated',
  'added_before',
  'added_after',
  'override',
] as const
export type Origin = (typeof origins)[number]

/**
 * Why a signer's part ended without an answer of theirs, or (`same_person`) with one given before. An answer that a
 * change of the subject made void stays readable and says so (`subject_changed`).
 */
export const endReasons = [
  'decided_by_others',
  'returned',
  'withdrawn',
  'same_person',
  'subject_changed',
  'transferred',
  'removed',
  'removed_by_administrator',
  'overridden',
  'taken_back',
] as const
export type EndReason = (typeof endReasons)[number]

export const parkReasons = ['nobody', 'too_few'] as const
export type ParkReason = (typeof parkReasons)[number]

/** One person at one step in one round. */
export type Signer = {
  person_id: string
  origin: Origin
  /** Whoever named this person: the seat that consults them, or that was passed on to them. */
  asked_by: string | null
  /** What they were asked, in that person's words. */
  note: string | null
  weight: number
  group: string
  state: SignerState
  reason: EndReason | null
  opinion: string | null
}

/** One step in one round: `position` is its place in the flow. */
export type StepRun = {
  key: string
  position: number
  round: number
  state: StepState
  park_reason: ParkReason | null
  tally: Tally | null
  signers: Signer[]
}

/** A request as the engine sees it; everything else about it belongs to the shell. */
export type Approval = {
  state: RequestState
  round: number
  applicant_id: string
  flow: FlowDefinition
  fields: FieldValues
  /** Step key → persons the applicant chose there. */
  chosen: Record<string, string[]>
  runs: StepRun[]
}

/** The step that is open or parked now. Invariant: there is exactly one while the request runs, and none otherwise. */
export function currentRun(approval: Approval): StepRun | undefined {
  return approval.runs.find((run) => run.state === 'open' || run.state === 'parked')
}
