import { useWords } from '../../../../kernel/language/web/words.tsx'
import { FormDialog } from '../../../../kernel/web/form/form-dialog.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { type ComplaintPage, editComplaint, facts } from '../../complaint/contract.ts'
import { CauseField, FactFields } from '../form/fact-fields.tsx'
import { touched } from '../touched.ts'

const shape = facts.partial({ service_key: true, staff_id: true, cause_key: true, claimed: true })

type Props = { complaint: ComplaintPage; close: () => void }

/** Puts right what it is about; a changed severity keeps the time that has gone. */
export function EditDialog({ complaint, close }: Props) {
  const { t } = useWords()
  const { id, version, kind, severity, subject, service_key, service_on, staff, cause_key, claimed } =
    complaint
  const form = useForm(shape, {
    ...{ kind, severity, subject, service_key, service_on, cause_key, claimed },
    staff_id: staff?.id ?? null,
  })
  const { save, saving, problem } = useSave(editComplaint, { form, invalidates: touched, onDone: close })
  return (
    <FormDialog
      title={t('complaints.page.action.edit')}
      verb={t('complaints.page.keep')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={({ service_key = null, staff_id = null, cause_key = null, claimed = null, ...rest }) =>
        save({ params: { id }, body: { version, service_key, staff_id, cause_key, claimed, ...rest } })
      }
      close={close}
    >
      <FactFields currency={complaint.currency} />
      <CauseField />
    </FormDialog>
  )
}
