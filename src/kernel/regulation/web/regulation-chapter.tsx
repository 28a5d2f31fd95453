import { useWords } from '../../language/web/words.tsx'
import type { ReadChapter, ReadClause, RegulationPage } from '../contract.ts'
import { ClauseMargin } from './clause-margin.tsx'
import { ClausePieces } from './clause-pieces.tsx'
import { CopyLink } from './copy-link.tsx'
import type { Standings } from './standing.ts'

type Props = {
  chapter: ReadChapter
  numbers: RegulationPage['numbers']
  standings: Standings | undefined
}

export function RegulationChapter({ chapter, numbers, standings }: Props) {
  return (
    <section id={chapter.id} className="regulation-part">
      <h2>
        <span className="regulation-number">{chapter.id}</span>
        {chapter.title}
        <CopyLink id={chapter.id} />
      </h2>
      {chapter.sections.map((section) => (
        <section key={section.id} id={section.id} className="regulation-part">
          <h3>
            <span className="regulation-number">{section.id}</span>
            {section.title}
            <CopyLink id={section.id} />
          </h3>
          {section.clauses.map((clause) => (
            <ClauseLine
              key={clause.id}
              clause={clause}
              alone={clause.id === section.id}
              numbers={numbers}
              standings={standings}
            />
          ))}
        </section>
      ))}
    </section>
  )
}

type LineProps = Omit<Props, 'chapter'> & {
  clause: ReadClause
  /** The section's only clause carries the section's number, which is said once. */
  alone: boolean
}

function ClauseLine({ clause, alone, numbers, standings }: LineProps) {
  const { t } = useWords()
  return (
    <div id={alone ? undefined : clause.id} className={`clause${alone ? ' is-alone' : ''}`}>
      <div className="clause-text">
        {!alone && (
          <a className="clause-number" href={`#${clause.id}`}>
            {clause.id}
          </a>
        )}
        <p>
          <ClausePieces pieces={clause.pieces} numbers={numbers} />
          {clause.supplementary && (
            <span className="clause-supplementary">{t('regulation.page.supplementary')}</span>
          )}
        </p>
        {!alone && <CopyLink id={clause.id} />}
      </div>
      <ClauseMargin clause={clause} standing={standings?.[clause.id]} />
    </div>
  )
}
