import { type Approval, currentRun, type RequestState, type StepRun } from './state.ts'

/** What a change of state asks of the outside. */
export type Effect =
  | { kind: 'ask'; person_id: string; run: StepRun }
  /** `done` only for someone who answered or asked others to answer them first; everybody else's task is cancelled and leaves no trace among theirs. */
  | { kind: 'release'; person_id: string; run: StepRun; outcome: 'done' | 'cancelled' }
  | { kind: 'alarm'; run: StepRun }
  | { kind: 'alarm_over'; run: StepRun }
  | { kind: 'ask_applicant' }
  | { kind: 'release_applicant'; outcome: 'done' | 'cancelled' }
  | { kind: 'decided'; outcome: Outcome }

export type Outcome = Exclude<RequestState, 'running'>

/**
 * Read off two states, never collected on the way: so a task is open exactly while its signer is, whatever the
 * operation was.
 */
export function effectsBetween(before: Approval | null, after: Approval): Effect[] {
  const was = askedIn(before)
  const is = askedIn(after)
  const effects: Effect[] = []
  for (const [key, { person_id, run }] of was) {
    if (is.has(key)) continue
    const now = sameRun(after, run)
    const signer = now?.signers.find((one) => one.person_id === person_id)
    const answered =
      signer !== undefined && ['approved', 'rejected', 'returned', 'held'].includes(signer.state)
    effects.push({ kind: 'release', person_id, run: now ?? run, outcome: answered ? 'done' : 'cancelled' })
  }
  for (const [key, { person_id, run }] of is) if (!was.has(key)) effects.push({ kind: 'ask', person_id, run })

  const parkedBefore = before && parkedRun(before)
  const parkedNow = parkedRun(after)
  if (parkedBefore && (!parkedNow || !isSame(parkedBefore, parkedNow)))
    effects.push({ kind: 'alarm_over', run: parkedBefore })
  if (parkedNow && (!parkedBefore || !isSame(parkedBefore, parkedNow)))
    effects.push({ kind: 'alarm', run: parkedNow })

  if (before?.state === 'returned' && after.state !== 'returned') {
    effects.push({ kind: 'release_applicant', outcome: after.state === 'running' ? 'done' : 'cancelled' })
  }
  if (after.state === 'returned' && before?.state !== 'returned') effects.push({ kind: 'ask_applicant' })
  if (after.state !== 'running' && after.state !== before?.state)
    effects.push({ kind: 'decided', outcome: after.state })
  return effects
}

function askedIn(approval: Approval | null): Map<string, { person_id: string; run: StepRun }> {
  const run = approval && currentRun(approval)
  const open = run?.signers.filter((signer) => signer.state === 'open') ?? []
  return new Map(
    open.map(({ person_id }) => [
      `${run?.round}/${run?.position}/${person_id}`,
      { person_id, run: run as StepRun },
    ]),
  )
}

function parkedRun(approval: Approval): StepRun | undefined {
  const run = currentRun(approval)
  return run?.state === 'parked' ? run : undefined
}

function sameRun(approval: Approval, run: StepRun): StepRun | undefined {
  return approval.runs.find((one) => isSame(one, run))
}

function isSame(one: StepRun, other: StepRun): boolean {
  return one.round === other.round && one.position === other.position
}
