import { Form, Modal } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../../web/call-problem.ts'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { CandidateSelect } from './candidate-select.tsx'
import type { Request } from './request-words.ts'

type Props = {
  request: Request
  step: string
  saving: boolean
  problem: CallProblem | undefined
  onSend: (persons: string[]) => void
  onCancel: () => void
}

/** Names approvers for a step that found none, out of those the server says may be. */
export function AppointDialog({ request, step, saving, problem, onSend, onCancel }: Props) {
  const { t } = useWords()
  const [persons, setPersons] = useState<string[]>([])
  return (
    <Modal
      open
      title={t('approvals.answer.appoint.title', { step })}
      okText={t('approvals.operations.appoint')}
      cancelText={t('approvals.answer.cancel')}
      okButtonProps={{ disabled: persons.length === 0 }}
      confirmLoading={saving}
      onOk={() => onSend(persons)}
      onCancel={onCancel}
    >
      <Form layout="vertical" className="answer-form">
        <CandidateSelect
          request={request}
          id="appointed"
          label={t('approvals.answer.appoint.people')}
          help={t('approvals.answer.appoint.help')}
          most={20}
          persons={persons}
          onChange={setPersons}
        />
      </Form>
      {problem && <ProblemView inline problem={problem} />}
    </Modal>
  )
}
