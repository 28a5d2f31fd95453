import { refused } from '../../errors/problem.ts'
import { closeRun, openFrom, passedBefore } from './advance.ts'
import type { Of } from './engine.ts'
import type { Directory } from './resolve.ts'
import { hasAnswered } from './seats.ts'
import { type Approval, currentRun, type StepRun } from './state.ts'

/**
 * What is being approved was edited: every vote that stood is void and says so, and the matter as it is now goes
 * through the whole flow again, as the next round. The votes stay readable.
 */
export function changeSubject(approval: Approval, { fields }: Of<'subject_changed'>, directory: Directory) {
  if (approval.state !== 'running') throw refused(`approvals.errors.already_${approval.state}`)
  const run = currentRun(approval) as StepRun
  for (const standing of [...passedBefore(approval, run), run]) {
    for (const signer of standing.signers) {
      if (hasAnswered(signer) || signer.state === 'approved') signer.reason = 'subject_changed'
    }
  }
  closeRun(run, 'cancelled', 'subject_changed')
  approval.round += 1
  approval.fields = fields
  openFrom(approval, 0, directory)
  if (approval.state !== 'running') throw refused('approvals.errors.no_step_applies')
}
