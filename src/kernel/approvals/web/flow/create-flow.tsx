import { Input, Modal, type RefSelectProps, Select } from 'antd'
import { useRef, useState } from 'react'
import { z } from 'zod'
import type { ReturnOf } from '../../../http/contract.ts'
import { useWords } from '../../../language/web/words.tsx'
import { ErrorSummary } from '../../../web/form/error-summary.tsx'
import { Field } from '../../../web/form/field.tsx'
import { FormBody } from '../../../web/form/form-body.tsx'
import { useForm } from '../../../web/form/use-form.ts'
import { useGo } from '../../../web/navigation.ts'
import { useSave } from '../../../web/use-save.ts'
import { createFlow, type FlowDefinition, type listFlows } from '../../flow/contract.ts'
import { newStep } from './change-definition.ts'
import { PositionField } from './position-field.tsx'

const schema = z.object({
  subject_type: z.string().min(1),
  title: z.string().trim().min(1).max(100),
  title_en: z.string().trim().max(100).nullable(),
  key: z.string().regex(/^[a-z_]+(\.[a-z_]+)+$/),
  position: z.int().min(0).max(1000),
})

type Props = { flows: ReturnOf<typeof listFlows>; onClose: () => void }

/** A new flow begins with one step and opens in the editor. */
export function CreateFlow({ flows: { items, subject_types: subjectTypes }, onClose }: Props) {
  const { t } = useWords()
  const go = useGo()
  const only = subjectTypes.length === 1 ? subjectTypes[0] : undefined
  const form = useForm(schema, { position: 100, ...(only ? { subject_type: only.type } : {}) })
  const [type, setType] = useState(only?.type)
  const first = useRef<RefSelectProps>(null)
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
      afterOpenChange={(open) => {
        if (open) first.current?.focus()
      }}
    >
      <FormBody form={form} onSubmit={submit} name="create_flow">
        <ErrorSummary form={form} problem={problem} />
        <Field name="subject_type" label={t('approvals.flow.kind')}>
          <Select
            ref={first}
            showSearch={{ optionFilterProp: 'label' }}
            options={subjectTypes.map((one) => ({ value: one.type, label: one.title }))}
            onSelect={(chosen: string) => setType(chosen)}
          />
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
        <PositionField others={items.filter((flow) => flow.subject_type === type)} />
      </FormBody>
    </Modal>
  )
}
