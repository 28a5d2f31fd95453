import { DeleteOutlined, EditOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { ConfirmButton } from '../../web/pieces/confirm-button.tsx'
import { useSave } from '../../web/use-save.ts'
import { type CalendarPage, removeDay } from '../contract.ts'
import { useCalendarName } from './use-calendar-name.ts'
import { useWeekdayName } from './use-weekday-name.ts'

type Props = { calendar: CalendarPage; onEdit: (day: string) => void }

/** The days that differ from the week, as a list: what the grid shows, for reading and for the keyboard. */
export function DayList({ calendar, onEdit }: Props) {
  const { t, formats } = useWords()
  const name = useCalendarName()
  const weekday = useWeekdayName('long')
  const removing = useSave(removeDay)
  const edits = calendar.can.includes('edit')
  if (calendar.days.length === 0) return <p className="faint">{t('calendar.page.no_days')}</p>
  return (
    <ul className="day-list">
      {calendar.days.map((day) => {
        const word = formats.date(day.day, { style: 'weekday' })
        return (
          <li key={day.day}>
            <span className={`month-day is-${day.kind}`}>
              <span className="month-mark">{t(`calendar.page.mark.${day.kind}`)}</span>
            </span>
            <span className="day-list-day">{word}</span>
            <span className="day-list-name">
              {name(day)}
              {day.hours_as && <small className="faint"> {weekday(day.hours_as)}</small>}
            </span>
            {edits && (
              <span className="day-list-tools">
                <Button
                  type="text"
                  size="small"
                  icon={<EditOutlined aria-hidden="true" />}
                  aria-label={t('calendar.edit.edit_day', { day: word })}
                  onClick={() => onEdit(day.day)}
                />
                <ConfirmButton
                  type="text"
                  size="small"
                  icon={<DeleteOutlined aria-hidden="true" />}
                  aria-label={t('calendar.edit.remove_day', { day: word })}
                  question={{
                    title: t('calendar.edit.remove_title', { day: word }),
                    verb: t('calendar.edit.remove'),
                    danger: true,
                  }}
                  run={() =>
                    removing.save({
                      params: { id: calendar.id, day: day.day },
                      query: { version: calendar.version },
                    })
                  }
                  danger={false}
                >
                  {false}
                </ConfirmButton>
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
