import { Input, InputNumber, Modal, Select } from 'antd'
import { z } from 'zod'
import { useWords } from '../../../language/web/words.tsx'
import { ErrorSummary } from '../../../web/form/error-summary.tsx'
import { Field } from '../../../web/form/field.tsx'
import { FormBody } from '../../../web/form/form-body.tsx'
import { useForm } from '../../../web/form/use-form.ts'
import { useGo } from '../../../web/navigation.ts'
import { useSave } from '../../../web/use-save.ts'
import { createFlow, type FlowDefinition, type SubjectType } from '../../flow/contract.ts'
import { newStep } from './change-definition.ts'

const schema = z.object({
  subject_type: z.string().min(1),
  title: z.string().trim().min(1).max(100),
  title_en: z.string().trim().max(100).nullable(),
  key: z.string().regex(/^[a-z_]+(\.[a-z_]+)+$/),
  position: z.int().min(0).max(1000),
})

type Props = { subjectTypes: SubjectType[]; onClose: () => void }

/** A new flow begins with one step and opens in the editor. */
export function CreateFlow({ subjectTypes, onClose }: Props) {
  const { t } = useWords()
  const go = useGo()
  const only = subjectTypes.length === 1 ? subjectTypes[0] : undefined
  const form = useForm(schema, { position: 100, ...(only ? { subject_type: only.type } : {}) })
  const { save, saving, problem } = useSave(createFlow, {
    form,
    onDone: ({ flow_id }) => go(`/administration/flows/${flow_id}/edit`),
  })
  const submit = async () => {
    const values = form.check()
    if (!values) return
    const definition: FlowDefinition = {
      applies_when: null,
      same_person: 'consecutive',
      steps: [newStep([], t('approvals.flow.first_step'))],
    }
    await save({ body: { ...values, definition } })
  }
  return (
    <Modal
      open
      title={t('approvals.flow.create')}
      okText={t('approvals.flow.create')}
      cancelText={t('approvals.flow.cancel')}
      confirmLoading={saving}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <FormBody form={form} onSubmit={submit} name="create_flow">
        <ErrorSummary form={form} problem={problem} />
        <Field name="subject_type" label={t('approvals.flow.kind')}>
          <Select options={subjectTypes.map(({ type, title }) => ({ value: type, label: title }))} />
        </Field>
        <Field name="title" label={t('approvals.flow.name')}>
          <Input maxLength={100} />
        </Field>
        <Field name="title_en" label={t('approvals.flow.name_en')}>
          <Input maxLength={100} lang="en" />
        </Field>
        <Field name="key" label={t('approvals.flow.key')} help={t('approvals.flow.key_help')}>
          <Input maxLength={80} />
        </Field>
        <Field name="position" label={t('approvals.flow.position')} help={t('approvals.flow.position_help')}>
          <InputNumber min={0} max={1000} />
        </Field>
      </FormBody>
    </Modal>
  )
}
