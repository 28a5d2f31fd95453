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

/** Shown the first way, and read from any of them when typed. */
const ways = {
  zh: ['YYYY-MM-DD', 'YYYY-M-D', 'YYYY/MM/DD', 'YYYY/M/D', 'YYYYMMDD'],
  en: ['DD MMM YYYY', 'D MMM YYYY', 'DD/MM/YYYY', 'D/M/YYYY', 'YYYY-MM-DD'],
}

/** A day as `YYYY-MM-DD`; for use inside `Field`. */
export function DayField({ value, onChange, from, to, ...rest }: Props) {
  const { language } = useWords()
  return (
    <DatePicker
      {...rest}
      format={language === 'en' ? ways.en : ways.zh}
      value={value ? dayjs(value) : null}
      onChange={(day) => onChange?.(day ? day.format('YYYY-MM-DD') : null)}
      {...(from ? { minDate: dayjs(from) } : {})}
      {...(to ? { maxDate: dayjs(to) } : {})}
    />
  )
}
