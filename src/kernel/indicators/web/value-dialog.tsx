import { Input, InputNumber, Select } from 'antd'
import type { z } from 'zod'
import { useWords } from '../../language/web/words.tsx'
import { OrganisationSelect } from '../../org/web/organisation-select.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormDialog } from '../../web/form/form-dialog.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useSession } from '../../web/session.tsx'
import { useSave } from '../../web/use-save.ts'
import { enterValue, setThresholds } from '../contract.ts'

const touched = ['indicators', 'tasks', 'trail', 'controls']
const shape = enterValue.body

type Props = { id: string; periods: string[]; close: () => void }

/** Enters the value of one organisation for a period that is over. */
export function ValueDialog({ id, periods, close }: Props) {
  const { t } = useWords()
  const { organisation } = useSession()
  const form = useForm(shape, {
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
        <Select options={periods.map((value) => ({ value, label: value }))} />
      </Field>
      <Field name="value" label={t('indicators.page.value')}>
        <InputNumber autoFocus />
      </Field>
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
