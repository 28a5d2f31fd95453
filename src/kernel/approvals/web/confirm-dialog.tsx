import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../../web/call-problem.ts'
import { OperationFrame } from './operation-frame.tsx'

type Props = {
  kind: 'withdraw' | 'take_back'
  saving: boolean
  problem: CallProblem | undefined
  onSend: () => void
  onCancel: () => void
}

/** Asks before the applicant takes the request back, or an approver an answer. */
export function ConfirmDialog({ kind, saving, problem, onSend, onCancel }: Props) {
  const { t } = useWords()
  return (
    <OperationFrame
      title={t(`approvals.answer.${kind}.title`)}
      text={t(`approvals.answer.${kind}.text`)}
      verb={t(`approvals.operations.${kind}`)}
      danger={kind === 'withdraw'}
      {...{ saving, problem, onSend, onCancel }}
    />
  )
}
