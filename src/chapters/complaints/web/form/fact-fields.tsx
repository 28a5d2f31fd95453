import { Form, Input, Select } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { PersonSelect } from '../../../../kernel/people/web/person-select.tsx'
import { DayField } from '../../../../kernel/web/form/day-field.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { useHouseForm } from '../../../../kernel/web/form/form-context.ts'
import { MoneyField } from '../../../../kernel/web/form/money-field.tsx'
import { useClearing } from '../../../../kernel/web/pieces/clearing.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { listOptions } from '../../complaint/contract.ts'

/** What holds on the day of the service that is chosen in the form; today until one is. */
function useOptions() {
  const on = Form.useWatch('service_on', useHouseForm().antd) as string | undefined
  return useCall(listOptions, { query: on ? { on } : {} }, { fresh: 5 * 60_000 }).data
}

const chosen = (titled: { key: string; title: string }[] = []) =>
  titled.map(({ key, title }) => ({ value: key, label: title }))

/** What a complaint is about; the same fields when it is entered and when it is put right. */
export function FactFields({ currency }: { currency: string }) {
  const { t } = useWords()
  const options = useOptions()
  const clearing = useClearing()
  return (
    <>
      <Field name="subject" label={t('complaints.field.subject')} help={t('complaints.form.subject_help')}>
        <Input maxLength={200} />
      </Field>
      <Field name="kind" label={t('complaints.field.kind')}>
        <Select options={chosen(options?.kinds)} />
      </Field>
      <Field name="severity" label={t('complaints.field.severity')} help={t('complaints.form.severity_help')}>
        <Select
          options={([1, 2, 3, 4] as const).map((value) => ({
            value,
            label: t(`complaints.severity.${value}`),
          }))}
        />
      </Field>
      <Field name="service_key" label={t('complaints.field.service')}>
        <Select allowClear={clearing} options={chosen(options?.services)} />
      </Field>
      <Field
        name="service_on"
        label={t('complaints.field.service_on')}
        help={t('complaints.form.service_on_help')}
      >
        <DayField />
      </Field>
      <Field name="staff_id" label={t('complaints.field.staff')} help={t('complaints.form.staff_help')}>
        <PersonSelect />
      </Field>
      <Field name="claimed" label={t('complaints.field.claimed')}>
        <MoneyField currency={currency} />
      </Field>
    </>
  )
}

/** Causes under their group. */
export function CauseField() {
  const { t } = useWords()
  const causes = useOptions()?.causes ?? []
  const clearing = useClearing()
  const groups = causes.filter(({ parent }) => parent === null)
  return (
    <Field name="cause_key" label={t('complaints.field.cause')}>
      <Select
        allowClear={clearing}
        options={groups.map(({ key, title }) => ({
          label: title,
          options: chosen(causes.filter(({ parent }) => parent === key)),
        }))}
      />
    </Field>
  )
}
