import { useWords } from '../../../../kernel/language/web/words.tsx'
import { PathLink } from '../../../../kernel/web/pieces/path-link.tsx'
import type { ChangePage } from '../contract.ts'
import '../../web/notice.css'

/** What holds a filing up or why it ended, and from which day it holds. */
export function ChangeNotice({ change }: { change: ChangePage }) {
  const { state, ruling, effective_on, held_up, blocking } = change
  const { t, formats } = useWords()
  const ruled = state === 'more_wanted' || state === 'rejected' || state === 'withdrawn' ? state : undefined
  if (ruled && ruling) {
    const title = t(`establishment.change.page.ruling.${ruled}`)
    return (
      <aside className="form-notice" aria-label={title}>
        <strong>{title}</strong>
        <blockquote>{ruling}</blockquote>
      </aside>
    )
  }
  if (held_up)
    return <p className="form-notice is-seal">{t('establishment.change.page.held_up', { why: held_up })}</p>
  if (blocking.length > 0)
    return (
      <p className="form-notice">
        <strong>{t('establishment.change.form.blocked')}</strong>
        <span className="problem-ways">
          {blocking.map(({ word, link }) => (
            <PathLink key={link + word} to={link}>
              {word}
            </PathLink>
          ))}
        </span>
      </p>
    )
  if (effective_on === null) return null
  const day = formats.date(effective_on)
  if (state === 'approved')
    return <p className="form-notice">{t('establishment.change.page.from', { day })}</p>
  if (state === 'completed')
    return <p className="form-notice">{t('establishment.change.page.since', { day })}</p>
  return null
}
