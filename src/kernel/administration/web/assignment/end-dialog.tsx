import { Button, Input, Modal } from 'antd'
import dayjs from 'dayjs'
import { useRoleTitle } from '../../../access/web/use-role-name.ts'
import { useWords } from '../../../language/web/words.tsx'
import { DayField } from '../../../web/form/day-field.tsx'
import { ErrorSummary } from '../../../web/form/error-summary.tsx'
import { Field } from '../../../web/form/field.tsx'
import { FormBody } from '../../../web/form/form-body.tsx'
import { useForm } from '../../../web/form/use-form.ts'
import { usePersonName } from '../../../web/pieces/person-tag.tsx'
import { useSave } from '../../../web/use-save.ts'
import { endRole, type ListedAssignment } from '../../assignment/contract.ts'
import '../dialog.css'

const body = endRole.body.omit({ version: true })

/** Asks from which day on a role no longer holds; today, unless something else is chosen. */
export function EndDialog({ assignment, onClose }: { assignment: ListedAssignment; onClose: () => void }) {
  const { t } = useWords()
  const { id, version, person, role } = assignment
  const name = usePersonName()(person)
  const title = useRoleTitle()(role)
  const today = dayjs().format('YYYY-MM-DD')
  const form = useForm(body, { ends_on: today })
  const { save, saving, problem } = useSave(endRole, {
    form,
    invalidates: ['administration', 'people', 'trail'],
    onDone: onClose,
  })
  return (
    <Modal
      open
      title={t('administration.assignments.end_title', { name, title })}
      onCancel={onClose}
      footer={null}
    >
      <FormBody
        form={form}
        name="end"
        onSubmit={(values) => save({ params: { id }, body: { ...values, version } })}
      >
        <ErrorSummary form={form} problem={problem} />
        <p className="muted administration-hint">{t('administration.assignments.end_text')}</p>
        <Field name="ends_on" label={t('administration.assignments.ends_on')}>
          <DayField from={today} />
        </Field>
        <Field name="note" label={t('administration.assignments.note')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
        </Field>
        <p className="administration-buttons">
          <Button onClick={onClose}>{t('administration.assignments.cancel')}</Button>
          <Button danger type="primary" htmlType="submit" loading={saving}>
            {t('administration.assignments.end')}
          </Button>
        </p>
      </FormBody>
    </Modal>
  )
}
