import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../language/web/words.tsx'
import { DayField } from '../../../web/form/day-field.tsx'
import { MoneyField } from '../../../web/form/money-field.tsx'
import { useSession } from '../../../web/session.tsx'
import type { Comparison, Condition } from '../../flow/contract.ts'
import { comparisonsFor, newComparison, placeKey } from './change-definition.ts'
import type { Field } from './flow-words.ts'

type Props = {
  value: Condition | null
  fields: Field[]
  onChange: (condition: Condition | null) => void
}

/** A condition on the fields of a matter: none, or a list of which all or any must hold. */
export function ConditionEditor({ value, fields, onChange }: Props) {
  const { t } = useWords()
  const of = value?.of ?? []
  const set = (next: Comparison[]) =>
    onChange(next.length === 0 ? null : { match: value?.match ?? 'all', of: next })
  const [made, setMade] = useState<number>()
  const add = () => {
    setMade(of.length)
    set([...of, newComparison()])
  }
  return (
    <div className="condition">
      {of.length === 0 && <p className="faint">{t('approvals.condition.none')}</p>}
      {value && of.length > 1 && (
        <Select
          value={value.match}
          aria-label={t('approvals.condition.comparison')}
          onChange={(match) => onChange({ ...value, match })}
          options={(['all', 'any'] as const).map((match) => ({
            value: match,
            label: t(`approvals.condition.match.${match}`),
          }))}
        />
      )}
      {of.map((comparison, index) => (
        <ComparisonLine
          key={placeKey(index)}
          value={comparison}
          fields={fields}
          fresh={index === made}
          onChange={(next) => set(of.map((one, at) => (at === index ? next : one)))}
          onRemove={() => {
            setMade(undefined)
            set(of.filter((_, at) => at !== index))
          }}
        />
      ))}
      <Button
        size="small"
        icon={<PlusOutlined aria-hidden="true" />}
        disabled={fields.length === 0}
        onClick={add}
      >
        {t('approvals.condition.add')}
      </Button>
    </div>
  )
}

type LineProps = {
  value: Comparison
  fields: Field[]
  /** It was added just now: its field is what is said first. */
  fresh: boolean
  onChange: (comparison: Comparison) => void
  onRemove: () => void
}

function ComparisonLine({ value, fields, fresh, onChange, onRemove }: LineProps) {
  const { t } = useWords()
  const field = fields.find(({ name }) => name === value.field)
  const choices = field ? comparisonsFor(field.type) : []
  return (
    <div className="comparison">
      <Select
        value={value.field || null}
        aria-label={t('approvals.condition.field')}
        placeholder={t('approvals.condition.field')}
        status={field ? '' : 'error'}
        showSearch={{ optionFilterProp: 'label' }}
        autoFocus={fresh}
        defaultOpen={fresh}
        onChange={(name) => onChange({ ...newComparison(), field: name ?? '' })}
        options={fields.map(({ name, title }) => ({ value: name, label: title }))}
      />
      {field && (
        <Select
          value={value.is}
          aria-label={t('approvals.condition.comparison')}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(is) => onChange({ field: value.field, is, ...valueFor(is, value) })}
          options={choices.map((is) => ({ value: is, label: t(`approvals.condition.name.${is}`) }))}
        />
      )}
      {field && value.is !== 'empty' && value.is !== 'filled' && (
        <ValueField comparison={value} field={field} onChange={(next) => onChange(withValue(value, next))} />
      )}
      <Button
        type="text"
        icon={<CloseOutlined aria-hidden="true" />}
        aria-label={t('approvals.condition.remove')}
        onClick={onRemove}
      />
    </div>
  )
}

type ValueProps = {
  comparison: Comparison
  field: Field | undefined
  onChange: (value: Comparison['value']) => void
}

function ValueField({ comparison: { is, value }, field, onChange }: ValueProps) {
  const { t } = useWords()
  const { company } = useSession()
  const label = t('approvals.condition.value')
  const options = field?.options.map((one) => ({ value: one.value, label: one.word })) ?? []
  if (is === 'one_of') {
    return (
      <Select
        mode={options.length > 0 ? 'multiple' : 'tags'}
        options={options}
        aria-label={label}
        placeholder={t('approvals.condition.value_list')}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={(list) => onChange(field?.type === 'number' ? numbersOf(list) : list)}
      />
    )
  }
  if (options.length > 0) {
    return (
      <Select
        aria-label={label}
        value={typeof value === 'string' ? value : null}
        onChange={(next) => onChange(next ?? undefined)}
        options={options}
      />
    )
  }
  if (field?.type === 'boolean') {
    return (
      <Select
        aria-label={label}
        value={typeof value === 'boolean' ? value : null}
        onChange={(next) => onChange(next ?? undefined)}
        options={[
          { value: true, label: t('approvals.condition.yes') },
          { value: false, label: t('approvals.condition.no') },
        ]}
      />
    )
  }
  if (field?.money) {
    return (
      <MoneyField
        aria-label={label}
        currency={company.currency}
        value={typeof value === 'number' ? value : null}
        onChange={(next) => onChange(next ?? undefined)}
      />
    )
  }
  if (field?.type === 'number') {
    return (
      <InputNumber
        aria-label={label}
        value={typeof value === 'number' ? value : null}
        onChange={(next) => onChange(next ?? undefined)}
      />
    )
  }
  if (field?.type === 'day') {
    return (
      <DayField
        value={typeof value === 'string' ? value : null}
        onChange={(next) => onChange(next ?? undefined)}
      />
    )
  }
  return (
    <Input
      aria-label={label}
      value={typeof value === 'string' ? value : ''}
      onChange={({ target }) => onChange(target.value || undefined)}
    />
  )
}

const numbersOf = (list: string[]) => list.map(Number).filter((number) => Number.isFinite(number))

const withValue = ({ field, is }: Comparison, value: Comparison['value']): Comparison =>
  value === undefined ? { field, is } : { field, is, value }

/** What was typed stays where it still fits the comparison chosen now. */
function valueFor(is: Comparison['is'], { value }: Comparison): Pick<Comparison, 'value'> {
  if (is === 'empty' || is === 'filled' || value === undefined) return {}
  if (is === 'one_of') return Array.isArray(value) || typeof value === 'boolean' ? {} : { value: [value] }
  return Array.isArray(value) ? {} : { value }
}
