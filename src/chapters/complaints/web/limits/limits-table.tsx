import type { ReturnOf } from '../../../../kernel/http/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { LimitsVersion, readLimits } from '../../limits/contract.ts'

export type RegulationLimits = ReturnOf<typeof readLimits>['regulation']
type Props = { limits: LimitsVersion['limits']; regulation: RegulationLimits }

/** One row per severity; what is left to the regulation says so. */
export function LimitsTable({ limits, regulation }: Props) {
  const { t } = useWords()
  const or = (set: number | null, most: number, word: 'hours' | 'days') =>
    set === null || set >= most
      ? t(`complaints.limits_page.as_regulation_${word}`, { count: most })
      : t(`complaints.limits_page.${word}`, { count: set })
  return (
    <div className="limits-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('complaints.field.severity')}</th>
            <th scope="col">{t('complaints.clock.response')}</th>
            <th scope="col">{t('complaints.clock.update')}</th>
            <th scope="col">{t('complaints.clock.resolution')}</th>
          </tr>
        </thead>
        <tbody>
          {limits.map(({ severity, response_hours, update_hours, resolve_days }) => (
            <tr key={severity}>
              <th scope="row">{t(`complaints.severity.${severity as 1 | 2 | 3 | 4}`)}</th>
              <td>{or(response_hours, regulation.response_hours, 'hours')}</td>
              <td>{t('complaints.limits_page.hours', { count: update_hours })}</td>
              <td>{or(resolve_days, regulation.resolve_days, 'days')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
