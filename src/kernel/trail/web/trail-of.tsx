import { Button } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { PageSkeleton } from '../../web/pieces/page-skeleton.tsx'
import { ProblemView } from '../../web/pieces/problem-view.tsx'
import { Timeline, type TimelineEntry } from '../../web/pieces/timeline.tsx'
import { usePages } from '../../web/use-pages.ts'
import { readTrail, type TrailEntryShown } from '../contract.ts'
import { useTimelineEntry } from './to-timeline.ts'

type Props = {
  org_id: string
  /** Without a subject: everything at the organisation. */
  subject_type?: string
  subject_id?: string
  /** Filters: the beginning of the actions (`approvals.request`) and its word. */
  groups?: { key: string; word: string }[]
  /** Says more of an entry than its words do: names for ids, amounts for minor units. */
  adapt?: (entry: TimelineEntry, shown: TrailEntryShown) => TimelineEntry
}

/** Everything that happened to a record, the latest first. */
export function TrailOf({ org_id, subject_type, subject_id, groups, adapt }: Props) {
  const { t } = useWords()
  const toTimeline = useTimelineEntry()
  const pages = usePages<TrailEntryShown>(readTrail, { query: { org_id, subject_type, subject_id } }, 20)
  if (pages.loading) return <PageSkeleton kind="rows" rows={4} />
  if (pages.problem && pages.rows.length === 0)
    return <ProblemView inline problem={pages.problem} retry={pages.retry} />
  if (pages.rows.length === 0) return <p className="faint">{t('trail.entry.none')}</p>
  return (
    <Timeline
      entries={pages.rows.map((shown) => adapt?.(toTimeline(shown), shown) ?? toTimeline(shown))}
      {...(groups ? { groups } : {})}
      more={
        pages.more && (
          <Button type="text" loading={pages.loadingMore} onClick={pages.loadMore}>
            {t('trail.entry.more')}
          </Button>
        )
      }
    />
  )
}
