import { useWords } from '../../../../kernel/language/web/words.tsx'
import { PathLink } from '../../../../kernel/web/pieces/path-link.tsx'
import { PersonTag } from '../../../../kernel/web/pieces/person-tag.tsx'
import { When } from '../../../../kernel/web/pieces/when.tsx'
import type { ComplaintPage } from '../../complaint/contract.ts'

/** Why the complaint was raised to risk, when, and who was told. */
export function Signals({ complaint: { signals } }: { complaint: ComplaintPage }) {
  const { t } = useWords()
  return (
    <ul className="complaint-similar">
      {signals.map(({ id, cause, times, days, raised_at, list, issue }) => (
        <li key={id}>
          <p>
            <PathLink to={list}>{t('complaints.page.signal', { cause, times, days })}</PathLink>{' '}
            <When at={raised_at} />
          </p>
          {issue && (
            <p>
              {t('complaints.page.signal_issue')}{' '}
              <PathLink to={`/issues/${issue.id}`}>{issue.number}</PathLink>
              {' · '}
              {issue.told ? (
                <>
                  {t('complaints.page.signal_told')} <PersonTag person={issue.told} bare />
                </>
              ) : (
                t('complaints.page.signal_told_above')
              )}{' '}
              {issue.told_at && <When at={issue.told_at} />}
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
