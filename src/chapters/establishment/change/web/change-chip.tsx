import { useWords } from '../../../../kernel/language/web/words.tsx'
import { StateChip, type Tone } from '../../../../kernel/web/pieces/state-chip.tsx'
import type { ChangeState } from '../contract.ts'

export const changeTones: Record<ChangeState, Tone> = {
  draft: 'draft',
  in_review: 'progress',
  more_wanted: 'waiting',
  in_handover: 'progress',
  approved: 'waiting',
  rejected: 'refused',
  completed: 'done',
  withdrawn: 'closed',
}

export function ChangeChip({ state, plain }: { state: ChangeState; plain?: boolean }) {
  const { t } = useWords()
  return (
    <StateChip
      tone={changeTones[state]}
      word={t(`establishment.change.state.${state}`)}
      {...(plain ? { plain: true } : {})}
    />
  )
}
