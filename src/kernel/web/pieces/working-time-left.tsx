import { useWords } from '../../language/web/words.tsx'
import { dueWords, lastMomentOf } from './due-words.ts'
import { useNow } from './now.ts'
import { When } from './when.tsx'
import './working-time-left.css'

type Props = {
  /** Working minutes until the due time, counted by the server's calendar; negative when past, null when unknown. */
  minutes: number | null
  due_at: string
  /** Working minutes of a full day of that calendar, to speak of days when there is time. */
  day_minutes: number
  /** Below this many working minutes it is soon. */
  soon_minutes?: number
  /** Short words for a column that says what it is about. */
  table?: boolean
}

/** "4 h 20 min of working time left": plain while there is time, amber when soon, red when past. */
export function WorkingTimeLeft({ minutes, due_at, day_minutes, soon_minutes = day_minutes, table }: Props) {
  const { t, formats } = useWords()
  const now = useNow()
  const due = dueWords(due_at, { formats, endOfDay: (day) => t('web.time.end_of_day', { day }) })
  if (minutes === null)
    return table ? (
      <When at={lastMomentOf(due_at).toISOString()} table />
    ) : (
      <time dateTime={due_at}>{due}</time>
    )
  const amount = Math.abs(minutes)
  const days = Math.floor(amount / day_minutes)
  const tone = minutes < 0 ? 'overdue' : minutes <= soon_minutes ? 'soon' : 'calm'
  const way = minutes < 0 ? 'overdue' : 'left'
  // What is due at night or on a day off, with no working time before it.
  const none = minutes === 0 && new Date(due_at) > now
  const word = none
    ? t('web.time.none_left', { time: due })
    : days >= 2
      ? t(`web.time.days_${way}`, { count: days })
      : t(table ? `web.time.short_${way}` : `web.time.${way}`, { time: formats.duration(amount) })
  return (
    <time dateTime={due_at} title={due} className={`time-left is-${tone}`}>
      {word}
    </time>
  )
}
