import { useChoosing } from '../../../../kernel/approvals/web/use-choosing.tsx'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { RecordAction } from '../../../../kernel/web/record/actions.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { type ChangeAction, type ChangePage, submitChange, withdrawChange } from '../contract.ts'
import { touched } from './touched.ts'

/** The steps of a filing that are somebody's to take; the server's `can` says which are shown. */
export function useChangeActions(change: ChangePage): (RecordAction & { key: ChangeAction | 'correct' })[] {
  const { t } = useWords()
  const submit = useSave(submitChange, { invalidates: touched, asks: useChoosing() })
  const withdraw = useSave(withdrawChange, { invalidates: touched })
  const { id, version, state } = change
  const params = { id }
  const handIn = {
    key: 'submit' as const,
    word: t('establishment.change.action.submit'),
    question: {
      title: t('establishment.change.action.ask_submit'),
      verb: t('establishment.change.action.submit'),
    },
    run: () => submit.save({ params, body: { version } }),
  }
  const edit = {
    key: 'edit' as const,
    word: t('establishment.change.action.edit'),
    to: `/establishment/changes/${id}/edit`,
  }
  return [
    ...(state === 'more_wanted' ? [edit, handIn] : [handIn, edit]),
    {
      key: 'correct',
      word: t('establishment.change.action.correct'),
      to: `/establishment/changes/${id}/correct`,
      quiet: true,
    },
    {
      key: 'withdraw',
      word: t('establishment.change.action.withdraw'),
      danger: true,
      question: {
        title: t('establishment.change.action.ask_withdraw'),
        text: t('establishment.change.action.ask_withdraw_text'),
        verb: t('establishment.change.action.withdraw'),
        danger: true,
        reason: 'optional',
      },
      run: (reason: string) => withdraw.save({ params, body: { version, ...(reason ? { reason } : {}) } }),
    },
  ]
}
