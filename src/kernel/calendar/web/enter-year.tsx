import { App, Modal } from 'antd'
import { z } from 'zod'
import { useWords } from '../../language/web/words.tsx'
import { ErrorSummary } from '../../web/form/error-summary.tsx'
import { FormBody } from '../../web/form/form-body.tsx'
import { LinesField } from '../../web/form/lines-field.tsx'
import { useForm } from '../../web/form/use-form.ts'
import { useSave } from '../../web/use-save.ts'
import { type CalendarPage, dayKinds, enterYear } from '../contract.ts'

const line = z.object({
  day: z.iso.date(),
  kind: z.enum(dayKinds),
  name: z.string().trim().min(1).max(60),
  name_en: z.string().trim().max(60).nullable(),
})
const schema = z.object({ days: z.array(line).max(120) })

type Props = { calendar: CalendarPage; year: number; onClose: () => void }

/** All days of a year at once, typed or pasted from Excel; what is there already is there to begin with. */
export function EnterYear({ calendar, year, onClose }: Props) {
  const { t } = useWords()
  const { message } = App.useApp()
  const known = calendar.days.map(({ day, kind, name, name_en }) => ({ day, kind, name, name_en }))
  const form = useForm(schema, { days: known })
  const { save, saving, problem } = useSave(enterYear, {
    form,
    onDone: () => {
      message.success(t('calendar.edit.saved'))
      onClose()
    },
  })
  const submit = async () => {
    const values = form.check()
    if (!values) return
    const hoursOf = (day: string) => calendar.days.find((one) => one.day === day)?.hours_as ?? null
    const days = values.days.map((one) => ({
      ...one,
      hours_as: one.kind === 'make_up' ? hoursOf(one.day) : null,
    }))
    await save({ params: { id: calendar.id, year }, body: { version: calendar.version, days } })
  }
  return (
    <Modal
      open
      width={820}
      title={t('calendar.edit.enter_title', { year })}
      okText={t('calendar.edit.enter')}
      cancelText={t('calendar.edit.cancel')}
      confirmLoading={saving}
      onOk={() => void submit()}
      onCancel={onClose}
    >
      <p className="muted">{t('calendar.edit.enter_text')}</p>
      <FormBody form={form} onSubmit={submit} name="calendar_year">
        <ErrorSummary form={form} problem={problem} />
        <LinesField
          name="days"
          label={t('calendar.edit.lines')}
          add={t('calendar.edit.add_day')}
          blank={{ day: null, kind: 'holiday', name: null, name_en: null }}
          columns={[
            { key: 'day', title: t('calendar.edit.day'), kind: 'text', width: 140 },
            {
              key: 'kind',
              title: t('calendar.edit.kind'),
              kind: 'choice',
              width: 150,
              options: dayKinds.map((one) => ({ value: one, word: t(`calendar.page.kind.${one}`) })),
            },
            { key: 'name', title: t('calendar.edit.day_name'), kind: 'text' },
            { key: 'name_en', title: t('calendar.edit.name_en'), kind: 'text' },
          ]}
        />
      </FormBody>
    </Modal>
  )
}
