import { useWords } from '../../language/web/words.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import type { IssuePage } from '../acts/contract.ts'

/** What is next and whose it is; why it came back. */
export function IssueNotice({ issue }: { issue: IssuePage }) {
  const { t, formats } = useWords()
  const nameOf = usePersonName()
  const { state, waits_for, due_on, overdue, ruling, reopenings } = issue
  if (state === 'closed') return null
  const name = waits_for ? nameOf(waits_for) : t('issues.next.anybody')
  const day = formats.date(due_on)
  return (
    <aside className={`issue-notice${overdue ? ' is-seal' : ''}`} aria-label={t('issues.next.title')}>
      <strong>{t(`issues.next.${state}`, { name })}</strong>
      <span>
        {t(overdue ? 'issues.next.was_due' : 'issues.next.due', { day })}
        {reopenings > 0 && ` ${t('issues.next.counts_from_first')}`}
      </span>
      {ruling && (state === 'returned' || state === 'reopened') && <blockquote>{ruling}</blockquote>}
    </aside>
  )
}
