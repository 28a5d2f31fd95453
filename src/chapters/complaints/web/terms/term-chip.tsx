import { useWords } from '../../../../kernel/language/web/words.tsx'
import { StateChip, type Tone } from '../../../../kernel/web/pieces/state-chip.tsx'
import type { Term } from '../../terms/contract.ts'

export const termTones: Record<Term['standing'], Tone> = {
  in_force: 'done',
  ahead: 'waiting',
  retired: 'closed',
}

export function TermChip({ standing }: Pick<Term, 'standing'>) {
  const { t } = useWords()
  return <StateChip tone={termTones[standing]} word={t(`complaints.terms.standing.${standing}`)} plain />
}
