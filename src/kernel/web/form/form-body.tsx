import { Form } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { FormContext } from './form-context.ts'
import type { HouseForm } from './use-form.ts'

type Props<S extends z.ZodType> = {
  form: HouseForm<S>
  /** Gets values that fit the schema. */
  onSubmit: (values: z.input<S>) => unknown
  /** After every change, with the values as they stand. */
  onChange?: (values: Record<string, unknown>) => void
  /** The prefix of the fields' ids, when two forms share a page. */
  name?: string
  disabled?: boolean
  /** In a long form Enter in a field sends nothing: it would send too early. */
  long?: boolean
  children: ReactNode
}

/** The form element around `Field`s; used alone in dialogs and small panels, and by `FormPage`. */
export function FormBody<S extends z.ZodType>({
  form,
  onSubmit,
  onChange,
  name = 'form',
  disabled,
  long,
  children,
}: Props<S>) {
  const submit = () => {
    const values = form.check()
    if (values !== undefined) void onSubmit(values)
  }
  const changed = () => {
    form.setDirty(true)
    // A field that showed a fault is looked at again at once; others wait until they are left.
    const shown = form.antd.getFieldsError().filter(({ errors }) => errors.length > 0)
    form.antd.setFields(
      shown.map(({ name: path }) => {
        const fault = form.faultOf(path as (string | number)[])
        return { name: path, errors: fault ? [fault] : [] }
      }),
    )
    onChange?.(form.values())
  }
  return (
    <FormContext value={form as unknown as HouseForm}>
      <Form
        form={form.antd}
        name={name}
        layout="vertical"
        requiredMark="optional"
        initialValues={form.initial as Record<string, unknown>}
        onSubmitCapture={(event) => {
          event.preventDefault()
          event.stopPropagation()
          submit()
        }}
        onKeyDown={(event) => {
          const { key, target } = event
          // In a field for a day Enter takes the day that was typed, and no more.
          if (
            key === 'Enter' &&
            target instanceof HTMLInputElement &&
            (long || target.closest('.ant-picker'))
          )
            event.preventDefault()
        }}
        onValuesChange={changed}
        disabled={disabled ?? false}
        autoComplete="off"
        noValidate
      >
        {children}
      </Form>
    </FormContext>
  )
}
