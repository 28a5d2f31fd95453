import type { ReturnOf } from '../../http/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import type { Tone } from '../../web/pieces/state-chip.tsx'
import { useSession } from '../../web/session.tsx'
import type { Mode } from '../flow/contract.ts'
import type { readRequest } from '../request/contract.ts'
import { useApprovalWords } from './use-approval-words.ts'

export type Request = ReturnOf<typeof readRequest>
export type Step = Request['steps'][number]
export type Signer = Step['signers'][number]

export const requestTone: Record<Request['state'], Tone> = {
  running: 'progress',
  returned: 'waiting',
  approved: 'done',
  rejected: 'refused',
  withdrawn: 'closed',
}
export const stepTone: Record<Step['state'], Tone> = {
  open: 'progress',
  parked: 'waiting',
  passed: 'done',
  failed: 'refused',
  returned: 'waiting',
  cancelled: 'closed',
  skipped: 'draft',
}
export const signerTone: Record<Signer['state'], Tone> = {
  waiting: 'draft',
  open: 'waiting',
  held: 'progress',
  approved: 'done',
  rejected: 'refused',
  returned: 'waiting',
  cancelled: 'closed',
  superseded: 'closed',
}

/** How a step decides, in words, with its numbers. */
export function useModeText(): (mode: Mode) => string {
  const { t } = useWords()
  return (mode) => t(`approvals.panel.mode.${mode.kind}`, { ...mode })
}

/** The chip of a request: whose turn it is says more than that it runs. */
export function useRequestChip(): (state: Request['state']) => { tone: Tone; word: string } {
  const words = useApprovalWords()
  return (state) => ({ tone: requestTone[state], word: words.request(state) })
}

const consulted: Signer['origin'][] = ['delegated', 'added_before', 'added_after']

/** Asked for an opinion by another approver; casts no vote. */
export const isConsulted = ({ origin }: Signer) => consulted.includes(origin)

/** Approvers in their order, each followed by those they asked. */
export function arrange(signers: Signer[]): Signer[] {
  const seats = signers.filter((signer) => !isConsulted(signer))
  const asked = signers.filter(isConsulted)
  const behind = (seat: Signer) => asked.filter(({ asked_by }) => asked_by?.id === seat.person.id)
  const arranged = seats.flatMap((seat) => [seat, ...behind(seat)])
  return [...arranged, ...asked.filter((signer) => !arranged.includes(signer))]
}

/** How many had a vote at a step: who was replaced, who was only asked and who ended it had none. */
export const votersOf = ({ signers }: Step) =>
  signers.filter((one) => !isConsulted(one) && one.origin !== 'override' && one.state !== 'superseded').length

export const overriddenBy = ({ signers }: Step) => signers.find(({ origin }) => origin === 'override')

/** Who wants the reader's opinion now; undefined for whoever has a vote, or isn't asked. */
export function useAsker(request: Request): string | undefined {
  const me = useSession().person_id
  const nameOf = usePersonName()
  const current = request.steps.findLast(({ state }) => state === 'open')
  const own = current?.signers.find(({ person, state }) => person.id === me && state === 'open')
  return own && isConsulted(own) && own.asked_by ? nameOf(own.asked_by) : undefined
}

/** How somebody came to be asked: by the flow, or by whom. */
export function useOriginText(): (signer: Signer) => string {
  const { t } = useWords()
  const words = useApprovalWords()
  const nameOf = usePersonName()
  return ({ origin, asked_by }) => {
    if (!asked_by || origin === 'rule' || origin === 'applicant_choice') return words.origin(origin)
    if (origin === 'next_head_up' || origin === 'override') return words.origin(origin)
    return t(`approvals.panel.asked.${origin}`, { name: nameOf(asked_by) })
  }
}
