import { Form } from 'antd'
import { type ReactElement, type ReactNode, useEffect } from 'react'
import { isOptional, type Path } from './checks.ts'
import { useHouseForm } from './form-context.ts'
import './field.css'

type Props = {
  /** The field of the schema; inside a list the full path: `['staffing', 0, 'number']`. */
  name: string | Path
  label: string
  /** Beside the field: what belongs here and why it is asked. */
  help?: ReactNode
  /** The one control; it gets value and onChange. */
  children: ReactElement
  /** A checkbox holds `checked`, not `value`; its own words stand beside it, the label is for the error summary. */
  checked?: boolean
}

/** A labelled field, checked against the schema when it is left. */
export function Field({ name, label, help, children, checked }: Props) {
  const form = useHouseForm()
  const path = typeof name === 'string' ? [name] : name
  const id = path.join('.')
  useEffect(() => {
    form.labels.set(id, label)
    return () => void form.labels.delete(id)
  }, [form.labels, id, label])
  return (
    <Form.Item
      className={`field${help ? ' has-help' : ''}`}
      name={path}
      label={checked ? undefined : label}
      extra={help}
      required={!isOptional(form.schema, path)}
      validateTrigger="onBlur"
      {...(checked ? { valuePropName: 'checked' } : {})}
      rules={[
        {
          validator: () => {
            const fault = form.faultOf(path)
            return fault ? Promise.reject(new Error(fault)) : Promise.resolve()
          },
        },
      ]}
    >
      {children}
    </Form.Item>
  )
}
