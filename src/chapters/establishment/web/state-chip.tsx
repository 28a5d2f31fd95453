import { useWords } from '../../../kernel/language/web/words.tsx'
import { StateChip, type Tone } from '../../../kernel/web/pieces/state-chip.tsx'
import type { ApplicationState } from '../application/contract.ts'

export const stateTones: Record<ApplicationState, Tone> = {
  draft: 'draft',
  submitted: 'waiting',
  in_review: 'progress',
  more_wanted: 'waiting',
  recommended: 'progress',
  not_recommended: 'waiting',
  approved: 'done',
  rejected: 'refused',
  issued: 'issued',
  completed: 'done',
  withdrawn: 'closed',
}

export function ApplicationChip({ state, plain }: { state: ApplicationState; plain?: boolean }) {
  const { t } = useWords()
  return (
    <StateChip
      tone={stateTones[state]}
      word={t(`establishment.applications.state.${state}`)}
      {...(plain ? { plain: true } : {})}
    />
  )
}
