import { refused } from '../../errors/problem.ts'
import { countVotes, settle } from './advance.ts'
import { refuseInvolved, runOf } from './checks.ts'
import type { Of } from './engine.ts'
import type { Directory } from './resolve.ts'
import { findSigner, isFree, place } from './seats.ts'
import { type Approval, currentRun } from './state.ts'

/**
 * An administrator ends the step over its approvers, with a reason everybody reads. The votes stay counted as they
 * were: what shows is that they didn't decide.
 */
export function override(approval: Approval, operation: Of<'override'>, directory: Directory) {
  const { by, round, outcome, opinion } = operation
  const run = runOf(approval, round)
  refuseInvolved(approval, by, directory.barredFromOverride)
  if (hasPlace(approval, by)) throw refused('approvals.errors.override_own_step')
  if (!opinion.trim()) throw refused('approvals.errors.opinion_wanted')
  run.tally = run.state === 'open' ? countVotes(approval, run) : null
  place(run, {
    ...{ person_id: by, origin: 'override', opinion },
    state: outcome === 'passed' ? 'approved' : 'rejected',
  })
  settle(approval, run, outcome, { reason: 'overridden', directory })
}

/** Whether this person could end the step now. */
export function mayOverride(approval: Approval, by: string, directory: Directory): boolean {
  if (!currentRun(approval) || by === approval.applicant_id) return false
  return !directory.barredFromOverride.has(by) && !hasPlace(approval, by)
}

/** Whoever is asked at the step answers in their own name. */
function hasPlace(approval: Approval, by: string): boolean {
  const run = currentRun(approval)
  const there = run && findSigner(run, by)
  return there !== undefined && !isFree(there)
}
