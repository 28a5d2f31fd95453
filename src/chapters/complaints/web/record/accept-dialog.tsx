import { Input, Select } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormDialog } from '../../../../kernel/web/form/form-dialog.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { acceptAnswer, type ComplaintPage } from '../../complaint/contract.ts'
import { acceptances } from '../../complaint/words/contract.ts'
import { touched } from '../touched.ts'

const shape = acceptAnswer.body.omit({ version: true })

/** Records for the customer that they accepted: how they said so, in what words. */
export function AcceptDialog({ complaint, close }: { complaint: ComplaintPage; close: () => void }) {
  const { t } = useWords()
  const { id, version, silent_from, today } = complaint
  const form = useForm(shape)
  const { save, saving, problem } = useSave(acceptAnswer, { form, invalidates: touched, onDone: close })
  return (
    <FormDialog
      title={t('complaints.page.action.accept')}
      verb={t('complaints.page.action.accept')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ params: { id }, body: { version, ...body } })}
      close={close}
    >
      {silent_from && silent_from > today && (
        <p role="note">{t('complaints.page.accept_silent', { day: silent_from })}</p>
      )}
      <Field name="how" label={t('complaints.page.accept_how')}>
        <Select
          options={acceptances.map((value) => ({ value, label: t(`complaints.page.accept_by.${value}`) }))}
        />
      </Field>
      <Field name="text" label={t('complaints.page.text')} help={t('complaints.page.help.accept')}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={4000} />
      </Field>
    </FormDialog>
  )
}
