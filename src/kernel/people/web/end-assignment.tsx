import { Button, Input, Modal } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { DayField } from '../../web/form/day-field.tsx'
import { ErrorSummary } from '../../web/form/error-summary.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormBody } from '../../web/form/form-body.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useSave } from '../../web/use-save.ts'
import { type Assignment, endAssignment, type PersonPage } from '../contract.ts'

const body = endAssignment.body.omit({ version: true })

type Props = { person: PersonPage; assignment: Assignment; onClose: () => void }

/** Asks from which day on an assignment no longer holds. */
export function EndAssignment({ person, assignment, onClose }: Props) {
  const { t } = useWords()
  const form = useForm(body)
  const { save, saving, problem } = useSave(endAssignment, {
    form,
    invalidates: ['people', 'org', 'trail'],
    onDone: onClose,
  })
  const params = { id: person.id, assignment_id: assignment.id }
  return (
    <Modal
      open
      title={t('people.people.end_title', { post: assignment.post })}
      onCancel={onClose}
      footer={null}
    >
      <FormBody
        form={form}
        name="end"
        onSubmit={(values) => save({ params, body: { ...values, version: assignment.version } })}
      >
        <ErrorSummary form={form} problem={problem} />
        {assignment.kind === 'employment' && <p className="muted">{t('people.people.end_text')}</p>}
        <Field name="ends_on" label={t('people.people.ends_on')}>
          <DayField />
        </Field>
        <Field name="note" label={t('people.people.note')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
        </Field>
        <p className="people-buttons">
          <Button onClick={onClose}>{t('people.people.cancel')}</Button>
          <Button type="primary" htmlType="submit" loading={saving}>
            {t('people.people.end')}
          </Button>
        </p>
      </FormBody>
    </Modal>
  )
}
