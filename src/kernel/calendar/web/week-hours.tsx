import { useWords } from '../../language/web/words.tsx'
import { type Week, weekdays } from '../contract.ts'
import { useWeekdayName } from './use-weekday-name.ts'
import { breaksOf } from './year.ts'

/** The hours of each weekday, with the breaks between. */
export function WeekHours({ week }: { week: Week }) {
  const { t } = useWords()
  const nameOf = useWeekdayName()
  const stretch = ({ from, to }: { from: string; to: string }) => `${from}–${to}`
  return (
    <dl className="week-hours">
      {weekdays.map((day) => {
        const hours = week[day]
        const breaks = breaksOf(hours)
        return (
          <div key={day} className={hours.length === 0 ? 'is-off' : ''}>
            <dt>{nameOf(day)}</dt>
            <dd className="number">
              {hours.length === 0 ? t('calendar.page.day_off') : hours.map(stretch).join('，')}
              {breaks.length > 0 && (
                <small>{t('calendar.page.lunch', { time: breaks.map(stretch).join(' ') })}</small>
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
