import { Link } from '@tanstack/react-router'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { type FaultCode, type Summary, weightOf } from '../dry-run/contract.ts'

const weights = ['refuses', 'doubts', 'notes'] as const

/** Each kind of fault with its number of rows, the weightiest first; each opens its rows. */
export function FaultCounts({ id, summary }: { id: string; summary: Summary }) {
  const { t } = useWords()
  const faults = (Object.entries(summary.faults) as [FaultCode, number][]).sort((a, b) => b[1] - a[1])
  if (faults.length === 0) return <p className="muted">{t('establishment.network_import.no_faults')}</p>
  return (
    <section className="card network-import-card">
      <h2>{t('establishment.network_import.faults_title')}</h2>
      <div className="network-import-faults">
        {weights.map((weight) => {
          const some = faults.filter(([code]) => weightOf(code) === weight)
          return some.length === 0 ? null : (
            <div key={weight}>
              <h3>{t(`establishment.network.weights.${weight}`)}</h3>
              <ul>
                {some.map(([code, count]) => (
                  <li key={code}>
                    <Link to={`/organisations/import/${id}/rows` as string} search={{ fault: code } as never}>
                      {t(`establishment.network.short.${code}`)}
                    </Link>
                    <span className="number muted">
                      {t('establishment.network_import.fault_rows', { count })}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          )
        })}
      </div>
    </section>
  )
}
