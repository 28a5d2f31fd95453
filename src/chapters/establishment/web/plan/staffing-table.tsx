import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import { usePlanWords } from './use-plan-words.ts'
import './plan.css'

/** Posts, numbers, qualifications, and who is there already. */
export function StaffingTable({ application }: { application: ApplicationPage }) {
  const { t, formats } = useWords()
  const { person, word } = usePlanWords(application)
  const { staffing, proposed_head } = application
  const count = staffing.reduce((sum, { number }) => sum + number, 0)
  const there = staffing.reduce((sum, { persons }) => sum + persons.length, 0)
  return (
    <>
      {staffing.length > 0 && (
        <table className="plan-table" aria-label={word('staffing')}>
          <thead>
            <tr>
              <th scope="col">{t('establishment.plan.staffing.post')}</th>
              <th scope="col" className="is-end">
                {t('establishment.plan.staffing.number')}
              </th>
              <th scope="col">{t('establishment.plan.staffing.qualification')}</th>
              <th scope="col">{t('establishment.plan.staffing.persons')}</th>
            </tr>
          </thead>
          <tbody>
            {[...staffing.entries()].map(([at, line]) => (
              <tr key={at}>
                <td data-title={t('establishment.plan.staffing.post')}>{line.post}</td>
                <td data-title={t('establishment.plan.staffing.number')} className="is-end number">
                  {formats.number(line.number)}
                </td>
                <td data-title={t('establishment.plan.staffing.qualification')}>{line.qualification}</td>
                <td data-title={t('establishment.plan.staffing.persons')}>
                  {line.persons.length > 0 ? formats.list(line.persons.map(person)) : '—'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="plan-sum">
        <span>{t('establishment.plan.staffing.total', { count, there })}</span>
        <span>
          <span className="faint">{word('proposed_head_id')}</span>{' '}
          {proposed_head ? person(proposed_head.id) : '—'}
        </span>
      </p>
    </>
  )
}
