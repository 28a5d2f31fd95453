import { Tooltip } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { useNow } from './now.ts'
import './tags.css'

type Props = {
  /** An instant in ISO, or a day `YYYY-MM-DD`. */
  at: string
  /** Documents and print: the exact time is written out. */
  exact?: boolean
  /** In a table the exact time shows on hover only, so that Tab doesn't stop at every row. */
  table?: boolean
  /** A time something is due by: once past it stands out, in a table. */
  due?: boolean
}

/** A time: relative, with the exact time on hover and focus, and on paper. */
export function When({ at, exact, table, due }: Props) {
  const { formats } = useWords()
  const now = useNow()
  const isDay = at.length === 10
  const full = isDay ? formats.date(at, { style: 'weekday' }) : formats.dateTime(at)
  if (exact) return <time dateTime={at}>{isDay ? formats.date(at) : full}</time>
  const text = formats.relative(at, now)
  if (table) {
    return (
      <span className={`when-place number${due && new Date(at) < now ? ' is-past' : ''}`} data-exact={full}>
        <time dateTime={at} title={full}>
          {text}
        </time>
      </span>
    )
  }
  return (
    <Tooltip title={full}>
      <button type="button" className="plain-button when when-place" data-exact={full}>
        <time dateTime={at}>{text}</time>
      </button>
    </Tooltip>
  )
}
