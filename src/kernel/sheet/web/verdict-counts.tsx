import { Link } from '@tanstack/react-router'
import { useWords } from '../../language/web/words.tsx'
import { StateChip, type Tone } from '../../web/pieces/state-chip.tsx'

type Counted = { verdict: string; tone: Tone; word: string; help: string; count: number }

/** How many rows come out how; each count opens its rows. */
export function VerdictCounts({ rows, counts }: { rows: string; counts: Counted[] }) {
  const { formats } = useWords()
  return (
    <ul className="sheet-import-verdicts">
      {counts.map(({ verdict, tone, word, help, count }) => (
        <li key={verdict}>
          <Link to={rows as string} search={{ verdict } as never} className="sheet-import-verdict">
            <StateChip plain tone={tone} word={word} />
            <span className="sheet-import-count number">{formats.number(count)}</span>
            <span className="faint">{help}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
