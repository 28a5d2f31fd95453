import { App, Checkbox, Input, Modal } from 'antd'
import { useWords } from '../../../language/web/words.tsx'
import { ErrorSummary } from '../../../web/form/error-summary.tsx'
import { Field } from '../../../web/form/field.tsx'
import { FormBody } from '../../../web/form/form-body.tsx'
import { useForm } from '../../../web/form/use-form.ts'
import { useCall } from '../../../web/use-call.ts'
import { useSave } from '../../../web/use-save.ts'
import { editFlow, type FlowPage, listFlows } from '../../flow/contract.ts'
import { PositionField } from './position-field.tsx'

const schema = editFlow.body.omit({ version: true })

/** The names and the place of a flow among its kind, and whether it is in use. */
export function FlowSettings({ flow, onClose }: { flow: FlowPage; onClose: () => void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const items = useCall(listFlows).data?.items ?? []
  const { title, title_en, position, archived_at } = flow
  const form = useForm(schema, { title, title_en, position, archived: archived_at !== null })
  const { save, saving, problem } = useSave(editFlow, {
    form,
    onDone: () => {
      message.success(t('approvals.flow.saved'))
      onClose()
    },
  })
  const submit = async () => {
    const values = form.check()
    if (values) await save({ params: { id: flow.id }, body: { ...values, version: flow.version } })
  }
  return (
    <Modal
      open
      title={t('approvals.flow.settings')}
      okText={t('approvals.flow.save')}
      cancelText={t('approvals.flow.cancel')}
      confirmLoading={saving}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <FormBody form={form} onSubmit={submit} name="flow_settings">
        <ErrorSummary form={form} problem={problem} />
        <Field name="title" label={t('approvals.flow.name')}>
          <Input maxLength={100} />
        </Field>
        <Field name="title_en" label={t('approvals.flow.name_en')}>
          <Input maxLength={100} lang="en" />
        </Field>
        <PositionField
          others={items.filter((one) => one.subject_type === flow.subject_type && one.id !== flow.id)}
        />
        <Field name="archived" label={t('approvals.flow.archived')} checked>
          <Checkbox>{t('approvals.flow.archived')}</Checkbox>
        </Field>
      </FormBody>
    </Modal>
  )
}
