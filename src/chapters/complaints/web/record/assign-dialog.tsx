import { z } from 'zod'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { findCandidates } from '../../../../kernel/people/web/find-people.ts'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormDialog } from '../../../../kernel/web/form/form-dialog.tsx'
import { SearchSelect } from '../../../../kernel/web/form/search-select.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { assignComplaint, type ComplaintPage } from '../../complaint/contract.ts'
import { touched } from '../touched.ts'

const shape = z.object({ handler_id: z.uuid() })

type Props = { complaint: ComplaintPage; close: () => void }

/** Who is to handle it. Whom it concerns is refused by the server, which says why. */
export function AssignDialog({ complaint: { id, version, organisation }, close }: Props) {
  const { t, language } = useWords()
  const form = useForm(shape)
  const { save, saving, problem } = useSave(assignComplaint, { form, invalidates: touched, onDone: close })
  return (
    <FormDialog
      title={t('complaints.page.action.assign')}
      verb={t('complaints.page.action.assign')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={({ handler_id }) => save({ params: { id }, body: { version, handler_id } })}
      close={close}
    >
      <Field name="handler_id" label={t('complaints.field.handler')} help={t('complaints.page.help.assign')}>
        <SearchSelect
          name={`people.candidates.${organisation.id}`}
          search={findCandidates(language, organisation.id, 'complaints.complaint.handle')}
        />
      </Field>
    </FormDialog>
  )
}
