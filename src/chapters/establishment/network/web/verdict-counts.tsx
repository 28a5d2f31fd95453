import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { StateChip, type Tone } from '../../../../kernel/web/pieces/state-chip.tsx'
import { type Summary, type Verdict, verdicts } from '../dry-run/contract.ts'

export const verdictTones: Record<Verdict, Tone> = {
  create: 'progress',
  change: 'progress',
  same: 'done',
  doubtful: 'waiting',
  refused: 'refused',
}

/** How many rows come out how; each count opens its rows. */
export function VerdictCounts({ id, summary }: { id: string; summary: Summary }) {
  const { t, formats } = useWords()
  return (
    <ul className="network-import-verdicts">
      {verdicts.map((verdict) => (
        <li key={verdict}>
          <Link
            to={`/organisations/import/${id}/rows` as string}
            search={{ verdict } as never}
            className="network-import-verdict"
          >
            <StateChip
              plain
              tone={verdictTones[verdict]}
              word={t(`establishment.network.verdicts.${verdict}`)}
            />
            <span className="network-import-count number">
              {formats.number(summary.verdicts[verdict] ?? 0)}
            </span>
            <span className="faint">{t(`establishment.network_import.verdict_help.${verdict}`)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
