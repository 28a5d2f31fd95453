import { Form, Input, InputNumber, Segmented } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { DayField } from '../../../../kernel/web/form/day-field.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { useHouseForm } from '../../../../kernel/web/form/form-context.ts'
import { tenures } from '../../application/plan/contract.ts'
import { LongText } from './long-text.tsx'
import { type Place, PlacePicker } from './place-picker.tsx'

/** Address, area, tenure, the point on the map, safety and environment. */
export function PremisesFields({ changed }: { changed: () => void }) {
  const { t } = useWords()
  const form = useHouseForm()
  const tenure = Form.useWatch('tenure', form.antd) as string | undefined
  const longitude = Form.useWatch('longitude', form.antd) as number | null | undefined
  const latitude = Form.useWatch('latitude', form.antd) as number | null | undefined
  const known = typeof longitude === 'number' && typeof latitude === 'number'
  const pick = (place: Place | undefined) => {
    form.antd.setFields([
      { name: 'longitude', value: place?.longitude ?? null, errors: [] },
      { name: 'latitude', value: place?.latitude ?? null, errors: [] },
    ])
    changed()
  }
  return (
    <>
      <Field name="address" label={t('establishment.plan.field.address')}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={300} />
      </Field>
      <Field name="area" label={t('establishment.plan.field.area')}>
        <InputNumber
          min={0}
          max={1_000_000}
          controls={false}
          inputMode="decimal"
          suffix={t('establishment.form.area_unit')}
        />
      </Field>
      <Field name="tenure" label={t('establishment.plan.field.tenure')}>
        <Segmented
          aria-label={t('establishment.plan.field.tenure')}
          options={tenures.map((one) => ({ value: one, label: t(`establishment.plan.tenure.${one}`) }))}
        />
      </Field>
      {(tenure === 'leased' || tenure === 'lent') && (
        <Field
          name="tenure_until"
          label={t('establishment.plan.field.tenure_until')}
          help={t('establishment.form.help.tenure_until')}
        >
          <DayField />
        </Field>
      )}
      <div className="place-fields">
        <h3>{t('establishment.plan.field.place')}</h3>
        <PlacePicker value={known ? { longitude, latitude } : undefined} onChange={pick} />
        <div className="place-degrees">
          <Field name="longitude" label={t('establishment.plan.field.longitude')}>
            <InputNumber min={-180} max={180} controls={false} inputMode="decimal" suffix="°" />
          </Field>
          <Field name="latitude" label={t('establishment.plan.field.latitude')}>
            <InputNumber min={-90} max={90} controls={false} inputMode="decimal" suffix="°" />
          </Field>
        </div>
      </div>
      <LongText name="safety" />
      <LongText name="environment" />
    </>
  )
}
