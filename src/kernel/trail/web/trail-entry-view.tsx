import { useWords } from '../../language/web/words.tsx'
import { Facts } from '../../web/pieces/facts.tsx'
import { OrgTag } from '../../web/pieces/org-tag.tsx'
import { Timeline } from '../../web/pieces/timeline.tsx'
import type { TrailEntryShown } from '../contract.ts'
import { SubjectLink } from './subject-link.tsx'
import { useTimelineEntry } from './to-timeline.ts'

/** One entry with everything that is kept of it. */
export function TrailEntryView({ entry }: { entry: TrailEntryShown }) {
  const { t } = useWords()
  const toTimeline = useTimelineEntry()
  const { subject, organisation } = entry
  return (
    <div className="trail-entry">
      <h2>
        <SubjectLink subject={subject} />
      </h2>
      <Timeline entries={[toTimeline(entry)]} />
      <Facts
        facts={[
          {
            word: t('trail.page.organisation'),
            value: <OrgTag organisation={{ ...organisation, kind: null }} />,
          },
          { word: t('trail.page.action'), value: <code>{entry.action}</code> },
          { word: t('trail.page.seq'), value: <span className="number">{entry.seq}</span> },
          { word: t('trail.page.hash'), value: <code className="trail-hash">{entry.hash}</code>, wide: true },
        ]}
      />
    </div>
  )
}
