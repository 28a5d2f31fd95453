import { useWords } from '../../language/web/words.tsx'
import { type Weekday, weekdays } from '../contract.ts'

/** The weekday in the reader's language: 周一, Mon. */
export function useWeekdayName(style: 'narrow' | 'short' | 'long' = 'short'): (day: Weekday) => string {
  const { language } = useWords()
  const names = new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' })
  // 2024 began on a Monday.
  return (day) => names.format(new Date(Date.UTC(2024, 0, weekdays.indexOf(day) + 1)))
}
