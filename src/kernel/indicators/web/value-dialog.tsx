import { Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { useWords } from '../../language/web/words.tsx'
import { OrganisationSelect } from '../../org/web/organisation-select.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormDialog } from '../../web/form/form-dialog.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useMay, useSession } from '../../web/session.tsx'
import { useSave } from '../../web/use-save.ts'
import { correctValue, enterValue, setThresholds } from '../contract.ts'

const touched = ['indicators', 'tasks', 'trail', 'controls']
const shape = enterValue.body
const lateShape = shape.extend({ reason: correctValue.body.shape.reason })

type Props = {
  /** `due_period`: it and those before it are late by now. */
  indicator: { id: string; periods: string[]; due_period: string | null }
  close: () => void
}

/** Enters the value of one organisation for a period that is over; of a late one whoever may says why. */
export function ValueDialog({ indicator: { id, periods, due_period }, close }: Props) {
  const { t } = useWords()
  const { organisation } = useSession()
  const mayLate = useMay()('indicators.value.correct')
  const isLate = (period: string | undefined) => !!period && due_period !== null && period <= due_period
  const [period, setPeriod] = useState(periods[0])
  const late = isLate(period)
  const form = useForm(late && mayLate ? lateShape : shape, {
    ...(organisation ? { org_id: organisation.id } : {}),
    ...(periods[0] ? { period: periods[0] } : {}),
  })
  const { save, saving, problem } = useSave(enterValue, { form, invalidates: touched, onDone: close })
  const send = (body: z.input<typeof shape>) => save({ params: { id }, body })
  return (
    <FormDialog
      title={t('indicators.page.enter')}
      verb={t('indicators.page.enter')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={send}
      close={close}
    >
      <p className="muted">{t('indicators.page.enter_once')}</p>
      <Field name="org_id" label={t('indicators.page.organisation')}>
        <OrganisationSelect />
      </Field>
      <Field name="period" label={t('indicators.page.period')}>
        <Select
          onChange={setPeriod}
          options={periods.map((value) => ({
            value,
            label: isLate(value) ? `${value} · ${t('indicators.page.late')}` : value,
          }))}
        />
      </Field>
      <Field name="value" label={t('indicators.page.value')}>
        <InputNumber autoFocus />
      </Field>
      {late && !mayLate && <p role="note">{t('indicators.page.late_not_yours')}</p>}
      {late && mayLate && (
        <Field name="reason" label={t('indicators.page.late_why')} help={t('indicators.page.late_help')}>
          <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
        </Field>
      )}
    </FormDialog>
  )
}

const limits = setThresholds.body.omit({ version: true })

type LimitProps = {
  indicator: { id: string; version: number; amber: number; red: number }
  close: () => void
}

/** Sets new warning values, from the next value on. */
export function ThresholdDialog({ indicator, close }: LimitProps) {
  const { t } = useWords()
  const form = useForm(limits, { amber: indicator.amber, red: indicator.red })
  const { save, saving, problem } = useSave(setThresholds, { form, invalidates: touched, onDone: close })
  const send = (values: z.input<typeof limits>) =>
    save({ params: { id: indicator.id }, body: { version: indicator.version, ...values } })
  return (
    <FormDialog
      title={t('indicators.page.set_thresholds')}
      verb={t('indicators.page.save')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={send}
      close={close}
    >
      <p className="muted">{t('indicators.page.thresholds_help')}</p>
      <Field name="amber" label={t('indicators.page.amber')} help={t('indicators.page.equal_help')}>
        <InputNumber />
      </Field>
      <Field name="red" label={t('indicators.page.red')}>
        <InputNumber />
      </Field>
      <Field name="reason" label={t('indicators.page.why')}>
        <Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} />
      </Field>
    </FormDialog>
  )
}
