import { Segmented } from 'antd'
import { type ReactNode, useState } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { usePersonName } from './person-tag.tsx'
import { When } from './when.tsx'
import './timeline.css'

type Named = { name: string; name_en?: string | null }

export type TimelineEntry = {
  id: string
  at: string
  actor: Named
  /** In whose place the actor acted. */
  for_person?: Named | null
  /** What was done, in words: "Submitted the application". */
  action: string
  note?: string | null
  /** Field → before and after, both already written for the reader; `lang` where they aren't in the reader's language. */
  diff?: { field: string; from: ReactNode; to: ReactNode; lang?: string }[]
  /** For the filter; entries without one show under "everything" only. */
  group?: string
  /** Marks sealed acts (issued, approved). */
  sealed?: boolean
}

type Props = {
  entries: TimelineEntry[]
  /** Filters in order: group → its word. */
  groups?: { key: string; word: string }[]
  more?: ReactNode
}

/** Everything that happened, newest first, each with actor, proxy and difference. */
export function Timeline({ entries, groups = [], more }: Props) {
  const { t } = useWords()
  const [shown, show] = useState('')
  const visible = shown === '' ? entries : entries.filter((entry) => entry.group === shown)
  return (
    <div className="timeline">
      {groups.length > 0 && (
        <Segmented
          size="small"
          value={shown}
          onChange={show}
          aria-label={t('web.timeline.filter')}
          options={[
            { value: '', label: t('web.timeline.everything') },
            ...groups.map(({ key, word }) => ({ value: key, label: word })),
          ]}
        />
      )}
      {visible.length === 0 && <p className="faint">{t('web.timeline.none')}</p>}
      <ol className="timeline-list">
        {visible.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {more}
    </div>
  )
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { t } = useWords()
  const name = usePersonName()
  return (
    <li className={`timeline-entry${entry.sealed ? ' is-sealed' : ''}`}>
      <p>
        <strong>{name(entry.actor)}</strong>
        {entry.for_person && (
          <span className="muted"> {t('web.timeline.for_person', { name: name(entry.for_person) })}</span>
        )}
        <span> {entry.action}</span>{' '}
        <span className="timeline-when">
          <When at={entry.at} />
        </span>
      </p>
      {entry.note && <blockquote className="timeline-note">{entry.note}</blockquote>}
      {entry.diff && entry.diff.length > 0 && (
        <dl className="timeline-diff">
          {entry.diff.map(({ field, from, to, lang }) => (
            <div key={field}>
              <dt>{field}</dt>
              <dd lang={lang}>
                <del>{from ?? '—'}</del>
                <span aria-hidden="true"> → </span>
                <ins>{to ?? '—'}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  )
}
