import { findSigner } from './checks.ts'
import { type Directory, isBarred } from './resolve.ts'
import { type Approval, currentRun } from './state.ts'

export const operations = [
  'approve',
  'reject',
  'return',
  'withdraw',
  'resubmit',
  'appoint',
  'ask',
  'urge',
  'copy',
  'mark_read',
  'comment',
] as const
export type OperationName = (typeof operations)[number]

/** What this person may do with the request now: the buttons. `administers`: looks after parked requests here. */
export function operationsFor(
  approval: Approval,
  personId: string,
  directory: Directory,
  administers: boolean,
): OperationName[] {
  const run = currentRun(approval)
  const applicant = personId === approval.applicant_id
  const can: OperationName[] = []
  const asked = run?.state === 'open' && findSigner(run, personId)?.state === 'open'
  if (asked && !isBarred(approval, directory, personId) && directory.mayDecide(personId)) {
    can.push('approve', 'reject', 'return')
  }
  if (applicant && approval.state === 'returned') can.push('resubmit')
  if (applicant && (approval.state === 'running' || approval.state === 'returned')) can.push('withdraw')
  if (administers && run?.state === 'parked') can.push('appoint')
  if (approval.state === 'running' || approval.state === 'returned') can.push('comment')
  return can
}
