import dayjs from 'dayjs'
import { useWords } from '../../language/web/words.tsx'

/** From the first day to the last, in words; an open end says from when alone. */
export function useSpan(): (held: { starts_on: string; ends_on: string | null }) => string {
  const { t, formats } = useWords()
  return ({ starts_on, ends_on }) =>
    ends_on
      ? t('people.people.span', { from: formats.date(starts_on), to: formats.date(lastDay(ends_on)) })
      : t('people.people.from', { day: formats.date(starts_on) })
}

/** `ends_on` is the first day on which something no longer holds; people speak of the last on which it did. */
export const lastDay = (ends_on: string): string => dayjs(ends_on).subtract(1, 'day').format('YYYY-MM-DD')
