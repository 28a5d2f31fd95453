import type { Signer, StepRun } from './state.ts'

/** People asked by the holder of a seat: their answer goes back to that seat and is no vote. */
const consulted = ['delegated', 'added_before', 'added_after']
/** Neither has a part in the count of the step: the one answers a seat, the other closes the step over everybody. */
const uncounted = [...consulted, 'override']

export function findSigner(run: StepRun, personId: string): Signer | undefined {
  return run.signers.find((signer) => signer.person_id === personId)
}

export const isConsulted = ({ origin }: Signer) => consulted.includes(origin)

/** Whether this is one of the seats whose votes decide the step. */
export const isSeat = ({ origin }: Signer) => !uncounted.includes(origin)

/** Those a seat waits for, has heard or had asked. */
export function consultedBy(run: StepRun, seat: Signer): Signer[] {
  return run.signers.filter((signer) => isConsulted(signer) && signer.asked_by === seat.person_id)
}

/** Gave an answer at this step, and not at an earlier one. */
export function hasAnswered({ state, reason }: Signer): boolean {
  return (state === 'approved' || state === 'rejected' || state === 'returned') && reason !== 'same_person'
}

/** Had a place here and lost it without an answer: may be asked anew. */
export const isFree = ({ state }: Signer) => state === 'cancelled' || state === 'superseded'

type Named = Pick<Signer, 'person_id' | 'origin' | 'state'> & Partial<Signer>

/**
 * Gives somebody a place at a step, at the end or right behind another's.
 * Invariant: nobody has two; whoever was here without an answer takes the place anew.
 */
export function place(run: StepRun, named: Named, behind?: Signer): Signer {
  const signer: Signer = {
    ...{ asked_by: null, note: null, weight: 1, group: '', reason: null, opinion: null },
    ...named,
  }
  run.signers = run.signers.filter(({ person_id }) => person_id !== signer.person_id)
  const at = behind ? run.signers.indexOf(behind) + 1 : run.signers.length
  run.signers.splice(at, 0, signer)
  return signer
}
