import { Form, Input } from 'antd'
import { useWords } from '../../language/web/words.tsx'

type Props = {
  id: string
  label: string
  value: string
  required: boolean
  /** Sending was tried without the opinion it waits for. */
  missing: boolean
  rows?: number
  onChange: (text: string) => void
}

/** What somebody says with an answer. */
export function OpinionField({ id, label, value, required, missing, rows = 3, onChange }: Props) {
  const { t } = useWords()
  return (
    <Form.Item
      label={label}
      htmlFor={id}
      validateStatus={missing ? 'error' : ''}
      help={missing ? t('approvals.answer.opinion_missing') : undefined}
    >
      <Input.TextArea
        id={id}
        autoSize={{ minRows: rows, maxRows: 8 }}
        maxLength={2000}
        value={value}
        aria-required={required}
        placeholder={t(required ? 'approvals.answer.opinion_required' : 'approvals.answer.opinion_optional')}
        onChange={({ target }) => onChange(target.value)}
      />
    </Form.Item>
  )
}
