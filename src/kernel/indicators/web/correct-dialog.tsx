import { Input, InputNumber, Modal } from 'antd'
import type { z } from 'zod'
import { useWords } from '../../language/web/words.tsx'
import { ErrorSummary } from '../../web/form/error-summary.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormBody } from '../../web/form/form-body.tsx'
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
    <Modal
      open
      title={t('indicators.page.correct')}
      okText={t('indicators.page.correct')}
      cancelText={t('web.confirm.cancel')}
      confirmLoading={saving}
      onOk={() => {
        const body = form.check()
        if (body) void send(body)
      }}
      onCancel={close}
    >
      <FormBody form={form} name="indicator_correction" onSubmit={send}>
        <ErrorSummary form={form} problem={problem} />
        <p className="muted">{t('indicators.page.correct_help')}</p>
        <Field name="value" label={t('indicators.page.value')}>
          <InputNumber />
        </Field>
        <Field name="reason" label={t('indicators.page.reason')}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
        </Field>
      </FormBody>
    </Modal>
  )
}
