import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useWords } from '../../language/web/words.tsx'

type Props = {
  id?: string
  value?: string | null
  onChange?: (value: string | null) => void
  onBlur?: () => void
  /** Days outside can't be chosen. */
  from?: string
  to?: string
  status?: 'error' | ''
  'aria-label'?: string
  'aria-invalid'?: boolean
  'aria-describedby'?: string | undefined
}

/**
 * Shown the first way, and read from any of them while it is typed: no way may be the beginning of another, or 2026-11-30
 * would be taken for the 3rd before its last digit.
 */
const ways = {
  zh: ['YYYY-MM-DD', 'YYYY/MM/DD', 'YYYYMMDD'],
  en: ['DD MMM YYYY', 'D MMM YYYY', 'DD/MM/YYYY', 'D/M/YYYY', 'YYYY-MM-DD'],
}

/** Without its zeros, which is read once it is done: 2026-1-5. */
function briefDay(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text.trim()) ?? []
  const found = dayjs(`${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`, 'YYYY-MM-DD', true)
  return year && found.isValid() ? found.format('YYYY-MM-DD') : undefined
}

/** A day as `YYYY-MM-DD`; for use inside `Field`. */
export function DayField({ value, onChange, onBlur, from, to, ...rest }: Props) {
  const { language } = useWords()
  const takeBrief = ({ target }: { target: EventTarget }) => {
    const day = briefDay((target as HTMLInputElement).value)
    if (day && day !== value && !(from && day < from) && !(to && day > to)) onChange?.(day)
  }
  return (
    <DatePicker
      {...rest}
      format={language === 'en' ? ways.en : ways.zh}
      value={value ? dayjs(value) : null}
      onKeyDown={(event) => {
        if (event.key === 'Enter') takeBrief(event)
      }}
      onBlur={(event) => {
        takeBrief(event)
        onBlur?.()
      }}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
      {...(from ? { minDate: dayjs(from) } : {})}
      {...(to ? { maxDate: dayjs(to) } : {})}
    />
  )
}
