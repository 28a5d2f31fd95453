import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import {
  addSigners,
  delegateRequest,
  overrideStep,
  removeSigner,
  takeBackAnswer,
  transferRequest,
} from '../request/contract.ts'
import { AskingDialog } from './asking-dialog.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import type { DialogsProps } from './operation-dialogs.tsx'
import { OverrideDialog } from './override-dialog.tsx'
import { RemoveSignerDialog } from './remove-signer-dialog.tsx'
import { useOperation } from './use-operations.ts'

/** Dialogs of what changes who answers: passing on, asking others, removing, taking back, overriding. */
export function AskingDialogs({ request, open, operations, onClose }: DialogsProps) {
  const { t } = useWords()
  const title = useTitle()
  const { settle, invalidates } = operations
  const transfer = useOperation(transferRequest, invalidates)
  const delegate = useOperation(delegateRequest, invalidates)
  const add = useOperation(addSigners, invalidates)
  const remove = useOperation(removeSigner, invalidates)
  const takeBack = useOperation(takeBackAnswer, invalidates)
  const override = useOperation(overrideStep, invalidates)
  const { round } = request
  const at = { params: { id: request.id } }
  const end = async (work: ReturnType<typeof settle>) => {
    if (await work) onClose()
  }
  const current = request.steps.findLast(({ state }) => state === 'open' || state === 'parked')
  const step = current ? title(current) : ''
  if (open === 'transfer' || open === 'delegate') {
    const passing = open === 'transfer' ? transfer : delegate
    return (
      <AskingDialog
        request={request}
        kind={open}
        step={step}
        saving={passing.saving}
        problem={passing.unanswered}
        onCancel={onClose}
        onSend={({ persons: [to = ''], opinion }) =>
          void end(
            settle(passing.send({ ...at, body: { round, to, opinion } }), t(`approvals.answer.${open}.done`)),
          )
        }
      />
    )
  }
  if (open === 'add_signer') {
    return (
      <AskingDialog
        request={request}
        kind={open}
        step={step}
        saving={add.saving}
        problem={add.unanswered}
        onCancel={onClose}
        onSend={(asking) =>
          void end(
            settle(add.send({ ...at, body: { round, ...asking } }), t('approvals.answer.add_signer.done')),
          )
        }
      />
    )
  }
  if (open === 'remove_signer') {
    return (
      <RemoveSignerDialog
        request={request}
        saving={remove.saving}
        problem={remove.unanswered}
        onCancel={onClose}
        onSend={(person) =>
          void end(
            settle(remove.send({ ...at, body: { round, person } }), t('approvals.answer.remove_signer.done')),
          )
        }
      />
    )
  }
  if (open === 'take_back') {
    return (
      <ConfirmDialog
        kind={open}
        saving={takeBack.saving}
        problem={takeBack.unanswered}
        onCancel={onClose}
        onSend={() => void end(settle(takeBack.send(at), t('approvals.answer.take_back.done')))}
      />
    )
  }
  if (open === 'override') {
    return (
      <OverrideDialog
        step={step}
        saving={override.saving}
        problem={override.unanswered}
        onCancel={onClose}
        onSend={(ending) =>
          void end(
            settle(override.send({ ...at, body: { round, ...ending } }), t('approvals.answer.override.done')),
          )
        }
      />
    )
  }
  return null
}
