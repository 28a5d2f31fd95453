import type { ReturnOf } from '../../http/contract.ts'
import { useWords } from '../../language/web/words.tsx'
import type { Tone } from '../../web/pieces/state-chip.tsx'
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
  approved: 'done',
  rejected: 'refused',
  returned: 'waiting',
  cancelled: 'closed',
  superseded: 'closed',
}

type Titled = { title: string; title_en: string | null }

/** Titles that administrators write in two languages: English readers see the English one where there is one. */
export function useTitle(): (titled: Titled) => string {
  const { language } = useWords()
  return ({ title, title_en }) => (language === 'en' ? title_en || title : title)
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
