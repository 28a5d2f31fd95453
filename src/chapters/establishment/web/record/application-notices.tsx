import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import { WantedNotice } from '../form/wanted-notice.tsx'
import '../notice.css'

/** What holds the application up, or why it ended. */
export function ApplicationNotices({ application }: { application: ApplicationPage }) {
  const { t, formats } = useWords()
  const { state, reason, registrations, visits } = application
  const overdue = registrations.filter((one) => one.state === 'overdue')
  const last = visits.filter((visit) => visit.completed_at !== null && !visit.elsewhere).at(-1)
  const critical = state === 'in_review' && last !== undefined && last.failed_critical.length > 0
  const reasonTitle =
    state === 'rejected'
      ? t('establishment.record.notice.rejected')
      : state === 'withdrawn'
        ? t('establishment.record.notice.withdrawn')
        : t('establishment.record.notice.sent_on')
  return (
    <>
      {state === 'more_wanted' && <WantedNotice application={application} />}
      {reason && (
        <aside className="form-notice" aria-label={reasonTitle}>
          <strong>{reasonTitle}</strong>
          <blockquote>{reason}</blockquote>
        </aside>
      )}
      {critical && <p className="form-notice is-seal">{t('establishment.record.notice.critical')}</p>}
      {overdue.length > 0 && (
        <p className="form-notice is-seal">
          {t('establishment.record.notice.overdue', {
            titles: formats.list(overdue.map(({ title }) => title)),
          })}
        </p>
      )}
    </>
  )
}
