import { Form, Input, InputNumber, Segmented } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { DayField } from '../../../../kernel/web/form/day-field.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { useHouseForm } from '../../../../kernel/web/form/form-context.ts'
import { tenures } from '../../registry/contract.ts'
import { type Place, PlacePicker } from '../../web/form/place-picker.tsx'
import '../../web/form/application-form.css'

/** Where it works: address, contact, area, tenure, the point on the map. */
export function PremisesFields() {
  const { t } = useWords()
  return (
    <>
      <Field name={['proposal', 'address']} label={t('establishment.change.field.address')}>
        <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={300} />
      </Field>
      {(['province', 'city', 'postcode', 'phone'] as const).map((field) => (
        <Field key={field} name={['proposal', field]} label={t(`establishment.change.field.${field}`)}>
          <Input maxLength={100} />
        </Field>
      ))}
      <Field name={['proposal', 'area']} label={t('establishment.change.field.area')}>
        <InputNumber min={0} max={1_000_000} controls={false} inputMode="decimal" />
      </Field>
      <Field name={['proposal', 'tenure']} label={t('establishment.change.field.tenure')}>
        <Segmented
          aria-label={t('establishment.change.field.tenure')}
          options={tenures.map((one) => ({ value: one, label: t(`establishment.registry.tenures.${one}`) }))}
        />
      </Field>
      <Field name={['proposal', 'tenure_until']} label={t('establishment.change.field.tenure_until')}>
        <DayField />
      </Field>
      <PointFields />
    </>
  )
}

function PointFields() {
  const { t } = useWords()
  const form = useHouseForm()
  const lng = Form.useWatch(['proposal', 'lng'], form.antd) as number | null | undefined
  const lat = Form.useWatch(['proposal', 'lat'], form.antd) as number | null | undefined
  const known = typeof lng === 'number' && typeof lat === 'number'
  const pick = (place: Place | undefined) => {
    form.antd.setFields([
      { name: ['proposal', 'lng'], value: place?.longitude ?? null, errors: [] },
      { name: ['proposal', 'lat'], value: place?.latitude ?? null, errors: [] },
    ])
    form.setDirty(true)
  }
  return (
    <div className="place-fields">
      <h3>{t('establishment.plan.field.place')}</h3>
      <PlacePicker value={known ? { longitude: lng, latitude: lat } : undefined} onChange={pick} />
      <div className="place-degrees">
        <Field name={['proposal', 'lng']} label={t('establishment.change.field.lng')}>
          <InputNumber min={-180} max={180} controls={false} inputMode="decimal" suffix="°" />
        </Field>
        <Field name={['proposal', 'lat']} label={t('establishment.change.field.lat')}>
          <InputNumber min={-90} max={90} controls={false} inputMode="decimal" suffix="°" />
        </Field>
      </div>
    </div>
  )
}
