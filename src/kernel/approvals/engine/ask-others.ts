import { refused } from '../../errors/problem.ts'
import { advance, reopenSeat } from './advance.ts'
import { checkNamed, checkOpinion, checkSeat, openRun, refuseInvolved } from './checks.ts'
import { choiceOf } from './choice.ts'
import type { Of } from './engine.ts'
import { type Directory, isBarred } from './resolve.ts'
import { consultedBy, findSigner, hasAnswered, isConsulted, place } from './seats.ts'
import { type Approval, currentRun, type Signer, type StepRun } from './state.ts'

/** The vote is another's from now on, with its weight and in its turn. */
export function transfer(approval: Approval, operation: Of<'transfer' | 'delegate'>, directory: Directory) {
  const { by, to: person_id, opinion: note } = operation
  const { run, signer } = checkSeat(approval, operation, directory)
  checkNamed(approval, run, { by, persons: [person_id] }, directory)
  const { weight, group } = signer
  signer.state = 'superseded'
  signer.reason = 'transferred'
  const seat = { weight, group, asked_by: by, note, state: 'waiting' as const }
  place(run, { person_id, origin: 'transferred', ...seat }, signer)
  advance(approval, run, directory)
}

/** Somebody else answers first; then the seat is its holder's again, who sees the answer and decides. */
export function delegate(approval: Approval, operation: Of<'transfer' | 'delegate'>, directory: Directory) {
  const asked = checkSeat(approval, operation, directory)
  consult(approval, asked, { ...operation, persons: [operation.to], origin: 'delegated' }, directory)
}

/**
 * Before: as delegating, to several at once. After: the holder approves provisionally, and the approval counts once
 * everybody added agrees.
 */
export function addSigners(approval: Approval, operation: Of<'add_signer'>, directory: Directory) {
  const asked = checkSeat(approval, operation, directory)
  const { opinion } = operation
  if (operation.place === 'before') {
    consult(approval, asked, { ...operation, origin: 'added_before' }, directory)
    return
  }
  checkOpinion(approval, asked, { kind: 'approve', opinion })
  // Whoever would pass the step chooses who is next, and does so while approving.
  if (choiceOf(approval, operation.by, directory)) throw refused('approvals.errors.choose_before_adding')
  consult(approval, asked, { ...operation, origin: 'added_after', opinion: null }, directory)
  asked.signer.opinion = opinion
}

function consult(
  approval: Approval,
  { run, signer }: { run: StepRun; signer: Signer },
  asking: { by: string; persons: string[]; origin: Signer['origin']; opinion: string | null },
  directory: Directory,
) {
  const { by, persons, origin, opinion: note } = asking
  checkNamed(approval, run, { by, persons }, directory)
  signer.state = 'held'
  for (const person_id of new Set(persons))
    place(run, { person_id, origin, asked_by: by, note, state: 'open' })
}

/**
 * What follows at the seat from an answer it waited for: an added signer's no goes back to it at once; otherwise it
 * waits for the last, and then approves (all added after it did) or is its holder's again.
 */
export function hear(approval: Approval, run: StepRun, answered: Signer, directory: Directory) {
  const seat = heldSeatOf(run, answered)
  if (!seat) return
  const after = answered.origin === 'added_after'
  const refusedAfter = after && answered.state === 'rejected'
  const open = stillOpen(run, seat)
  if (open.length > 0 && !refusedAfter) return
  for (const other of open) end(other, 'decided_by_others')
  resume(approval, run, seat, { agreed: after && answered.state === 'approved' }, directory)
}

/** The seat goes on: approved as its holder said before, or its holder's again. */
function resume(
  approval: Approval,
  run: StepRun,
  seat: Signer,
  { agreed }: { agreed: boolean },
  directory: Directory,
) {
  if (agreed) seat.state = 'approved'
  else reopenSeat(approval, run, seat, directory)
  if (run.state === 'open') advance(approval, run, directory)
}

/** Takes away someone who was asked, before their answer: by whoever asked them, or by an administrator, which shows. */
export function removeSigner(approval: Approval, operation: Of<'remove_signer'>, directory: Directory) {
  const { by, round, person, administers } = operation
  const run = openRun(approval, round)
  const added = findSigner(run, person)
  if (!added || !isConsulted(added)) throw refused('approvals.errors.not_added')
  const own = added.asked_by === by && directory.mayDecide(by)
  if (!own && !administers) throw refused('approvals.errors.only_who_added_removes')
  refuseInvolved(approval, by, own ? directory.barred : directory.barredFromOverride)
  if (added.state !== 'open') throw refused('approvals.errors.added_has_answered')
  end(added, own ? 'removed' : 'removed_by_administrator')
  const seat = heldSeatOf(run, added)
  if (!seat || stillOpen(run, seat).length > 0) return
  const answers = consultedBy(run, seat).filter((one) => one.origin === 'added_after' && hasAnswered(one))
  const agreed = answers.length > 0 && answers.every(({ state }) => state === 'approved')
  resume(approval, run, seat, { agreed }, directory)
}

/** Everybody who may be removed by this person. */
export function removable(
  approval: Approval,
  by: string,
  directory: Directory,
  administers: boolean,
): string[] {
  const run = currentRun(approval)
  if (run?.state !== 'open' || by === approval.applicant_id) return []
  const asks = directory.mayDecide(by) && !isBarred(approval, directory, by)
  const rules = administers && !directory.barredFromOverride.has(by)
  return run.signers
    .filter((one) => isConsulted(one) && one.state === 'open' && (rules || (asks && one.asked_by === by)))
    .map(({ person_id }) => person_id)
}

function heldSeatOf(run: StepRun, { asked_by }: Signer): Signer | undefined {
  const seat = asked_by === null ? undefined : findSigner(run, asked_by)
  return seat?.state === 'held' ? seat : undefined
}

const stillOpen = (run: StepRun, seat: Signer) =>
  consultedBy(run, seat).filter(({ state }) => state === 'open')

function end(signer: Signer, reason: NonNullable<Signer['reason']>) {
  signer.state = 'cancelled'
  signer.reason = reason
}
