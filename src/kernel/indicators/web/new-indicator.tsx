import { Input, InputNumber, Radio, Select } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { DayField } from '../../web/form/day-field.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormDialog } from '../../web/form/form-dialog.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useGo } from '../../web/navigation.ts'
import { useSave } from '../../web/use-save.ts'
import { createIndicator, directions, frequencies, indicatorUnits } from '../contract.ts'

const givenSources = ['entered', 'imported'] as const

/** Defines an indicator that organisations enter or that is imported, with its first warning values. */
export function NewIndicator({ close }: { close: () => void }) {
  const { t } = useWords()
  const go = useGo()
  const form = useForm(createIndicator.body, {
    ...{ unit: 'percent', direction: 'higher', frequency: 'month', source: 'entered', grace_days: 10 },
    ...{ description: '', title_en: null, clause: null },
  })
  const { save, saving, problem } = useSave(createIndicator, {
    form,
    onDone: ({ id }) => go(`/indicators/${id}`),
  })
  const options = <V extends string>(values: readonly V[], word: (value: V) => string) =>
    values.map((value) => ({ value, label: word(value) }))
  return (
    <FormDialog
      title={t('indicators.page.create')}
      verb={t('indicators.page.save')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ body })}
      close={close}
    >
      <Field name="title" label={t('indicators.page.name')}>
        <Input maxLength={200} />
      </Field>
      <Field name="title_en" label={t('indicators.page.name_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
      <Field name="description" label={t('indicators.page.description')}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={2000} />
      </Field>
      <Field name="unit" label={t('indicators.page.unit_head')}>
        <Select options={options(indicatorUnits, (value) => t(`indicators.page.unit.${value}`))} />
      </Field>
      <Field name="direction" label={t('indicators.page.direction_head')}>
        <Radio.Group options={options(directions, (value) => t(`indicators.page.direction.${value}`))} />
      </Field>
      <Field name="frequency" label={t('indicators.page.frequency_head')}>
        <Radio.Group options={options(frequencies, (value) => t(`indicators.page.frequency.${value}`))} />
      </Field>
      <Field name="source" label={t('indicators.page.source_head')} help={t('indicators.page.source_help')}>
        <Radio.Group options={options(givenSources, (value) => t(`indicators.page.source.${value}`))} />
      </Field>
      <Field name="starts_on" label={t('indicators.page.starts_on')}>
        <DayField />
      </Field>
      <Field name="grace_days" label={t('indicators.page.grace')} help={t('indicators.page.grace_help')}>
        <InputNumber min={0} max={90} precision={0} />
      </Field>
      <Field name="amber" label={t('indicators.page.amber')} help={t('indicators.page.equal_help')}>
        <InputNumber />
      </Field>
      <Field name="red" label={t('indicators.page.red')}>
        <InputNumber />
      </Field>
    </FormDialog>
  )
}
