import { Alert, Form, Input } from 'antd'
import { z } from 'zod'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { OrganisationSelect } from '../../../../kernel/org/web/organisation-select.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { FormDialog } from '../../../../kernel/web/form/form-dialog.tsx'
import { useForm } from '../../../../kernel/web/form/use-form.ts'
import { useGo } from '../../../../kernel/web/navigation.ts'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useSave } from '../../../../kernel/web/use-save.ts'
import { type ComplaintPage, mergeComplaint, transferComplaint, words } from '../../complaint/contract.ts'
import { checkMerge } from '../../complaint/similar/contract.ts'
import { touched } from '../touched.ts'
import { MergeInto } from './merge-into.tsx'

type Props = { complaint: ComplaintPage; close: () => void }

const transfer = z.object({ to_org_id: z.uuid(), reason: words })

/** To which organisation it really belongs. */
export function TransferDialog({ complaint: { id, version }, close }: Props) {
  const { t } = useWords()
  const form = useForm(transfer)
  const { save, saving, problem } = useSave(transferComplaint, { form, invalidates: touched, onDone: close })
  return (
    <FormDialog
      title={t('complaints.page.action.transfer')}
      verb={t('complaints.page.action.transfer')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={(body) => save({ params: { id }, body: { version, ...body } })}
      close={close}
    >
      <Field
        name="to_org_id"
        label={t('complaints.page.transfer_to')}
        help={t('complaints.page.help.transfer')}
      >
        <OrganisationSelect />
      </Field>
      <Field name="reason" label={t('complaints.page.reason')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={4000} />
      </Field>
    </FormDialog>
  )
}

const merge = z.object({ into_id: z.uuid() })

/** Into which other of the organisation: those that may be the same matter come first. */
export function MergeDialog({ complaint, close }: Props) {
  const { id, version } = complaint
  const { t } = useWords()
  const go = useGo()
  const form = useForm(merge)
  const { save, saving, problem } = useSave(mergeComplaint, { form, invalidates: touched })
  const into_id = Form.useWatch<string | undefined>('into_id', form.antd) ?? ''
  const check = useCall(checkMerge, { params: { id }, query: { into_id } }, { enabled: into_id !== '' })
  return (
    <FormDialog
      title={t('complaints.page.action.merge')}
      verb={t('complaints.page.action.merge')}
      form={form}
      saving={saving}
      problem={problem}
      onSubmit={async ({ into_id }) => {
        const merged = await save({ params: { id }, body: { version, into_id } })
        if (!merged.ok) return
        close()
        go(`/complaints/${into_id}`)
      }}
      close={close}
    >
      <Field name="into_id" label={t('complaints.page.into')} help={t('complaints.page.help.merge')}>
        <MergeInto complaint={complaint} />
      </Field>
      {check.data?.same_customer === false && (
        <Alert type="warning" showIcon title={t('complaints.page.other_customer')} />
      )}
    </FormDialog>
  )
}
