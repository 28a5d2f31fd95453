import { Link } from '@tanstack/react-router'
import { useWords } from '../../language/web/words.tsx'
import { StandingBar } from '../../regulation/web/standing-bar.tsx'
import type { ClauseStanding } from '../contract.ts'
import { barOf } from './bar-of.ts'
import './standing-lines.css'

/** Clauses one below the other, what is counted of each and where it stands; `narrow`: the bar below the words. */
export function StandingLines({ clauses, narrow = false }: { clauses: ClauseStanding[]; narrow?: boolean }) {
  const { t } = useWords()
  const shown = (clause: ClauseStanding) => {
    const bar = barOf(clause)
    const more = { to: `/regulation/standing/${clause.clause_id}`, word: t('controls.results.more') }
    return bar.to === undefined && bar.total > 0 ? { ...bar, more } : bar
  }
  return (
    <ul className={`standing-lines${narrow ? ' is-narrow' : ''}`}>
      {clauses.map((clause) => (
        <li key={clause.clause_id}>
          <span className="standing-clause">
            <Link to={'/regulation' as string} hash={clause.clause_id} className="number">
              {clause.clause_id}
            </Link>
            <span>{clause.controls.map(({ measure }) => measure).join(t('controls.standing.and'))}</span>
          </span>
          <StandingBar standing={shown(clause)} />
        </li>
      ))}
    </ul>
  )
}
