import { Form, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useTitle } from '../../language/web/use-title.ts'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../../web/call-problem.ts'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { OperationFrame } from './operation-frame.tsx'
import { OpinionField } from './opinion-field.tsx'
import type { Request } from './request-words.ts'

export type Answer = { opinion: string | null; to: string | null; chosen: string[] }
type Props = {
  request: Request
  title: string
  text: ReactNode
  verb: string
  danger?: boolean
  /** Sending waits for an opinion. */
  required: boolean
  /** Asks where to send it back to. */
  withTarget?: boolean
  /** Asks whom the next step is to ask, where it leaves that to whoever passes this one. */
  withChoice?: boolean
  saving: boolean
  problem: CallProblem | undefined
  onSend: (answer: Answer) => void
  onCancel: () => void
}

/** Confirms an answer, takes the opinion, and says what follows from it. */
export function AnswerDialog({
  request,
  title,
  text,
  verb,
  danger,
  required,
  withTarget,
  withChoice,
  ...rest
}: Props) {
  const { saving, problem, onSend, onCancel } = rest
  const { t } = useWords()
  const stepTitle = useTitle()
  const nameOf = usePersonName()
  const [opinion, setOpinion] = useState('')
  const [to, setTo] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const [chosen, setChosen] = useState<string[]>([])
  const missing = required && opinion.trim() === ''
  const choice = withChoice && request.next_choice?.people.length ? request.next_choice : undefined
  const unchosen = choice !== undefined && chosen.length === 0
  const send = () => {
    setTried(true)
    if (!missing && !unchosen) onSend({ opinion: opinion.trim() || null, to, chosen })
  }
  return (
    <OperationFrame
      {...{ title, text, verb, saving, problem, onCancel, onSend: send, danger: danger === true }}
    >
      {request.acting_for && <p>{t('approvals.proxy.acting', { name: nameOf(request.acting_for) })}</p>}
      {withTarget && request.return_to.length > 0 && (
        <Form.Item label={t('approvals.answer.return.to')} htmlFor="return_to">
          <ReturnTarget request={request} to={to} onChange={setTo} />
        </Form.Item>
      )}
      {choice && (
        <Form.Item
          label={t('approvals.answer.approve.choose', { step: stepTitle(choice) })}
          htmlFor="chosen"
          validateStatus={tried && unchosen ? 'error' : ''}
          help={tried && unchosen ? t('approvals.answer.approve.choose_missing') : undefined}
        >
          <Select
            id="chosen"
            mode="multiple"
            value={chosen}
            onChange={setChosen}
            showSearch={{ optionFilterProp: 'label' }}
            options={choice.people.map((person) => ({ value: person.id, label: nameOf(person) }))}
          />
        </Form.Item>
      )}
      <OpinionField
        id="opinion"
        label={t('approvals.answer.opinion')}
        value={opinion}
        required={required}
        missing={tried && missing}
        onChange={setOpinion}
      />
    </OperationFrame>
  )
}

function ReturnTarget({
  request,
  to,
  onChange,
}: {
  request: Request
  to: string | null
  onChange: (to: string | null) => void
}) {
  const { t } = useWords()
  const title = useTitle()
  const applicant = t('approvals.answer.return.applicant', { name: usePersonName()(request.applicant) })
  return (
    <Select
      id="return_to"
      value={to ?? ''}
      onChange={(value) => onChange(value === '' ? null : value)}
      options={[
        { value: '', label: applicant },
        ...request.return_to.map((step) => ({ value: step.key, label: title(step) })),
      ]}
    />
  )
}
