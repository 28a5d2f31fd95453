import { Form, Input } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { askApplicant } from '../talk/contract.ts'
import { OperationFrame } from './operation-frame.tsx'
import type { Request } from './request-words.ts'
import { useOperation, type useOperations } from './use-operations.ts'

type Props = { request: Request; operations: ReturnType<typeof useOperations>; onClose: () => void }

/** Takes the question to the applicant; the request stays where it is. */
export function AskDialog({ request, operations, onClose }: Props) {
  const { t } = useWords()
  const nameOf = usePersonName()
  const { send, saving, unanswered } = useOperation(askApplicant, operations.invalidates)
  const [question, setQuestion] = useState('')
  const [tried, setTried] = useState(false)
  const missing = tried && question.trim() === ''
  const ask = async () => {
    setTried(true)
    if (question.trim() === '') return
    const sent = send({ params: { id: request.id }, body: { question: question.trim() } })
    if (await operations.settle(sent, t('approvals.talk.done'))) onClose()
  }
  return (
    <OperationFrame
      title={t('approvals.operations.ask')}
      verb={t('approvals.operations.ask')}
      text={t('approvals.talk.text', { name: nameOf(request.applicant) })}
      saving={saving}
      problem={unanswered}
      onSend={() => void ask()}
      onCancel={onClose}
    >
      <Form.Item
        label={t('approvals.talk.question')}
        htmlFor="question"
        validateStatus={missing ? 'error' : ''}
        help={missing ? t('approvals.talk.missing') : undefined}
      >
        <Input.TextArea
          id="question"
          autoSize={{ minRows: 3, maxRows: 8 }}
          maxLength={4000}
          value={question}
          onChange={({ target }) => setQuestion(target.value)}
        />
      </Form.Item>
    </OperationFrame>
  )
}
