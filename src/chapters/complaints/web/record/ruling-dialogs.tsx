import { Input } from 'antd'
import { z } from 'zod'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormDialog } from '../../../../kernel/web/form/form-dialog.tsx'
import { MoneyField } from '../../../../kernel/web/form/money-field.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import {
  type ComplaintPage,
  compensate,
  extendTime,
  judgeUnfounded,
  listOptions,
  words,
} from '../../complaint/contract.ts'
import type { TemplateKind } from '../../templates/contract.ts'
import { touched } from '../touched.ts'
import { BeginFromTemplate } from './begin-from-template.tsx'

type Props = { complaint: ComplaintPage; close: () => void }

/** Why, for whoever approves, and what the customer is told. */
const noticed = z.object({ reason: words, notice: words })

/** More time: why, and what the customer is told. */
export function ExtendDialog({ complaint: { id, version, extensions }, close }: Props) {
  const { t } = useWords()
  const form = useForm(noticed)
  const { save, saving, problem } = useSave(extendTime, { form, invalidates: touched, onDone: close })
  return (
    <FormDialog
      title={t('complaints.page.action.extend')}
      verb={t(extensions === 0 ? 'complaints.page.action.extend' : 'complaints.page.ask_approval')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ params: { id }, body: { version, ...body } })}
      close={close}
    >
      <Reason
        help={t(extensions === 0 ? 'complaints.page.help.extend' : 'complaints.page.help.extend_again')}
      />
      <Notice id={id} kind="extend" />
    </FormDialog>
  )
}

const amounts = z.object({ amount: z.int().min(1), reason: words })

export function CompensateDialog({ complaint: { id, version, currency, claimed }, close }: Props) {
  const { t, formats } = useWords()
  const { data: options } = useCall(listOptions)
  const form = useForm(amounts, claimed === null ? {} : { amount: claimed })
  const { save, saving, problem } = useSave(compensate, { form, invalidates: touched, onDone: close })
  return (
    <FormDialog
      title={t('complaints.page.action.compensate')}
      verb={t('complaints.page.keep')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ params: { id }, body: { version, ...body } })}
      close={close}
    >
      <Field
        name="amount"
        label={t('complaints.field.compensated')}
        help={
          options &&
          t('complaints.page.help.compensate', { amount: formats.money(options.free_compensation, currency) })
        }
      >
        <MoneyField currency={currency} />
      </Field>
      <Reason />
    </FormDialog>
  )
}

export function JudgeDialog({ complaint: { id, version }, close }: Props) {
  const { t } = useWords()
  const form = useForm(noticed)
  const { save, saving, problem } = useSave(judgeUnfounded, { form, invalidates: touched, onDone: close })
  return (
    <FormDialog
      title={t('complaints.page.action.judge')}
      verb={t('complaints.page.ask_approval')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ params: { id }, body: { version, ...body } })}
      close={close}
    >
      <Reason help={t('complaints.page.help.judge')} />
      <Notice id={id} kind="judge" />
    </FormDialog>
  )
}

function Notice({ id, kind }: { id: string; kind: TemplateKind }) {
  const { t } = useWords()
  return (
    <>
      <Field name="notice" label={t('complaints.page.notice')}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={4000} />
      </Field>
      <BeginFromTemplate id={id} kind={kind} field="notice" />
    </>
  )
}

function Reason({ help }: { help?: string }) {
  const { t } = useWords()
  return (
    <Field name="reason" label={t('complaints.page.reason')} help={help}>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
    </Field>
  )
}
