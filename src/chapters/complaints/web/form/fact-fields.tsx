import { Input, Select } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { PersonSelect } from '../../../../kernel/people/web/person-select.tsx'
import { DayField } from '../../../../kernel/web/form/day-field.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { MoneyField } from '../../../../kernel/web/form/money-field.tsx'
import { useClearing } from '../../../../kernel/web/pieces/clearing.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { listOptions } from '../../complaint/contract.ts'
import { complaintKinds } from '../../complaint/words/contract.ts'

const useOptions = () => useCall(listOptions, {}, { fresh: 5 * 60_000 }).data

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
        <Select options={complaintKinds.map((value) => ({ value, label: t(`complaints.kind.${value}`) }))} />
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
        <Select
          allowClear={clearing}
          options={(options?.services ?? []).map(({ key, title }) => ({ value: key, label: title }))}
        />
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
          options: causes
            .filter(({ parent }) => parent === key)
            .map((cause) => ({ value: cause.key, label: cause.title })),
        }))}
      />
    </Field>
  )
}
