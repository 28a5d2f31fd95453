import { Button } from 'antd'
import { useWords } from '../../language/web/words.tsx'
import { StandingBar } from '../../regulation/web/standing-bar.tsx'
import { When } from '../../web/pieces/when.tsx'
import type { MeasuredMonth } from '../contract.ts'
import { RecordLinks } from './record-links.tsx'

type Props = {
  months: MeasuredMonth[]
  /** Measures a month anew; left out: the reader may not. */
  measure?: ((period: string) => unknown) | undefined
}

/** What a clause came to, month by month, by which edition, and when that was measured. */
export function MonthsTable({ months, measure }: Props) {
  const { t } = useWords()
  return (
    <div className="months-table">
      <p className="muted">{t('controls.results.counted_now')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('controls.results.month')}</th>
            <th scope="col">{t('controls.results.came_to')}</th>
            <th scope="col">{t('controls.results.by_edition')}</th>
            <th scope="col">{t('controls.results.measured_at')}</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ period, status, met, total, edition, measured_at, controls }) => (
            <tr key={period}>
              <th scope="row" className="number">
                {period}
              </th>
              <td>
                <StandingBar standing={{ met, total, status }} />
                <RecordLinks controls={controls} />
              </td>
              <td className="number">{edition ?? '—'}</td>
              <td>
                {measured_at ? <When at={measured_at} /> : '—'}
                {measure && (
                  <Button
                    type="link"
                    size="small"
                    aria-label={t('controls.results.measure_month', { period })}
                    onClick={() => measure(period)}
                  >
                    {t('controls.results.measure')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
