import { useWords } from '../../language/web/words.tsx'
import { type CalendarDayRow, type Week, weekdays } from '../contract.ts'
import { useCalendarName } from './use-calendar-name.ts'
import { useWeekdayName } from './use-weekday-name.ts'
import { gridOf, weekdayOf } from './year.ts'

type Props = {
  year: number
  /** 1 to 12 */
  month: number
  week: Week
  days: ReadonlyMap<string, CalendarDayRow>
  today: string
  /** Opens a day to be changed; without it the grid is only looked at. */
  onDay?: ((day: string) => void) | undefined
}

/** A month from Monday to Sunday. A holiday and a make-up day carry a word and a shape besides their colour. */
export function MonthGrid({ year, month, week, days, today, onDay }: Props) {
  const { formats } = useWords()
  const weekday = useWeekdayName('narrow')
  const first = `${year}-${String(month).padStart(2, '0')}-01`
  const isInside = (day: string) => day.slice(0, 7) === first.slice(0, 7)
  return (
    <table className="month">
      <caption>{formats.date(first, { style: 'month' })}</caption>
      <thead>
        <tr>
          {weekdays.map((day) => (
            <th key={day} scope="col">
              {weekday(day)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {gridOf(year, month).map((row) => (
          <tr key={row[0]}>
            {row.map((day) => (
              <td key={day}>
                {isInside(day) && (
                  <Day
                    day={day}
                    marked={days.get(day)}
                    rest={week[weekdayOf(day)].length === 0}
                    today={day === today}
                    onDay={onDay}
                  />
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

type DayProps = {
  day: string
  marked: CalendarDayRow | undefined
  rest: boolean
  today: boolean
  onDay: Props['onDay']
}

function Day({ day, marked, rest, today, onDay }: DayProps) {
  const { t, formats } = useWords()
  const name = useCalendarName()
  const kind = marked?.kind ?? (rest ? 'rest' : 'work')
  const title = [formats.date(day, { style: 'weekday' }), marked && name(marked)].filter(Boolean).join(' · ')
  const look = { className: `month-day is-${kind}${today ? ' is-today' : ''}`, title }
  const inside = (
    <>
      <span className="number">{Number(day.slice(8))}</span>
      {marked && <span className="month-mark">{t(`calendar.page.mark.${marked.kind}`)}</span>}
    </>
  )
  if (!onDay) return <span {...look}>{inside}</span>
  // The list of days below is the way for the keyboard: 365 stops would be none.
  return (
    <button type="button" tabIndex={-1} {...look} onClick={() => onDay(day)}>
      {inside}
    </button>
  )
}
