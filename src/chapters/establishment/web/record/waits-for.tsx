import { useWords } from '../../../../kernel/language/web/words.tsx'
import { usePersonName } from '../../../../kernel/web/pieces/person-tag.tsx'
import { WorkingTimeLeft } from '../../../../kernel/web/pieces/working-time-left.tsx'
import type { ApplicationPage } from '../../application/contract.ts'

const reviewing: ApplicationPage['state'][] = ['submitted', 'in_review', 'more_wanted']

/** For whom or what it waits, and until when. */
export function WaitsFor({ application }: { application: ApplicationPage }) {
  const { t } = useWords()
  const name = usePersonName()
  const { state, reviewer, applicant, review_due_at, working_minutes_left, day_minutes } = application
  if (state === 'completed' || state === 'rejected' || state === 'withdrawn') return null
  const registered =
    state === 'issued' && application.registrations.every(({ filed_at }) => filed_at !== null)
  const who =
    state === 'draft' || state === 'more_wanted' ? applicant : state === 'in_review' ? reviewer : null
  return (
    <div className="waits-for">
      <p>
        <strong>{t(`establishment.record.waits.${registered ? 'registered' : state}`)}</strong>
        {who && <span className="muted"> · {name(who)}</span>}
      </p>
      {review_due_at && reviewing.includes(state) && (
        <p>
          <span className="faint">{t('establishment.record.waits.review_due')}</span>{' '}
          <WorkingTimeLeft minutes={working_minutes_left} due_at={review_due_at} day_minutes={day_minutes} />
        </p>
      )}
    </div>
  )
}
