import { useWords } from '../../../language/web/words.tsx'
import { StateChip, type Tone } from '../../../web/pieces/state-chip.tsx'
import type { AccountState } from '../../account/contract.ts'

export const accountTones: Record<AccountState, Tone> = {
  active: 'done',
  invited: 'waiting',
  locked: 'overdue',
  disabled: 'closed',
}

export function AccountStateChip({ state }: { state: AccountState }) {
  const { t } = useWords()
  return <StateChip plain tone={accountTones[state]} word={t(`administration.accounts.states.${state}`)} />
}
