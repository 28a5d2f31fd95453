import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { RecordAction } from '../../../../kernel/web/record/actions.ts'
import { useFoundSession } from '../../../../kernel/web/session.tsx'
import { useSave } from '../../../../kernel/web/use-save.ts'
import {
  assignComplaint,
  type ComplaintPage,
  closeComplaint,
  finishAction,
  investigate,
} from '../../complaint/contract.ts'
import { touched } from '../touched.ts'
import type { SpokenStep } from './text-dialog.tsx'
import { useRenewCode } from './use-renew-code.tsx'

export type Dialog =
  | SpokenStep
  | 'accept'
  | 'extend'
  | 'compensate'
  | 'judge'
  | 'assign'
  | 'edit'
  | 'remedy'
  | 'check'
  | 'transfer'
  | 'merge'

/** Every step of a complaint, the next one first; the server's `can` says which are shown. */
export function useComplaintActions(
  complaint: ComplaintPage,
  open: (dialog: Dialog) => void,
): RecordAction[] {
  const { t } = useWords()
  const me = useFoundSession()?.person_id
  const begin = useSave(investigate, { invalidates: touched })
  const close = useSave(closeComplaint, { invalidates: touched })
  const finish = useSave(finishAction, { invalidates: touched })
  const take = useSave(assignComplaint, { invalidates: touched })
  const renew = useRenewCode(complaint)
  const { id, version, handler } = complaint
  const params = { id }
  const spoken = (key: Dialog, more: Partial<RecordAction> = {}): RecordAction => ({
    ...{ key, word: t(`complaints.page.action.${key}`), run: () => open(key) },
    ...more,
  })
  const takes: RecordAction[] =
    handler === null && me
      ? [
          {
            ...{ key: 'take', word: t('complaints.page.action.take') },
            run: () => take.save({ params, body: { version, handler_id: me } }),
          },
        ]
      : []
  return [
    ...takes,
    spoken('acknowledge'),
    {
      ...{ key: 'investigate', word: t('complaints.page.action.investigate') },
      run: () => begin.save({ params, body: { version } }),
    },
    spoken('propose'),
    spoken('hear'),
    spoken('accept'),
    ...(complaint.remedy === null && complaint.severity >= 2 ? [spoken('remedy')] : []),
    {
      ...{ key: 'close', word: t('complaints.page.action.close') },
      question: { title: t('complaints.page.ask_close'), verb: t('complaints.page.action.close') },
      run: () => close.save({ params, body: { version } }),
    },
    {
      ...{ key: 'finish', word: t('complaints.page.action.finish') },
      run: () => finish.save({ params, body: {} }),
    },
    spoken('check'),
    spoken('assign', { quiet: true }),
    spoken('ask', { quiet: true }),
    spoken('tell', { quiet: true }),
    spoken('object', { quiet: true }),
    spoken('note', { quiet: true }),
    spoken('edit', { quiet: true }),
    renew,
    ...(complaint.remedy !== null || complaint.severity < 2 ? [spoken('remedy', { quiet: true })] : []),
    spoken('extend', { quiet: true }),
    spoken('compensate', { quiet: true }),
    spoken('judge', { quiet: true }),
    spoken('reopen', { quiet: true }),
    spoken('transfer', { quiet: true }),
    spoken('merge', { quiet: true }),
  ]
}
