import { Link } from '@tanstack/react-router'
import { useWords } from '../../language/web/words.tsx'
import { Loaded } from '../../web/pieces/loaded.tsx'
import { useMay } from '../../web/session.tsx'
import { useCall } from '../../web/use-call.ts'
import { type ClauseStanding, readStanding, type Standing } from '../contract.ts'
import { StandingLines } from './standing-lines.tsx'

/** Of the clauses that are not kept, so many; the regulation shows them all. */
const most = 5

/** Where the reader's organisations stand this year: how many clauses are kept, and first those that are not. */
export function OwnStanding() {
  const { t } = useWords()
  const enabled = useMay()('controls.standing.read')
  const standing = useCall(readStanding, undefined, { enabled, fresh: 60_000 })
  if (!enabled) return null
  return (
    <section className="workbench-standing" aria-labelledby="workbench-standing">
      <div className="workbench-section-head">
        <h2 id="workbench-standing">
          {t(standing.data ? `controls.standing.own.${standing.data.scope}` : 'controls.standing.own.title')}
        </h2>
        <Link to={'/regulation' as string}>{t('controls.standing.own.whole')}</Link>
      </div>
      <div className="card standing-card">
        <Loaded of={standing} kind="rows" rows={4}>
          {(found) => <Counted standing={found} />}
        </Loaded>
      </div>
    </section>
  )
}

function Counted({ standing: { clauses, period, measured_at } }: { standing: Standing }) {
  const { t, formats } = useWords()
  const breached = clauses.filter(({ status }) => status === 'breached').sort(byUnmet)
  const counted = clauses.filter(({ status }) => status === 'met' || status === 'breached')
  if (counted.length === 0)
    return <p className="muted">{t('controls.standing.own.nothing', { year: period.key })}</p>
  const numbers = { year: period.key, met: counted.length - breached.length, count: counted.length }
  return (
    <>
      <p>
        {t('controls.standing.own.counts', numbers)}
        {breached.length > most && ` ${t('controls.standing.own.worst', { count: most })}`}
        {measured_at && ` ${t('controls.standing.measured_at', { at: formats.dateTime(measured_at) })}`}
      </p>
      {breached.length > 0 && <StandingLines clauses={breached.slice(0, most)} narrow />}
    </>
  )
}

/** The clause with the most left to do comes first. */
const byUnmet = (a: ClauseStanding, b: ClauseStanding) => b.total - b.met - (a.total - a.met)
