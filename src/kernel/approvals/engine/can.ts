import { isAble, stepOf } from './advance.ts'
import { removable } from './ask-others.ts'
import { mayOverride } from './override.ts'
import type { Directory } from './resolve.ts'
import { findSigner, isSeat } from './seats.ts'
import { type Approval, currentRun } from './state.ts'
import { whyNotTakenBack } from './take-back.ts'

export const operations = [
  'approve',
  'reject',
  'return',
  'fill',
  'transfer',
  'delegate',
  'add_signer',
  'remove_signer',
  'take_back',
  'withdraw',
  'resubmit',
  'appoint',
  'override',
  'ask',
  'urge',
  'copy',
  'mark_read',
  'comment',
] as const
export type OperationName = (typeof operations)[number]

/** `administers`: looks after parked requests here; `overrides`: may end a step over its approvers. */
export type Powers = { administers: boolean; overrides: boolean }
export const noPowers: Powers = { administers: false, overrides: false }

/** What this person may do with the request now: the buttons. */
export function operationsFor(
  approval: Approval,
  personId: string,
  directory: Directory,
  { administers, overrides }: Powers,
): OperationName[] {
  const run = currentRun(approval)
  const applicant = personId === approval.applicant_id
  const can: OperationName[] = []
  const asked = run?.state === 'open' ? findSigner(run, personId) : undefined
  if (asked?.state === 'open' && isAble(approval, directory, personId)) {
    can.push('approve', 'reject')
    if (isSeat(asked)) can.push('return', 'transfer', 'delegate', 'add_signer')
    if (isSeat(asked) && run && stepOf(approval, run).editable_fields?.length) can.push('fill')
  }
  if (removable(approval, personId, directory, administers).length > 0) can.push('remove_signer')
  if (!whyNotTakenBack(approval, personId, directory)) can.push('take_back')
  if (applicant && approval.state === 'returned') can.push('resubmit')
  if (applicant && (approval.state === 'running' || approval.state === 'returned')) can.push('withdraw')
  const involved = applicant || directory.barredFromOverride.has(personId)
  if (administers && !involved && run?.state === 'parked') can.push('appoint')
  if (overrides && mayOverride(approval, personId, directory)) can.push('override')
  if (approval.state === 'running' || approval.state === 'returned') can.push('comment')
  return can
}
