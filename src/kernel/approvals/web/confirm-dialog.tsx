import { Modal } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../../web/call-problem.ts'
import { ProblemView } from '../../web/pieces/problem-view.tsx'

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
    <Modal
      open
      title={t(`approvals.answer.${kind}.title`)}
      okText={t(`approvals.operations.${kind}`)}
      cancelText={t('approvals.answer.cancel')}
      okButtonProps={{ danger: kind === 'withdraw' }}
      confirmLoading={saving}
      onOk={onSend}
      onCancel={onCancel}
    >
      <p className="muted">{t(`approvals.answer.${kind}.text`)}</p>
      {problem && <ProblemView inline problem={problem} retry={onSend} />}
    </Modal>
  )
}
