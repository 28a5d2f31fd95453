import { Input, Radio } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormDialog } from '../../../../kernel/web/form/form-dialog.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { type ComplaintPage, checkRemedy } from '../../complaint/contract.ts'
import { touched } from '../touched.ts'

type Props = { complaint: ComplaintPage; close: () => void }

/** Thirty days after: did it work? */
export function CheckDialog({ complaint: { id }, close }: Props) {
  const { t } = useWords()
  const form = useForm(checkRemedy.body)
  const { save, saving, problem } = useSave(checkRemedy, { form, invalidates: touched, onDone: close })
  return (
    <FormDialog
      title={t('complaints.page.action.check')}
      verb={t('complaints.page.keep')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ params: { id }, body })}
      close={close}
    >
      <Field name="effective" label={t('complaints.remedy.effective')}>
        <Radio.Group
          options={[
            { value: true, label: t('complaints.remedy.worked') },
            { value: false, label: t('complaints.remedy.did_not_work') },
          ]}
        />
      </Field>
      <Field name="finding" label={t('complaints.remedy.finding')}>
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={4000} />
      </Field>
    </FormDialog>
  )
}
