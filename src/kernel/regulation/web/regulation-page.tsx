import { useSearch } from '@tanstack/react-router'
import { useWords } from '../../language/web/words.tsx'
import { DocumentPage } from '../../web/document/document-page.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { SectionNav } from '../../web/pieces/section-nav.tsx'
import { useCall } from '../../web/use-call.ts'
import { type RegulationPage as Page, readRegulation } from '../contract.ts'
import { NumbersAnnex } from './numbers-annex.tsx'
import { RegulationChapter } from './regulation-chapter.tsx'
import { RegulationHead } from './regulation-head.tsx'
import { RegulationTools } from './regulation-tools.tsx'
import type { Standings } from './standing.ts'
import { useArriveAtClause } from './use-arrive-at-clause.ts'
import './regulation.css'

type Props = {
  /** Shown in the margin. */
  standings?: Standings | undefined
  /** Under the title: whose standing it is, and of when. */
  note?: string | undefined
}

/** The product's face: the regulation as a readable document, with the work behind each clause in its margin. */
export function RegulationPage({ standings, note }: Props) {
  const { language } = useWords()
  const { on }: { on?: string } = useSearch({ strict: false })
  const query = { language, ...(on ? { on } : {}) }
  const page = useCall(readRegulation, { query }, { fresh: 60_000, keep: true })
  return (
    <Loaded of={page} kind="document">
      {(regulation) => <Paper regulation={regulation} standings={standings} note={note} past={on} />}
    </Loaded>
  )
}

type PaperProps = {
  regulation: Page
  standings: Standings | undefined
  note: string | undefined
  past: string | undefined
}

function Paper({ regulation, standings, note, past }: PaperProps) {
  const { t } = useWords()
  const { title, short_title, language, chapters, numbers } = regulation
  useArriveAtClause()
  const annex = t('regulation.page.annex')
  const contents = [
    ...chapters.map((chapter) => ({ id: chapter.id, title: `${chapter.id}\u2002${chapter.title}` })),
    { id: 'numbers', title: annex },
  ]
  return (
    <div className="regulation">
      <DocumentPage
        title={short_title}
        lang={language}
        tools={<RegulationTools regulation={regulation} contents={contents} past={past} />}
        contents={<SectionNav sections={contents} />}
      >
        <h1>{title}</h1>
        <RegulationHead regulation={regulation} note={note} past={past} />
        {chapters.map((chapter) => (
          <RegulationChapter key={chapter.id} chapter={chapter} numbers={numbers} standings={standings} />
        ))}
        <NumbersAnnex title={annex} numbers={numbers} />
      </DocumentPage>
    </div>
  )
}
