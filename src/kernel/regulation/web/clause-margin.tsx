import { useWords } from '../../language/web/words.tsx'
import { useGo } from '../../web/navigation.ts'
import { useMay } from '../../web/session.tsx'
import type { ReadClause } from '../contract.ts'
import { clauseLinks } from './clause-links.ts'
import type { ClauseStanding } from './standing.ts'
import { StandingBar } from './standing-bar.tsx'

type Props = { clause: ReadClause; standing: ClauseStanding | undefined }

/** Beside a clause: its standing, its numbers, the work and the records behind it, and how it is measured. */
export function ClauseMargin({ clause, standing }: Props) {
  const { t } = useWords()
  const may = useMay()
  const links = clauseLinks(clause.id).filter(({ permission }) => may(permission))
  const { numbers, controls } = clause
  if (!standing && numbers.length + links.length + controls.length === 0) return null
  return (
    <aside className="clause-margin" aria-label={t('regulation.page.margin', { id: clause.id })}>
      {standing && <StandingBar standing={standing} />}
      {numbers.length > 0 && (
        <dl className="clause-numbers">
          {numbers.map(({ parameter, label, value }) => (
            <div key={parameter}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {links.length > 0 && (
        <ul className="clause-links">
          {links.map(({ to, label, kind }) => (
            <li key={`${to} ${label}`} className={`is-${kind}`}>
              <PathLink to={to}>{t(label)}</PathLink>
            </li>
          ))}
        </ul>
      )}
      {controls.length > 0 && (
        <details className="clause-measures">
          <summary>{t('regulation.page.measured')}</summary>
          <ul>
            {controls.map(({ key, measure }) => (
              <li key={key}>{measure}</li>
            ))}
          </ul>
        </details>
      )}
    </aside>
  )
}

function PathLink({ to, children }: { to: string; children: string }) {
  const go = useGo()
  return (
    <a
      href={to}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        go(to)
      }}
    >
      {children}
    </a>
  )
}
