import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { readTrail, type TrailEntryShown } from '../../trail/contract.ts'
import { SubjectLink } from '../../trail/web/subject-link.tsx'
import { useActedWord, useActorName } from '../../trail/web/use-trail-words.ts'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { PageSkeleton } from '../../web/pieces/page-skeleton.tsx'
import { usePersonName } from '../../web/pieces/person-tag.tsx'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { When } from '../../web/pieces/when.tsx'
import { useMay } from '../../web/session.tsx'
import { usePages } from '../../web/use-pages.ts'

/** What happened in my organisations since yesterday, as far as I may read it: of each thing the latest. Who signed in is no change. */
export function RecentChanges() {
  const { t } = useWords()
  const may = useMay()
  const [since] = useState(startOfYesterday)
  const pages = usePages<TrailEntryShown>(
    readTrail,
    { query: { since, without: 'access', latest: 'true' } },
    12,
  )
  return (
    <section className="workbench-changes" aria-labelledby="workbench-changes">
      <div className="workbench-section-head">
        <h2 id="workbench-changes">{t('tasks.workbench.changes')}</h2>
        {may('trail.chain.read') && <Link to="/trail">{t('tasks.workbench.whole_trail')}</Link>}
      </div>
      <div className="card">
        {pages.loading && <PageSkeleton kind="rows" rows={6} />}
        {pages.problem && <ProblemView inline problem={pages.problem} retry={pages.retry} />}
        {!pages.loading && !pages.problem && pages.rows.length === 0 && (
          <p className="workbench-none muted">{t('tasks.workbench.no_changes')}</p>
        )}
        <ol className="changes">
          {pages.rows.map((entry) => (
            <Change key={entry.id} entry={entry} />
          ))}
        </ol>
        {pages.more && (
          <p className="workbench-more">
            <Button type="text" size="small" loading={pages.loadingMore} onClick={pages.loadMore}>
              {t('tasks.workbench.more_changes')}
            </Button>
          </p>
        )}
      </div>
    </section>
  )
}

function Change({ entry }: { entry: TrailEntryShown }) {
  const actedWord = useActedWord()
  const actorName = useActorName()
  const personName = usePersonName()
  const { subject, organisation } = entry
  return (
    <li className="change">
      <p>
        <strong>{personName(actorName(entry.actor))}</strong> {actedWord(entry)}{' '}
        {(subject.number || subject.title) && <SubjectLink subject={subject} />}
      </p>
      <p className="change-place">
        <OrgTag organisation={{ ...organisation, kind: null }} />
        <When at={entry.at} table />
      </p>
    </li>
  )
}

function startOfYesterday(): string {
  const at = new Date()
  at.setDate(at.getDate() - 1)
  at.setHours(0, 0, 0, 0)
  return at.toISOString()
}
