import { Form, Radio } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import type { CallProblem } from '../../web/call-problem.ts'
import { OperationFrame } from './operation-frame.tsx'
import { OpinionField } from './opinion-field.tsx'

export type Override = { outcome: 'passed' | 'failed'; opinion: string }
type Props = {
  step: string
  saving: boolean
  problem: CallProblem | undefined
  onSend: (override: Override) => void
  onCancel: () => void
}

/** Ends a step over its approvers: says that it shows everywhere, and doesn't go without a reason. */
export function OverrideDialog({ step, saving, problem, onSend, onCancel }: Props) {
  const { t } = useWords()
  const [outcome, setOutcome] = useState<Override['outcome']>('passed')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const missing = reason.trim() === ''
  const send = () => {
    setTried(true)
    if (!missing) onSend({ outcome, opinion: reason.trim() })
  }
  return (
    <OperationFrame
      title={t('approvals.answer.override.title', { step })}
      verb={t('approvals.operations.override')}
      danger
      {...{ saving, problem, onCancel, onSend: send }}
    >
      <p className="approval-mark">{t('approvals.answer.override.text')}</p>
      <Form.Item label={t('approvals.answer.override.outcome')}>
        <Radio.Group
          aria-label={t('approvals.answer.override.outcome')}
          value={outcome}
          onChange={({ target }) => setOutcome(target.value)}
          options={(['passed', 'failed'] as const).map((value) => ({
            value,
            label: t(`approvals.answer.override.${value}`),
          }))}
        />
      </Form.Item>
      <OpinionField
        id="override_reason"
        label={t('approvals.answer.override.reason')}
        value={reason}
        required
        missing={tried && missing}
        onChange={setReason}
      />
    </OperationFrame>
  )
}
