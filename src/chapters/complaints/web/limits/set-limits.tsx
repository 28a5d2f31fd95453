import { Input, InputNumber } from 'antd'
import type { ReturnOf } from '../../../../kernel/http/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { DayField } from '../../../../kernel/web/form/day-field.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormDialog } from '../../../../kernel/web/form/form-dialog.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { type readLimits, setLimits } from '../../limits/contract.ts'

const shape = setLimits.body.omit({ version: true })

type Props = { all: ReturnOf<typeof readLimits>; close: () => void }

/** New times from a day on; left empty, the regulation's number holds. */
export function SetLimits({ all, close }: Props) {
  const { t } = useWords()
  const [last] = all.versions
  const form = useForm(shape, { from_on: all.tomorrow, limits: last?.limits ?? [] })
  const { save, saving, problem } = useSave(setLimits, {
    form,
    invalidates: ['complaints', 'trail'],
    onDone: close,
  })
  const { response_hours, resolve_days } = all.regulation
  return (
    <FormDialog
      title={t('complaints.limits_page.set')}
      verb={t('complaints.limits_page.save')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ body: { version: last?.version ?? 1, ...body } })}
      close={close}
    >
      <p className="muted">{t('complaints.limits_page.set_help')}</p>
      {(last?.limits ?? []).map(({ severity }, at) => (
        <div className="limits-fields" key={severity}>
          <h3>{t(`complaints.severity.${severity as 1 | 2 | 3 | 4}`)}</h3>
          <Field name={['limits', at, 'response_hours']} label={t('complaints.limits_page.response_hours')}>
            <InputNumber min={0.25} max={1000} placeholder={String(response_hours)} />
          </Field>
          <Field name={['limits', at, 'update_hours']} label={t('complaints.limits_page.update_hours')}>
            <InputNumber min={0.25} max={1000} />
          </Field>
          <Field name={['limits', at, 'resolve_days']} label={t('complaints.limits_page.resolve_days')}>
            <InputNumber min={1} max={366} precision={0} placeholder={String(resolve_days)} />
          </Field>
        </div>
      ))}
      <Field name="from_on" label={t('complaints.terms.field.from_on')}>
        <DayField from={all.tomorrow} />
      </Field>
      <Field name="reason" label={t('complaints.limits_page.reason')}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
      </Field>
    </FormDialog>
  )
}
