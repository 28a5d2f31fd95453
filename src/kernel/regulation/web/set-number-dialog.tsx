import { App, Input, Modal } from 'antd'
import { useMemo } from 'react'
import { z } from 'zod'
import { useWords } from '../../language/web/words.tsx'
import { DayField } from '../../web/form/day-field.tsx'
import { ErrorSummary } from '../../web/form/error-summary.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormBody } from '../../web/form/form-body.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useSave } from '../../web/use-save.ts'
import { type ParameterValue, type ReadParameter, setParameter } from '../contract.ts'
import { NumberHistory } from './number-history.tsx'
import { NumberValueFields } from './number-value-fields.tsx'

type Props = { number: ReadParameter; today: string; onClose: () => void }

/** Sets a number from a day on. A new edition is published by the server; what held before stays readable. */
export function SetNumberDialog({ number, today, onClose }: Props) {
  const { t } = useWords()
  const { message } = App.useApp()
  const schema = useMemo(() => schemaOf(number), [number])
  const form = useForm(schema, { value: number.in_force.value as never, effective_on: today })
  const { save, saving, problem } = useSave(setParameter, {
    form,
    invalidates: ['regulation'],
    onDone: () => {
      void message.success(t('regulation.numbers.done'))
      onClose()
    },
  })
  const submit = async () => {
    const values = form.check()
    if (!values) return
    await save({
      params: { key: number.key },
      body: {
        version: number.version,
        value: values.value as ParameterValue,
        effective_on: values.effective_on,
        reason: values.reason,
      },
    })
  }
  return (
    <Modal
      open
      className="number-dialog"
      title={number.label}
      okText={t('regulation.numbers.publish')}
      cancelText={t('regulation.numbers.cancel')}
      confirmLoading={saving}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <FormBody form={form} onSubmit={submit} name="set_number">
        <ErrorSummary form={form} problem={problem} />
        <NumberValueFields number={number} />
        <Field
          name="effective_on"
          label={t('regulation.numbers.effective_on')}
          help={t('regulation.numbers.effective_on_help')}
        >
          <DayField from={today} />
        </Field>
        <Field
          name="reason"
          label={t('regulation.numbers.reason')}
          help={t('regulation.numbers.reason_help')}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Field>
      </FormBody>
      <NumberHistory parameter={number.key} />
    </Modal>
  )
}

function schemaOf({ kind, min, max, options, items }: ReadParameter) {
  const whole = z
    .int()
    .min(min ?? 0)
    .max(max ?? 0)
  const value =
    kind === 'choice'
      ? z.enum(options.map((option) => String(option.value)))
      : kind === 'list'
        ? z.array(whole).length(items.length)
        : whole
  return z.object({ value, effective_on: z.iso.date(), reason: z.string().trim().min(1).max(500) })
}
