import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import {
  appointApprovers,
  approveRequest,
  type OperationName,
  rejectRequest,
  returnRequest,
  withdrawRequest,
} from '../request/contract.ts'
import { AnswerDialog } from './answer-dialog.tsx'
import { AppointDialog } from './appoint-dialog.tsx'
import { AskDialog } from './ask-dialog.tsx'
import { AskingDialogs } from './asking-dialogs.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import { CopyDialog } from './copy-dialog.tsx'
import { type Request, useAsker } from './request-words.ts'
import { UrgeDialog } from './urge-dialog.tsx'
import { useOperation, type useOperations } from './use-operations.ts'

export type DialogsProps = {
  request: Request
  open: OperationName | undefined
  operations: ReturnType<typeof useOperations>
  onClose: () => void
}

/** The dialog of the operation that was chosen; each confirms before anything is sent. */
export function OperationDialogs({ request, open, operations, onClose }: DialogsProps) {
  const { t } = useWords()
  const title = useTitle()
  const { settle, invalidates } = operations
  const approve = useOperation(approveRequest, invalidates)
  const reject = useOperation(rejectRequest, invalidates)
  const sendBack = useOperation(returnRequest, invalidates)
  const withdraw = useOperation(withdrawRequest, invalidates)
  const appoint = useOperation(appointApprovers, invalidates)
  const { round, opinion } = request
  const for_person_id = request.acting_for?.id ?? null
  const at = { params: { id: request.id } }
  const named = { title: request.subject.title }
  const end = async (work: ReturnType<typeof settle>) => {
    if (await work) onClose()
  }
  const current = request.steps.findLast(({ state }) => state === 'open' || state === 'parked')
  const [next] = request.upcoming
  const asker = useAsker(request)
  if (open === 'approve') {
    return (
      <AnswerDialog
        request={request}
        title={t('approvals.answer.approve.title', named)}
        text={
          asker
            ? t('approvals.answer.consulted.text', { name: asker })
            : next
              ? t('approvals.answer.approve.next', { step: title(next) })
              : t('approvals.answer.approve.last')
        }
        verb={t('approvals.operations.approve')}
        required={opinion === 'required'}
        saving={approve.saving}
        problem={approve.unanswered}
        onCancel={onClose}
        withChoice
        onSend={({ opinion: text, chosen }) =>
          void end(
            settle(
              approve.send({
                ...at,
                body: { round, opinion: text, for_person_id, ...(request.next_choice && { chosen }) },
              }),
              asker ? t('approvals.answer.consulted.done') : t('approvals.answer.approve.done'),
            ),
          )
        }
      />
    )
  }
  if (open === 'reject') {
    return (
      <AnswerDialog
        request={request}
        title={t('approvals.answer.reject.title', named)}
        text={
          asker ? t('approvals.answer.consulted.text', { name: asker }) : t('approvals.answer.reject.text')
        }
        verb={t('approvals.operations.reject')}
        danger
        required={asker !== undefined || opinion !== 'optional'}
        saving={reject.saving}
        problem={reject.unanswered}
        onCancel={onClose}
        onSend={({ opinion: text }) =>
          void end(
            settle(
              reject.send({ ...at, body: { round, opinion: text, for_person_id } }),
              t('approvals.answer.reject.done'),
            ),
          )
        }
      />
    )
  }
  if (open === 'return') {
    return (
      <AnswerDialog
        request={request}
        title={t('approvals.answer.return.title', named)}
        text={t('approvals.answer.return.text')}
        verb={t('approvals.operations.return')}
        required
        withTarget
        saving={sendBack.saving}
        problem={sendBack.unanswered}
        onCancel={onClose}
        onSend={({ opinion: text, to }) =>
          void end(
            settle(
              sendBack.send({ ...at, body: { round, opinion: text ?? '', to, for_person_id } }),
              t('approvals.answer.return.done'),
            ),
          )
        }
      />
    )
  }
  if (open === 'ask') return <AskDialog request={request} operations={operations} onClose={onClose} />
  if (open === 'copy') return <CopyDialog request={request} operations={operations} onClose={onClose} />
  if (open === 'urge') return <UrgeDialog request={request} operations={operations} onClose={onClose} />
  if (open === 'withdraw') {
    return (
      <ConfirmDialog
        kind={open}
        saving={withdraw.saving}
        problem={withdraw.unanswered}
        onCancel={onClose}
        onSend={() => void end(settle(withdraw.send(at), t('approvals.answer.withdraw.done')))}
      />
    )
  }
  if (open === 'appoint' && current) {
    return (
      <AppointDialog
        request={request}
        step={title(current)}
        saving={appoint.saving}
        problem={appoint.unanswered}
        onCancel={onClose}
        onSend={(persons) =>
          void end(
            settle(appoint.send({ ...at, body: { round, persons } }), t('approvals.answer.appoint.done')),
          )
        }
      />
    )
  }
  return <AskingDialogs request={request} open={open} operations={operations} onClose={onClose} />
}
