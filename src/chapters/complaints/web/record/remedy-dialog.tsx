import { Input, Radio } from 'antd'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { PersonSelect } from '../../../../kernel/people/web/person-select.tsx'
import { DayField } from '../../../../kernel/web/form/day-field.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormDialog } from '../../../../kernel/web/form/form-dialog.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { type ComplaintPage, keepRemedy, remedy } from '../../complaint/contract.ts'
import { touched } from '../touched.ts'

type Props = { complaint: ComplaintPage; close: () => void }

/** Why it happened at the root, and what is done so that it doesn't happen again. */
export function RemedyDialog({ complaint, close }: Props) {
  const { t } = useWords()
  const { id, version } = complaint
  const form = useForm(remedy, complaint.remedy ?? { method: 'five_why' })
  const { save, saving, problem } = useSave(keepRemedy, { form, invalidates: touched, onDone: close })
  return (
    <FormDialog
      title={t('complaints.page.action.remedy')}
      verb={t('complaints.page.keep')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={({ method, root_cause, action, owner_id, due_on }) =>
        save({ params: { id }, body: { version, method, root_cause, action, owner_id, due_on } })
      }
      close={close}
    >
      <Field name="method" label={t('complaints.remedy.method')}>
        <Radio.Group
          options={(['five_why', 'category'] as const).map((value) => ({
            value,
            label: t(`complaints.remedy.method_${value}`),
          }))}
        />
      </Field>
      <Field
        name="root_cause"
        label={t('complaints.remedy.root_cause')}
        help={t('complaints.remedy.root_cause_help')}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} maxLength={4000} />
      </Field>
      <Field name="action" label={t('complaints.remedy.action')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
      </Field>
      <Field name="owner_id" label={t('complaints.remedy.owner')}>
        <PersonSelect />
      </Field>
      <Field name="due_on" label={t('complaints.remedy.due_on')}>
        <DayField />
      </Field>
    </FormDialog>
  )
}
