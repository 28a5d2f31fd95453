import { Input, InputNumber, Select } from 'antd'
import { useId } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { DayField } from './day-field.tsx'
import type { LineColumn } from './line-values.ts'
import { MoneyField } from './money-field.tsx'

type Props = {
  column: LineColumn
  value: unknown
  label: string
  fault: string | undefined
  onChange: (value: unknown) => void
}

export function LineCell({ column, value, label, fault, onChange }: Props) {
  const id = useId()
  return (
    <>
      <Control
        column={column}
        value={value}
        label={label}
        fault={fault}
        describedBy={id}
        onChange={onChange}
      />
      {fault && (
        <p id={id} className="lines-fault">
          {fault}
        </p>
      )}
    </>
  )
}

function Control({ column, value, label, fault, describedBy, onChange }: Props & { describedBy: string }) {
  const { t } = useWords()
  const common = {
    'aria-label': label,
    'aria-invalid': fault !== undefined,
    'aria-describedby': fault ? describedBy : undefined,
    status: fault ? ('error' as const) : ('' as const),
  }
  if (column.kind === 'choice') {
    return (
      <Select
        {...common}
        value={typeof value === 'string' ? value : null}
        options={(column.options ?? []).map((one) => ({ value: one.value, label: one.word }))}
        placeholder={t('web.form.choose')}
        onChange={onChange}
      />
    )
  }
  if (column.kind === 'day')
    return <DayField {...common} value={typeof value === 'string' ? value : null} onChange={onChange} />
  const amount = typeof value === 'number' ? value : null
  if (column.kind === 'money') {
    return <MoneyField {...common} value={amount} currency={column.currency ?? 'CNY'} onChange={onChange} />
  }
  if (column.kind === 'whole') {
    return (
      <InputNumber<number>
        {...common}
        value={amount}
        min={column.min ?? 0}
        {...(column.max === undefined ? {} : { max: column.max })}
        precision={0}
        controls={false}
        inputMode="numeric"
        onChange={onChange}
      />
    )
  }
  return (
    <Input
      {...common}
      value={typeof value === 'string' ? value : ''}
      {...(column.length === undefined ? {} : { maxLength: column.length })}
      onChange={({ target }) => onChange(target.value)}
    />
  )
}
