import { App, Input, Modal } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { ErrorSummary } from '../../web/form/error-summary.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormBody } from '../../web/form/form-body.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useSave } from '../../web/use-save.ts'
import { type CalendarPage, editCalendar } from '../contract.ts'
import { WeekField } from './week-field.tsx'

const schema = editCalendar.body.omit({ version: true })

/** The name and the weekly hours of a calendar. */
export function EditCalendar({ calendar, onClose }: { calendar: CalendarPage; onClose: () => void }) {
  const { t } = useWords()
  const { message } = App.useApp()
  const { name, name_en, week, id, version } = calendar
  const form = useForm(schema, { name, name_en, week })
  const { save, saving, problem } = useSave(editCalendar, {
    form,
    onDone: () => {
      message.success(t('calendar.edit.saved'))
      onClose()
    },
  })
  const submit = async () => {
    const values = form.check()
    if (values) await save({ params: { id }, body: { ...values, version } })
  }
  return (
    <Modal
      open
      width={640}
      title={t('calendar.edit.edit')}
      okText={t('calendar.edit.save')}
      cancelText={t('calendar.edit.cancel')}
      confirmLoading={saving}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <FormBody form={form} onSubmit={submit} name="edit_calendar">
        <ErrorSummary form={form} problem={problem} />
        <Field name="name" label={t('calendar.edit.name')}>
          <Input maxLength={60} />
        </Field>
        <Field name="name_en" label={t('calendar.edit.name_en')}>
          <Input maxLength={60} lang="en" />
        </Field>
        <Field name="week" label={t('calendar.page.week')} help={t('calendar.edit.hours_help')}>
          <WeekField />
        </Field>
      </FormBody>
    </Modal>
  )
}
