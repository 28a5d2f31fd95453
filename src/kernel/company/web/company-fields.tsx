import { Input, Radio, Select } from 'antd'
import { useMemo } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { Field } from '../../web/form/field.tsx'
import { documentStyles } from '../contract.ts'

export function NameFields() {
  const { t } = useWords()
  return (
    <>
      <Field name="name" label={t('company.page.name')}>
        <Input maxLength={200} />
      </Field>
      <Field name="name_en" label={t('company.page.name_en')}>
        <Input maxLength={200} />
      </Field>
      <Field name="short_name" label={t('company.page.short_name')} help={t('company.page.short_name_help')}>
        <Input maxLength={40} />
      </Field>
      <Field name="short_name_en" label={t('company.page.short_name_en')}>
        <Input maxLength={40} />
      </Field>
    </>
  )
}

export function PlaceFields() {
  const { t, language } = useWords()
  const currencies = useMemo(() => {
    const names = new Intl.DisplayNames(language, { type: 'currency' })
    return Intl.supportedValuesOf('currency').map((value) => ({
      value,
      label: `${value} ${names.of(value)}`,
    }))
  }, [language])
  const zones = useMemo(
    () => Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value })),
    [],
  )
  return (
    <>
      <Field name="currency" label={t('company.page.currency')} help={t('company.page.currency_help')}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={currencies} />
      </Field>
      <Field name="time_zone" label={t('company.page.time_zone')}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={zones} />
      </Field>
    </>
  )
}

export function DocumentFields() {
  const { t } = useWords()
  return (
    <Field name="document_style" label={t('company.page.document_style')}>
      <Radio.Group
        options={documentStyles.map((value) => ({
          value,
          label: t(`company.page.style_${value}`),
        }))}
      />
    </Field>
  )
}
