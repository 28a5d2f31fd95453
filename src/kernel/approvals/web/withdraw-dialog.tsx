import { Modal } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../../web/call-problem.ts'
import { ProblemView } from '../../web/pieces/problem-view.tsx'

type Props = { saving: boolean; problem: CallProblem | undefined; onSend: () => void; onCancel: () => void }

/** Asks before the applicant takes the request back. */
export function WithdrawDialog({ saving, problem, onSend, onCancel }: Props) {
  const { t } = useWords()
  return (
    <Modal
      open
      title={t('approvals.answer.withdraw.title')}
      okText={t('approvals.operations.withdraw')}
      cancelText={t('approvals.answer.cancel')}
      okButtonProps={{ danger: true }}
      confirmLoading={saving}
      onOk={onSend}
      onCancel={onCancel}
    >
      <p className="muted">{t('approvals.answer.withdraw.text')}</p>
      {problem && <ProblemView inline problem={problem} retry={onSend} />}
    </Modal>
  )
}
