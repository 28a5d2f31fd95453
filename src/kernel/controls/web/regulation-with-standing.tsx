import { useSearch } from '@tanstack/react-router'
import { useWords } from '../../language/web/words.tsx'
import { RegulationPage } from '../../regulation/web/regulation-page.tsx'
import { useMay } from '../../web/session.tsx'
import { useCall } from '../../web/use-call.ts'
import { readStanding } from '../contract.ts'
import { barOf } from './bar-of.ts'

/** The regulation with the standing of this year beside each clause: the network's, or the reader's own. */
export function RegulationWithStanding() {
  const { t, formats } = useWords()
  const { on }: { on?: string } = useSearch({ strict: false })
  const enabled = useMay()('controls.standing.read') && on === undefined
  const { data } = useCall(readStanding, undefined, { enabled, fresh: 60_000 })
  if (!enabled || !data) return <RegulationPage />
  const { scope, period, clauses, measured_at } = data
  const word = t('controls.results.more')
  const standings = Object.fromEntries(
    clauses.map((clause) => [
      clause.clause_id,
      {
        ...barOf(clause),
        ...(clause.status === 'not_measured'
          ? {}
          : { more: { to: `/regulation/standing/${clause.clause_id}`, word } }),
      },
    ]),
  )
  const note = [
    t(`controls.standing.note.${scope}`, { year: period.key }),
    ...(measured_at ? [t('controls.standing.measured_at', { at: formats.dateTime(measured_at) })] : []),
  ].join(' ')
  return <RegulationPage standings={standings} note={note} />
}
