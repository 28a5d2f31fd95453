import { Checkbox, Form, Input, Select } from 'antd'
import { useMemo } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { Field } from '../../web/form/field.tsx'
import { useClearing } from '../../web/pieces/clearing.tsx'

/** The phone's own clock to choose from. */
const time = <Input type="time" className="notice-time" />

export function QuietFields() {
  const { t } = useWords()
  const quiet = Form.useWatch('quiet') as boolean | undefined
  return (
    <>
      <Field name="quiet" label={t('notices.page.quiet')} checked>
        <Checkbox>{t('notices.page.quiet_on')}</Checkbox>
      </Field>
      {quiet && (
        <div className="notice-times">
          <Field name="quiet_from" label={t('notices.page.quiet_from')}>
            {time}
          </Field>
          <Field name="quiet_to" label={t('notices.page.quiet_to')}>
            {time}
          </Field>
        </div>
      )}
      <Field name="working_days_only" label={t('notices.page.working_days')} checked>
        <Checkbox>{t('notices.page.working_days_on')}</Checkbox>
      </Field>
    </>
  )
}

export function DigestFields() {
  const { t } = useWords()
  const digest = Form.useWatch('digest') as boolean | undefined
  return (
    <>
      <Field name="digest" label={t('notices.page.digest')} checked>
        <Checkbox>{t('notices.page.digest_on')}</Checkbox>
      </Field>
      {digest && (
        <Field name="digest_at" label={t('notices.page.digest_at')}>
          {time}
        </Field>
      )}
    </>
  )
}

export function ZoneField({ home }: { home: string }) {
  const { t } = useWords()
  const clearing = useClearing()
  const zones = useMemo(
    () => Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value })),
    [],
  )
  return (
    <Field name="time_zone" label={t('notices.page.time_zone')} help={t('notices.page.time_zone_help')}>
      <Select
        allowClear={clearing}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('notices.page.time_zone_home', { zone: home })}
        options={zones}
      />
    </Field>
  )
}
