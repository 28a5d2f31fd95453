import { Link } from '@tanstack/react-router'
import { readStanding } from '../../../../kernel/controls/contract.ts'
import { barOf } from '../../../../kernel/controls/web/bar-of.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { StandingBar } from '../../../../kernel/regulation/web/standing-bar.tsx'
import { Loaded } from '../../../../kernel/web/pieces/loaded.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import './standing-section.css'

/** Where an organisation stands this year on each clause of chapter 2 that is counted. */
export function StandingSection({ org_id }: { org_id: string }) {
  const { t } = useWords()
  const query = useCall(readStanding, { query: { clause: '2', organisation_id: org_id } })
  return (
    <Loaded of={query} kind="rows" rows={5}>
      {({ period, edition, clauses }) => (
        <>
          <p className="faint">
            {t('establishment.registry.standing_of', { year: period.key, edition: edition.number })}
          </p>
          <ul className="standing-lines">
            {clauses.map((clause) => (
              <li key={clause.clause_id}>
                <span className="standing-clause">
                  <Link to={'/regulation' as string} hash={clause.clause_id} className="number">
                    {clause.clause_id}
                  </Link>
                  <span>{clause.controls.map(({ measure }) => measure).join(' ')}</span>
                </span>
                <StandingBar standing={barOf(clause)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Loaded>
  )
}
