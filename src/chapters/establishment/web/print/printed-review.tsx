import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Facts } from '../../../../kernel/web/pieces/facts.tsx'
import { conditions, type ReviewSheet } from '../../application/review/contract.ts'

/** The reviewer's sheet on paper. */
export function PrintedReview({ sheet }: { sheet: ReviewSheet }) {
  const { t } = useWords()
  return (
    <>
      <table className="plan-table is-money" aria-label={t('establishment.record.section.review')}>
        <thead>
          <tr>
            <th scope="col">{t('establishment.print.condition')}</th>
            <th scope="col">{t('establishment.sheet.note')}</th>
            <th scope="col" className="is-end">
              {t('establishment.print.score')}
            </th>
          </tr>
        </thead>
        <tbody>
          {conditions.map((condition) => {
            const { score, note } = sheet.conditions[condition]
            return (
              <tr key={condition}>
                <td>
                  {sheet.clauses[condition]} {t(`establishment.sheet.condition.${condition}`)}
                </td>
                <td>{note}</td>
                <td className="is-end number">
                  {score === null
                    ? t('establishment.sheet.not_scored')
                    : t('establishment.sheet.points', { score })}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <Facts
        facts={(['feasibility', 'need', 'opinion'] as const).map((name) => ({
          word: t(`establishment.sheet.${name}`),
          value: sheet[name],
          wide: true,
        }))}
      />
    </>
  )
}
