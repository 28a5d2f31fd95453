import { Input, InputNumber, Select } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { DayField } from '../../web/form/day-field.tsx'
import { MoneyField } from '../../web/form/money-field.tsx'
import { useClearing } from '../../web/pieces/clearing.tsx'
import { useSession } from '../../web/session.tsx'
import type { FieldValue, SubjectType } from '../flow/contract.ts'

type InputProps = {
  id?: string
  field: SubjectType['fields'][number]
  value: FieldValue
  /** A text may be as long as an opinion. */
  long?: boolean
  onChange: (value: FieldValue) => void
}

/** A field of a matter, filled in as what it is; left empty, it is empty. */
export function ValueInput({ id, field, value, long, onChange }: InputProps) {
  const { t } = useWords()
  const { company } = useSession()
  const clearing = useClearing()
  const number = typeof value === 'number' ? value : null
  const text = typeof value === 'string' ? value : null
  if (field.options.length > 0) {
    return (
      <Select
        id={id}
        allowClear={clearing}
        value={text}
        onChange={(next) => onChange(next ?? null)}
        options={field.options.map((one) => ({ value: one.value, label: one.word }))}
      />
    )
  }
  if (field.type === 'boolean') {
    return (
      <Select
        id={id}
        allowClear={clearing}
        value={typeof value === 'boolean' ? value : null}
        onChange={(next) => onChange(next ?? null)}
        options={[
          { value: true, label: t('approvals.condition.yes') },
          { value: false, label: t('approvals.condition.no') },
        ]}
      />
    )
  }
  const given = id === undefined ? {} : { id }
  if (field.money)
    return <MoneyField {...given} currency={company.currency} value={number} onChange={onChange} />
  if (field.type === 'number')
    return <InputNumber {...given} value={number} onChange={(next) => onChange(next)} />
  if (field.type === 'day') return <DayField {...given} value={text} onChange={onChange} />
  if (long) {
    return (
      <Input.TextArea
        {...given}
        autoSize={{ minRows: 2, maxRows: 8 }}
        maxLength={2000}
        value={text ?? ''}
        onChange={({ target }) => onChange(target.value || null)}
      />
    )
  }
  return (
    <Input
      {...given}
      maxLength={200}
      value={text ?? ''}
      onChange={({ target }) => onChange(target.value || null)}
    />
  )
}
