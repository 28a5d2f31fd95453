import { Input } from 'antd'
import { useWords } from '../../../../../kernel/language/web/words.tsx'
import { DayField } from '../../../../../kernel/web/form/day-field.tsx'
import { Field } from '../../../../../kernel/web/form/field.tsx'
import { FormDialog } from '../../../../../kernel/web/form/form-dialog.tsx'
import { useForm } from '../../../../../kernel/web/form/use-form.ts'
import { useSave } from '../../../../../kernel/web/use-save.ts'
import { auditAsked, type HandOverPage, requestExitAudit } from '../../hand-over/contract.ts'
import { touched } from '../touched.ts'

type Props = { id: string; handOver: HandOverPage; close: () => void }

/** Scope and period of the audit; the period begins with the term of office. */
export function AuditDialog({ id, handOver, close }: Props) {
  const { t } = useWords()
  const form = useForm(auditAsked, { from: handOver.since, to: handOver.today })
  const { save, saving, problem } = useSave(requestExitAudit, {
    ...{ form, invalidates: touched, onDone: close },
  })
  return (
    <FormDialog
      title={t('establishment.hand_over.action.request_audit')}
      verb={t('establishment.hand_over.action.send')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ params: { id }, body })}
      close={close}
    >
      <Field
        name="scope"
        label={t('establishment.hand_over.scope')}
        help={t('establishment.hand_over.scope_help')}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} />
      </Field>
      <Field name="from" label={t('establishment.hand_over.begins')}>
        <DayField />
      </Field>
      <Field name="to" label={t('establishment.hand_over.ends')}>
        <DayField />
      </Field>
    </FormDialog>
  )
}
