import { useWords } from '../../language/web/words.tsx'
import { GoButton } from '../../web/pieces/go-button.tsx'
import type { ClauseStanding } from './standing.ts'
import './standing-bar.css'

/** met / total as a bar; the word beside it says what the colour says. */
export function StandingBar({ standing }: { standing: ClauseStanding }) {
  const { t, formats } = useWords()
  const { met, total, status, to, more } = standing
  const share = total > 0 ? met / total : 0
  const counted = !['no_data', 'not_measured', 'not_applicable'].includes(status)
  return (
    <div className={`standing is-${status}`}>
      {counted && (
        <svg className="standing-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
          <rect width="100" height="6" className="standing-whole" />
          <rect width={share * 100} height="6" className="standing-met" />
        </svg>
      )}
      <span className="standing-word">
        {t(`regulation.standing.${status}`)}
        {counted && (
          <span className="number">
            {' '}
            {formats.number(met)} / {formats.number(total)}
          </span>
        )}
      </span>
      {to && (
        <GoButton to={to} type="link" size="small">
          {t('regulation.standing.records')}
        </GoButton>
      )}
      {more && (
        <GoButton to={more.to} type="link" size="small">
          {more.word}
        </GoButton>
      )}
    </div>
  )
}
