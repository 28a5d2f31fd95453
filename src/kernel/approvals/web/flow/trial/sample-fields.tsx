import type { FieldValues } from '../../../flow/contract.ts'
import { ValueInput } from '../../value-input.tsx'
import type { Field } from '../flow-words.ts'
import { Labelled } from '../labelled.tsx'

type Props = {
  fields: Field[]
  values: FieldValues
  faultsAt: (name: string) => string[]
  onChange: (values: FieldValues) => void
}

/** The fields of a matter, each filled in as what it is; left empty, it is empty. */
export function SampleFields({ fields, values, faultsAt, onChange }: Props) {
  return fields.map((field) => (
    <Labelled key={field.name} label={field.title} faults={faultsAt(field.name)}>
      <ValueInput
        field={field}
        value={values[field.name] ?? null}
        onChange={(value) => onChange({ ...values, [field.name]: value })}
      />
    </Labelled>
  ))
}
