import { Input, InputNumber } from 'antd'
import type { z } from 'zod'
import { useWords } from '../../language/web/words.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormDialog } from '../../web/form/form-dialog.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useSave } from '../../web/use-save.ts'
import { correctValue, type IndicatorValue } from '../contract.ts'

const shape = correctValue.body

/** Replaces a value; the old one and the reason stay. */
export function CorrectDialog({ value, close }: { value: IndicatorValue; close: () => void }) {
  const { t } = useWords()
  const form = useForm(shape, { value: value.value })
  const { save, saving, problem } = useSave(correctValue, {
    form,
    invalidates: ['indicators', 'tasks', 'trail'],
    onDone: close,
  })
  const send = (body: z.input<typeof shape>) => save({ params: { id: value.id }, body })
  return (
    <FormDialog
      title={t('indicators.page.correct')}
      verb={t('indicators.page.correct')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={send}
      close={close}
    >
      <p className="muted">{t('indicators.page.correct_help')}</p>
      <Field name="value" label={t('indicators.page.value')}>
        <InputNumber />
      </Field>
      <Field name="reason" label={t('indicators.page.reason')}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
      </Field>
    </FormDialog>
  )
}
