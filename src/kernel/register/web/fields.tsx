import { Input, InputNumber, Select } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { DayField } from '../../web/form/day-field.tsx'
import { Field } from '../../web/form/field.tsx'
import { useClearing } from '../../web/pieces/clearing.tsx'
import type { Register } from '../contract.ts'
import type { Field as Declared } from '../fields/contract.ts'
import { FileControl, type KnownFile } from './file-control.tsx'

type Props = {
  register: Register
  /** Where files are kept; until it is chosen none can be uploaded. */
  org_id: string | undefined
  /** The files the record names already. */
  files: Record<string, KnownFile>
}

/** A control for every field, in the declared order. */
export function RegisterFields({ register, org_id, files }: Props) {
  const { t } = useWords()
  return Object.entries(register.fields).map(([key, field]) => (
    <Field key={key} name={key} label={t(field.title)} {...(field.help ? { help: t(field.help) } : {})}>
      {field.kind === 'file' ? (
        <FileControl register={register} org_id={org_id} known={files[key]} />
      ) : (
        <Control field={field} />
      )}
    </Field>
  ))
}

type ControlProps = {
  field: Declared
  id?: string
  value?: never
  onChange?: (value: unknown) => void
  onBlur?: () => void
}

function Control({ field, ...rest }: ControlProps) {
  const { t } = useWords()
  const clearing = useClearing()
  if (field.kind === 'choice') {
    const options = Object.entries(field.options).map(([value, word]) => ({ value, label: t(word) }))
    return <Select {...rest} options={options} allowClear={field.optional === true && clearing} />
  }
  if (field.kind === 'day') return <DayField {...rest} />
  if (field.kind === 'whole') return <InputNumber {...rest} min={0} precision={0} />
  const maxLength = field.kind === 'text' ? (field.max ?? 200) : 200
  if (field.kind === 'text' && field.long)
    return <Input.TextArea {...rest} maxLength={maxLength} autoSize={{ minRows: 3, maxRows: 12 }} />
  return <Input {...rest} maxLength={maxLength} />
}
