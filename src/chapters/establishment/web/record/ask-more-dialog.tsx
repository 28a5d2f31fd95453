import { Checkbox, Input } from 'antd'
import { z } from 'zod'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormDialog } from '../../../../kernel/web/form/form-dialog.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import type { ApplicationPage } from '../../application/contract.ts'
import { askMore } from '../../application/papers/contract.ts'
import { touched } from './use-step.tsx'

const asked = z.object({
  wanted: z.string().trim().min(1).max(5000),
  documents: z.array(z.string()).optional(),
})

type Props = { application: ApplicationPage; close: () => void }

/** What the applicant is asked for, in words and by document. */
export function AskMoreDialog({ application: { id, version, documents }, close }: Props) {
  const { t } = useWords()
  const form = useForm(asked)
  const { save, saving, problem } = useSave(askMore, { form, invalidates: touched, onDone: close })
  return (
    <FormDialog
      title={t('establishment.record.more.title')}
      verb={t('establishment.record.more.send')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={({ wanted, documents: chosen = [] }) =>
        save({ params: { id }, body: { version, wanted, documents: chosen } })
      }
      close={close}
    >
      <Field
        name="wanted"
        label={t('establishment.record.more.text')}
        help={t('establishment.record.more.help')}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={5000} />
      </Field>
      <Field name="documents" label={t('establishment.record.more.documents')}>
        <Checkbox.Group
          className="document-choice"
          options={documents.map(({ document_type, title }) => ({ value: document_type, label: title }))}
        />
      </Field>
    </FormDialog>
  )
}
