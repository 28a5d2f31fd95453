import { useWords } from '../../../../../kernel/language/web/words.tsx'
import type { RecordAction } from '../../../../../kernel/web/record/actions.ts'
import { useSave } from '../../../../../kernel/web/use-save.ts'
import {
  confirmHandOver,
  drawUpHandOver,
  type HandOverAction,
  type HandOverPage,
  receiveExitAudit,
  witnessHandOver,
} from '../../hand-over/contract.ts'
import { touched } from '../touched.ts'

type Given = { id: string; handOver: HandOverPage; open: (dialog: 'list' | 'audit') => void }

/** The steps of a hand-over that are somebody's to take; the server's `can` says which are shown. */
export function useHandOverActions({
  id,
  handOver,
  open,
}: Given): (RecordAction & { key: HandOverAction })[] {
  const { t } = useWords()
  const confirm = useSave(confirmHandOver, { invalidates: touched })
  const witness = useSave(witnessHandOver, { invalidates: touched })
  const drawUp = useSave(drawUpHandOver, { invalidates: touched })
  const receive = useSave(receiveExitAudit, { invalidates: touched })
  const params = { id }
  const body = { version: handOver.version }
  const word = (key: HandOverAction) => t(`establishment.hand_over.action.${key}`)
  return [
    {
      ...{ key: 'confirm', word: word('confirm'), run: () => confirm.save({ params, body }) },
      question: {
        title: t('establishment.hand_over.action.ask_confirm'),
        text: t('establishment.hand_over.action.ask_confirm_text'),
        verb: word('confirm'),
      },
    },
    {
      ...{ key: 'witness', word: word('witness'), run: () => witness.save({ params, body }) },
      question: { title: t('establishment.hand_over.action.ask_witness'), verb: word('witness') },
    },
    { key: 'request_audit', word: word('request_audit'), run: () => open('audit') },
    { key: 'receive_audit', word: word('receive_audit'), run: () => receive.save({ params }) },
    { key: 'edit', word: word('edit'), run: () => open('list') },
    {
      ...{ key: 'draw_up', word: word('draw_up'), quiet: true, run: () => drawUp.save({ params, body }) },
      question: {
        title: t('establishment.hand_over.action.ask_draw_up'),
        text: t('establishment.hand_over.action.ask_draw_up_text'),
        verb: word('draw_up'),
      },
    },
  ]
}
