import { refused } from '../../errors/problem.ts'
import { advance, closeRun, isAble, stepOf } from './advance.ts'
import { refuseInvolved } from './checks.ts'
import type { Of } from './engine.ts'
import { type Directory, isBarred } from './resolve.ts'
import { consultedBy, findSigner, hasAnswered, isConsulted, isSeat } from './seats.ts'
import type { Approval, Signer, StepRun } from './state.ts'

type Given = { run: StepRun; signer: Signer }

/**
 * One's own answer is taken back before the next has acted: steps that opened because of it are cancelled, and whoever
 * needn't answer because of it is asked again. Nothing that came after it is ever undone.
 */
export function takeBack(approval: Approval, { by }: Of<'take_back'>, directory: Directory) {
  if (approval.state !== 'running') throw refused(`approvals.errors.already_${approval.state}`)
  refuseInvolved(approval, by, directory.barred)
  const why = whyNotTakenBack(approval, by, directory)
  if (why) throw refused(why)
  const { run, signer } = lastAnswerOf(approval, by) as Given
  for (const later of runsAfter(approval, run)) undo(later)
  run.state = 'open'
  run.park_reason = null
  for (const peer of run.signers) if (isSeat(peer)) askAgain(approval, run, peer, directory)
  signer.state = 'open'
  signer.opinion = null
  const seat = isConsulted(signer) && findSigner(run, signer.asked_by ?? '')
  if (seat) seat.state = 'held'
  advance(approval, run, directory)
}

/** Why this person can't take an answer back; undefined when they can. */
export function whyNotTakenBack(approval: Approval, by: string, directory: Directory) {
  const given = approval.state === 'running' ? lastAnswerOf(approval, by) : undefined
  if (!given) return 'approvals.errors.nothing_to_take_back'
  if (isBarred(approval, directory, by) || !directory.mayDecide(by))
    return 'approvals.errors.not_asked_any_more'
  const { run } = given
  const next = [
    ...othersAfter(approval, given),
    ...runsAfter(approval, run).flatMap(({ signers }) => signers),
  ]
  const overridden = run.signers.some(({ origin }) => origin === 'override')
  if (overridden || next.some(hasActed) || !answersItsSeat(given)) return 'approvals.errors.next_has_acted'
  return undefined
}

/** The last answer somebody gave in this round, when its step hasn't ended against it. */
function lastAnswerOf(approval: Approval, by: string): Given | undefined {
  const run = approval.runs.findLast(({ round, state, signers }) => {
    const stands = state === 'open' || state === 'parked' || state === 'passed'
    return stands && round === approval.round && signers.some((one) => one.person_id === by && isOwn(one))
  })
  const signer = run && findSigner(run, by)
  return run && signer && { run, signer }
}

const isOwn = (signer: Signer) => hasAnswered(signer) && signer.origin !== 'override'

/** A consulted answer can be taken back while it is what its seat waits for, or has just been told. */
function answersItsSeat({ run, signer }: Given): boolean {
  if (!isConsulted(signer)) return !consultedBy(run, signer).some(({ origin }) => origin === 'added_after')
  const seat = findSigner(run, signer.asked_by ?? '')
  if (seat?.state === 'held') return true
  if (signer.origin !== 'added_after') return seat?.state === 'open'
  const answers = seat ? consultedBy(run, seat).filter(hasAnswered) : []
  return seat?.state === 'approved' && answers.every(({ state }) => state === 'approved')
}

/** In sequence whoever is asked after the answer; where all are asked together nobody comes next. */
function othersAfter(approval: Approval, { run, signer }: Given): Signer[] {
  if (stepOf(approval, run).mode.kind !== 'in_sequence') return []
  const own = isConsulted(signer) ? findSigner(run, signer.asked_by ?? '') : signer
  const at = own ? run.signers.indexOf(own) : -1
  return run.signers.filter((one, i) => i > at && (isSeat(one) || one.asked_by !== own?.person_id))
}

function runsAfter(approval: Approval, run: StepRun): StepRun[] {
  return approval.runs.slice(approval.runs.indexOf(run) + 1)
}

/** Answered, passed the place on, asked others, or was put there by hand. */
function hasActed(signer: Signer): boolean {
  const { state, origin, reason } = signer
  if (hasAnswered(signer) || isConsulted(signer) || state === 'held' || reason === 'transferred') return true
  return origin === 'transferred' || origin === 'appointed' || origin === 'override'
}

function undo(run: StepRun) {
  closeRun(run, 'cancelled', 'taken_back')
  for (const signer of run.signers) {
    if (signer.state !== 'approved') continue
    signer.state = 'cancelled'
    signer.reason = 'taken_back'
  }
}

/** Whoever was spared by the answer is asked again, unless they can't decide any more; in sequence they wait again. */
function askAgain(approval: Approval, run: StepRun, peer: Signer, directory: Directory) {
  const spared = peer.state === 'cancelled' && peer.reason === 'decided_by_others'
  const inTurn = peer.state === 'open' && stepOf(approval, run).mode.kind === 'in_sequence'
  if (!inTurn && !(spared && isAble(approval, directory, peer.person_id))) return
  peer.state = 'waiting'
  peer.reason = null
}
