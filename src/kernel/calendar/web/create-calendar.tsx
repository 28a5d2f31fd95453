import { Input, Modal, Select } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { ErrorSummary } from '../../web/form/error-summary.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormBody } from '../../web/form/form-body.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useGo } from '../../web/navigation.ts'
import { useClearing } from '../../web/pieces/clearing.tsx'
import { useSave } from '../../web/use-save.ts'
import { type CalendarSummary, createCalendar, type Week } from '../contract.ts'
import { useCalendarName } from './use-calendar-name.ts'
import { WeekField } from './week-field.tsx'

const schema = createCalendar.body

const day = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]
const officeWeek: Week = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [], sun: [] }

type Props = { calendars: CalendarSummary[]; onClose: () => void }

/** A new calendar: office hours and the days of the default one to begin with. */
export function CreateCalendar({ calendars, onClose }: Props) {
  const { t } = useWords()
  const clearing = useClearing()
  const go = useGo()
  const name = useCalendarName()
  const copied = calendars.find(({ is_default }) => is_default)
  const form = useForm(schema, { week: officeWeek, copy_of: copied?.id ?? null })
  const { save, saving, problem } = useSave(createCalendar, {
    form,
    onDone: ({ id }) => go(`/administration/calendars/${id}`),
  })
  const submit = async () => {
    const values = form.check()
    if (values) await save({ body: values })
  }
  return (
    <Modal
      open
      width={640}
      title={t('calendar.page.create')}
      okText={t('calendar.page.create')}
      cancelText={t('calendar.edit.cancel')}
      confirmLoading={saving}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <FormBody form={form} onSubmit={submit} name="create_calendar">
        <ErrorSummary form={form} problem={problem} />
        <Field name="name" label={t('calendar.edit.name')}>
          <Input maxLength={60} />
        </Field>
        <Field name="name_en" label={t('calendar.edit.name_en')}>
          <Input maxLength={60} lang="en" />
        </Field>
        <Field name="copy_of" label={t('calendar.edit.copy_of')}>
          <Select
            allowClear={clearing}
            placeholder={t('calendar.edit.copy_none')}
            options={calendars.map((calendar) => ({ value: calendar.id, label: name(calendar) }))}
          />
        </Field>
        <Field name="week" label={t('calendar.page.week')} help={t('calendar.edit.hours_help')}>
          <WeekField />
        </Field>
      </FormBody>
    </Modal>
  )
}
