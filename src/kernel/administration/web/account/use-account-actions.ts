import { useWords } from '../../../language/web/words.tsx'
import type { RecordAction } from '../../../web/record/actions.ts'
import { useSave } from '../../../web/use-save.ts'
import {
  type AccountPage,
  enableAccount,
  endSessions,
  type Invited,
  inviteAgain,
  resetTwoFactor,
  unlockAccount,
} from '../../account/contract.ts'

type Then = { onInvited: (invited: Invited) => void; onDisable: () => void }

/** What an administrator can do to an account; each asks first and may be given a reason. */
export function useAccountActions(
  { id, state, name }: AccountPage,
  { onInvited, onDisable }: Then,
): RecordAction[] {
  const { t } = useWords()
  const after = { invalidates: ['trail'] }
  const invite = useSave(inviteAgain, { ...after, onDone: onInvited })
  const unlock = useSave(unlockAccount, after)
  const enable = useSave(enableAccount, after)
  const end = useSave(endSessions, after)
  const reset = useSave(resetTwoFactor, after)
  const asked = (
    key: 'invite' | 'unlock' | 'enable' | 'end_sessions' | 'reset_two_factor',
    save: typeof unlock.save | typeof invite.save,
  ): RecordAction => ({
    key,
    word: t(`administration.accounts.${key}`),
    quiet: key !== 'unlock' && key !== 'enable' && !(key === 'invite' && state === 'invited'),
    question: {
      title: t(`administration.accounts.ask.${key}`, { name }),
      text: t(`administration.accounts.ask_text.${key}`),
      verb: t(`administration.accounts.${key}`),
      reason: 'optional',
    },
    run: (note) => save({ params: { id }, body: { note: note || null } }),
  })
  return [
    asked('unlock', unlock.save),
    asked('enable', enable.save),
    asked('invite', invite.save),
    asked('end_sessions', end.save),
    asked('reset_two_factor', reset.save),
    { key: 'disable', word: t('administration.accounts.disable'), danger: true, run: onDisable },
  ]
}
