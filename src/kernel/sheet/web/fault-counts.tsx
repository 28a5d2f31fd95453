import { Link } from '@tanstack/react-router'
import { useWords } from '../../language/web/words.tsx'

/** Faults of one weight with their numbers of rows. */
export type FaultGroup = { title: string; faults: { code: string; word: string; count: number }[] }

/** Each kind of fault with its number of rows, in the order given; each opens its rows. */
export function FaultCounts({ rows, groups }: { rows: string; groups: FaultGroup[] }) {
  const { t } = useWords()
  const some = groups.filter(({ faults }) => faults.length > 0)
  if (some.length === 0) return <p className="muted">{t('sheet.import.no_faults')}</p>
  return (
    <section className="card sheet-import-card">
      <h2>{t('sheet.import.faults_title')}</h2>
      <div className="sheet-import-faults">
        {some.map(({ title, faults }) => (
          <div key={title}>
            <h3>{title}</h3>
            <ul>
              {faults
                .toSorted((a, b) => b.count - a.count)
                .map(({ code, word, count }) => (
                  <li key={code}>
                    <Link to={rows as string} search={{ fault: code } as never}>
                      {word}
                    </Link>
                    <span className="number muted">{t('sheet.import.fault_rows', { count })}</span>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  )
}
