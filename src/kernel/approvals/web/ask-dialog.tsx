import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { askApplicant } from '../talk/contract.ts'
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
    <Modal
      open
      title={t('approvals.operations.ask')}
      okText={t('approvals.operations.ask')}
      cancelText={t('approvals.answer.cancel')}
      confirmLoading={saving}
      onOk={() => void ask()}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p className="muted">{t('approvals.talk.text', { name: nameOf(request.applicant) })}</p>
      <Form layout="vertical" requiredMark={false} className="answer-form">
        <Form.Item
          label={t('approvals.talk.question')}
          htmlFor="question"
          validateStatus={missing ? 'error' : ''}
          help={missing ? t('approvals.talk.missing') : undefined}
        >
          <Input.TextArea
            id="question"
            autoFocus
            autoSize={{ minRows: 3, maxRows: 8 }}
            maxLength={4000}
            value={question}
            onChange={({ target }) => setQuestion(target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void ask()
            }}
          />
        </Form.Item>
      </Form>
      {unanswered && <ProblemView inline problem={unanswered} retry={() => void ask()} />}
    </Modal>
  )
}
