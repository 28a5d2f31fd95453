import { Input } from 'antd'
import { z } from 'zod'
import { useWords } from '../../language/web/words.tsx'
import { DayField } from '../../web/form/day-field.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormDialog } from '../../web/form/form-dialog.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useSave } from '../../web/use-save.ts'
import { extendIssue, type IssuePage } from '../acts/contract.ts'
import { touched } from './use-issue-actions.ts'

const asked = z.object({ until_on: z.iso.date(), reason: z.string().trim().min(1).max(2000) })

/** Asks for a later due day; one that came back starts with what was asked. */
export function ExtendDialog({ issue, close }: { issue: IssuePage; close: () => void }) {
  const { t, formats } = useWords()
  const back = issue.extensions.find(({ state }) => state === 'more_wanted')
  const form = useForm(asked, back ? { until_on: back.until_on, reason: back.reason } : {})
  const { save, saving, problem } = useSave(extendIssue, { form, invalidates: touched, onDone: close })
  const send = (values: z.input<typeof asked>) =>
    save({ params: { id: issue.id }, body: { version: issue.version, ...values } })
  return (
    <FormDialog
      title={t('issues.action.ask_extend')}
      verb={t('issues.action.extend')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={send}
      close={close}
    >
      <p className="muted">{t('issues.action.ask_extend_text', { due_on: formats.date(issue.due_on) })}</p>
      <Field name="until_on" label={t('issues.extension.until')}>
        <DayField from={issue.due_on} />
      </Field>
      <Field name="reason" label={t('issues.extension.reason')}>
        <Input.TextArea autoSize={{ minRows: 3 }} maxLength={2000} />
      </Field>
    </FormDialog>
  )
}
