import type { ReactNode } from 'react'
import { useWords } from '../../language/web/words.tsx'
import { usePageTitle } from '../page-title.ts'
import { SectionNav } from '../pieces/section-nav.tsx'
import { StateChip, type Tone } from '../pieces/state-chip.tsx'
import type { RecordAction } from './actions.ts'
import { RecordActions } from './record-actions.tsx'
import './record-page.css'

export type RecordSection = {
  /** The anchor: `…/applications/123#review`. */
  id: string
  title: string
  content: ReactNode
  count?: number
  /** At the right of the section's head: a small link or button. */
  extra?: ReactNode
}

type Props = {
  number?: string | null
  title: string
  state: { tone: Tone; word: string }
  /** Who and when, in one line under the title: `{ applicant: <PersonTag …/>, submitted: <When …/> }`. */
  meta?: Record<string, ReactNode>
  /** The organisation the record belongs to; stands in the breadcrumb. */
  organisation?: { id: string; name: string; name_en?: string | null } | null
  /** What the server says this reader may do now. */
  can?: readonly string[]
  /** In order of weight: the first that is possible becomes the primary button. */
  actions?: RecordAction[]
  /** Above everything: what holds it up, what is missing, who is asked. */
  notice?: ReactNode
  sections: (RecordSection | false | null | undefined)[]
  /** Beside the content: approval progress, tasks, files, links. */
  rail?: (RecordSection | false | null | undefined)[]
  /** Everything that happened; a `Timeline`. */
  timeline?: ReactNode
}

/** A record in the house's way: see design.md, "Record". */
export function RecordPage(props: Props) {
  const { number, title, state, meta = {}, organisation, can = [], actions = [], notice, timeline } = props
  const { t } = useWords()
  usePageTitle(number ? `${number} ${title}` : title, organisation)
  const sections = props.sections.filter(isSection)
  const rail = (props.rail ?? []).filter(isSection)
  const links = [...sections, ...(timeline ? [{ id: 'timeline', title: t('web.record.timeline') }] : [])]
  return (
    <article className="record">
      <header className="record-head">
        <div className="record-names">
          {number && <p className="record-number">{number}</p>}
          <div className="record-title">
            <h1>{title}</h1>
            <StateChip {...state} />
          </div>
          <ul className="record-meta">
            {Object.entries(meta).map(([key, part]) => part && <li key={key}>{part}</li>)}
          </ul>
        </div>
        <RecordActions actions={actions} can={can} />
      </header>
      {notice && <div className="record-notice">{notice}</div>}
      {links.length > 3 && (
        <div className="record-nav">
          <SectionNav sections={links} across />
        </div>
      )}
      <div className={`record-body${rail.length > 0 ? ' has-rail' : ''}`}>
        <div className="record-main">
          {sections.map((section) => (
            <Section key={section.id} section={section} />
          ))}
          {timeline && (
            <Section section={{ id: 'timeline', title: t('web.record.timeline'), content: timeline }} />
          )}
        </div>
        {rail.length > 0 && (
          <aside className="record-rail" aria-label={t('web.record.rail')}>
            {rail.map((section) => (
              <Section key={section.id} section={section} />
            ))}
          </aside>
        )}
      </div>
    </article>
  )
}

function Section({ section: { id, title, count, extra, content } }: { section: RecordSection }) {
  return (
    <section id={id} className="record-section" aria-labelledby={`${id}-title`}>
      <header>
        <h2 id={`${id}-title`}>{title}</h2>
        {count !== undefined && <span className="record-count number">{count}</span>}
        {extra && <div className="record-extra no-print">{extra}</div>}
      </header>
      {content}
    </section>
  )
}

function isSection(section: RecordSection | false | null | undefined): section is RecordSection {
  return Boolean(section)
}
