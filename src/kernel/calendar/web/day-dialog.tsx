import { App, Form, Input, Modal, Radio, Select } from 'antd'
import { z } from 'zod'
import { useWords } from '../../language/web/words.tsx'
import { DayField } from '../../web/form/day-field.tsx'
import { ErrorSummary } from '../../web/form/error-summary.tsx'
import { Field } from '../../web/form/field.tsx'
import { FormBody } from '../../web/form/form-body.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useClearing } from '../../web/pieces/clearing.tsx'
import { useSave } from '../../web/use-save.ts'
import { addDay, type CalendarPage, dayKinds, weekday, weekdays } from '../contract.ts'
import { useWeekdayName } from './use-weekday-name.ts'
import { weekdayOf } from './year.ts'

const schema = z.object({
  day: z.iso.date(),
  kind: z.enum(dayKinds),
  hours_as: weekday.nullable(),
  name: z.string().trim().min(1).max(60),
  name_en: z.string().trim().max(60).nullable(),
})

type Props = {
  calendar: CalendarPage /** null: chosen in the dialog */
  day: string | null
  onClose: () => void
}

/** Marks a day as a holiday or as worked; a day already marked is changed. */
export function DayDialog({ calendar, day, onClose }: Props) {
  const { t, formats } = useWords()
  const clearing = useClearing()
  const { message } = App.useApp()
  const weekdayName = useWeekdayName('long')
  const marked = calendar.days.find((one) => one.day === day)
  const rests = day !== null && calendar.week[weekdayOf(day)].length === 0
  const form = useForm(schema, marked ?? { ...(day ? { day } : {}), kind: rests ? 'make_up' : 'holiday' })
  const kind = Form.useWatch('kind', form.antd)
  const { save, saving, problem } = useSave(addDay, {
    form,
    onDone: () => {
      message.success(t('calendar.edit.saved'))
      onClose()
    },
  })
  const submit = async () => {
    const values = form.check()
    if (!values) return
    const hours_as = values.kind === 'make_up' ? values.hours_as : null
    await save({
      params: { id: calendar.id },
      body: { version: calendar.version, day: { ...values, hours_as } },
    })
  }
  return (
    <Modal
      open
      title={
        day
          ? t('calendar.edit.edit_day', { day: formats.date(day, { style: 'weekday' }) })
          : t('calendar.edit.add_day')
      }
      okText={t('calendar.edit.save')}
      cancelText={t('calendar.edit.cancel')}
      confirmLoading={saving}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <FormBody form={form} onSubmit={submit} name="calendar_day">
        <ErrorSummary form={form} problem={problem} />
        {day === null && (
          <Field name="day" label={t('calendar.edit.day')}>
            <DayField />
          </Field>
        )}
        <Field name="kind" label={t('calendar.edit.kind')}>
          <Radio.Group
            options={dayKinds.map((one) => ({ value: one, label: t(`calendar.page.kind.${one}`) }))}
          />
        </Field>
        {kind === 'make_up' && (
          <Field name="hours_as" label={t('calendar.edit.hours_as')}>
            <Select
              allowClear={clearing}
              placeholder={t('calendar.edit.hours_first')}
              options={weekdays
                .filter((one) => calendar.week[one].length > 0)
                .map((one) => ({ value: one, label: weekdayName(one) }))}
            />
          </Field>
        )}
        <Field name="name" label={t('calendar.edit.day_name')}>
          <Input maxLength={60} />
        </Field>
        <Field name="name_en" label={t('calendar.edit.name_en')}>
          <Input maxLength={60} lang="en" />
        </Field>
      </FormBody>
    </Modal>
  )
}
