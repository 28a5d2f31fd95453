import { InputNumber, Segmented, Select } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { Field } from '../../web/form/field.tsx'
import type { ReadParameter } from '../contract.ts'

/** One field per number; a choice of few lies open, of many folds. */
export function NumberValueFields({ number }: { number: ReadParameter }) {
  const { t, formats } = useWords()
  const { kind, min, max, options, items, unit, in_force } = number
  const label = t('regulation.numbers.value')
  const now = t('regulation.numbers.now', { value: in_force.said })
  if (options.length > 0)
    return (
      <Field name="value" label={label} help={now}>
        {options.length <= 5 ? <Segmented options={options} /> : <Select options={options} />}
      </Field>
    )
  const range =
    min === null || max === null
      ? ''
      : t('regulation.numbers.range', { min: formats.number(min), max: formats.number(max) })
  const input = (
    <InputNumber
      precision={0}
      min={min ?? 0}
      max={max ?? 0}
      {...(unit.before ? { prefix: unit.before } : {})}
      {...(unit.after ? { suffix: unit.after } : {})}
      className="number-input"
    />
  )
  if (kind === 'number')
    return (
      <Field name="value" label={label} help={`${now} ${range}`}>
        {input}
      </Field>
    )
  return items.map((item, i) => (
    <Field key={item} name={['value', i]} label={item} help={i === 0 ? range : undefined}>
      {input}
    </Field>
  ))
}
