import { useWords } from '../../../kernel/language/web/words.tsx'
import { StateChip, type Tone } from '../../../kernel/web/pieces/state-chip.tsx'
import type { ComplaintState } from '../complaint/words/contract.ts'

export const complaintTones: Record<ComplaintState, Tone> = {
  received: 'waiting',
  acknowledged: 'progress',
  investigating: 'progress',
  waiting_customer: 'waiting',
  proposed: 'waiting',
  resolved: 'done',
  closed: 'closed',
  reopened: 'waiting',
  transferred: 'closed',
  merged: 'closed',
  unfounded: 'refused',
}

export function ComplaintChip({ state, plain }: { state: ComplaintState; plain?: boolean }) {
  const { t } = useWords()
  return (
    <StateChip
      tone={complaintTones[state]}
      word={t(`complaints.state.${state}`)}
      {...(plain ? { plain: true } : {})}
    />
  )
}
