import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { type Interval, type Week, type Weekday, weekdays } from '../contract.ts'
import { useWeekdayName } from './use-weekday-name.ts'
import './week-field.css'

type Props = { id?: string; value?: Week; onChange?: (week: Week) => void }

/** The hours of each weekday: stretches with breaks between; none makes it a day off. For use inside `Field`. */
export function WeekField({ id, value, onChange }: Props) {
  const { t } = useWords()
  if (!value) return null
  const set = (day: Weekday, hours: Interval[]) => onChange?.({ ...value, [day]: hours })
  const likeMonday = () =>
    onChange?.({ ...value, tue: value.mon, wed: value.mon, thu: value.mon, fri: value.mon })
  return (
    <div className="week-field" id={id}>
      {weekdays.map((day) => (
        <DayHours key={day} day={day} hours={value[day]} onChange={(hours) => set(day, hours)} />
      ))}
      <Button size="small" onClick={likeMonday}>
        {t('calendar.edit.like_monday')}
      </Button>
    </div>
  )
}

type DayProps = { day: Weekday; hours: Interval[]; onChange: (hours: Interval[]) => void }

function DayHours({ day, hours, onChange }: DayProps) {
  const { t } = useWords()
  const name = useWeekdayName('long')(day)
  const change = (at: number, part: Partial<Interval>) =>
    onChange(hours.map((one, index) => (index === at ? { ...one, ...part } : one)))
  return (
    <div className="day-hours">
      <span>{name}</span>
      <div>
        {hours.length === 0 && <span className="faint">{t('calendar.page.day_off')}</span>}
        {hours.map(({ from, to }, index) => {
          const place = { day: name, number: index + 1 }
          return (
            <span key={placeKey(index)} className="day-stretch">
              <Input
                inputMode="numeric"
                maxLength={5}
                value={from}
                aria-label={t('calendar.edit.from', place)}
                onChange={({ target }) => change(index, { from: target.value })}
              />
              <span aria-hidden="true">–</span>
              <Input
                inputMode="numeric"
                maxLength={5}
                value={to}
                aria-label={t('calendar.edit.to', place)}
                onChange={({ target }) => change(index, { to: target.value })}
              />
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined aria-hidden="true" />}
                aria-label={t('calendar.edit.remove_stretch')}
                onClick={() => onChange(hours.filter((_, at) => at !== index))}
              />
            </span>
          )
        })}
        <Button
          type="text"
          size="small"
          icon={<PlusOutlined aria-hidden="true" />}
          disabled={hours.length >= 6}
          aria-label={t('calendar.edit.add_stretch')}
          onClick={() => onChange([...hours, nextStretch(hours)])}
        />
      </div>
    </div>
  )
}

const placeKey = (index: number) => `stretch ${index}`

/** The morning first, then the afternoon, then the evening. */
function nextStretch(hours: readonly Interval[]): Interval {
  const usual: Interval[] = [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '18:00' },
    { from: '19:00', to: '21:00' },
  ]
  return usual[hours.length] ?? { from: '22:00', to: '23:00' }
}
