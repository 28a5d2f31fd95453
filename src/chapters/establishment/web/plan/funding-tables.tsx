import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Facts } from '../../../../kernel/web/pieces/facts.tsx'
import { Money } from '../../../../kernel/web/pieces/money.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import { usePlanWords } from './use-plan-words.ts'
import './plan.css'

/** Budget and sources with their totals, and the first year's forecast. */
export function FundingTables({ application }: { application: ApplicationPage }) {
  const { t } = useWords()
  const { word } = usePlanWords(application)
  const { budget, funding, currency, forecast_income, forecast_cost } = application
  const { approved_budget, approval_condition } = application
  const known = forecast_income !== null && forecast_cost !== null
  return (
    <>
      <div className="plan-pair">
        <MoneyTable
          title={word('budget')}
          head={t('establishment.plan.money.item')}
          lines={budget.map(({ item, amount }) => ({ word: item, amount }))}
          currency={currency}
        />
        <MoneyTable
          title={word('funding')}
          head={t('establishment.plan.money.source')}
          lines={funding.map(({ source, amount }) => ({ word: source, amount }))}
          currency={currency}
        />
      </div>
      <Facts
        facts={[
          { word: word('forecast_income'), value: <Money minor={forecast_income} currency={currency} /> },
          { word: word('forecast_cost'), value: <Money minor={forecast_cost} currency={currency} /> },
          {
            word: t('establishment.plan.field.forecast_result'),
            value: <Money minor={known ? forecast_income - forecast_cost : null} currency={currency} />,
          },
          approved_budget !== null && {
            word: t('establishment.application.approval.approved_budget'),
            value: <Money minor={approved_budget} currency={currency} />,
          },
          approval_condition !== null && {
            word: t('establishment.application.approval.approval_condition'),
            value: approval_condition,
            wide: true,
          },
        ]}
      />
    </>
  )
}

type TableProps = {
  title: string
  head: string
  lines: { word: string; amount: number }[]
  currency: string
}

function MoneyTable({ title, head, lines, currency }: TableProps) {
  const { t } = useWords()
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  return (
    <section>
      <h3>{title}</h3>
      <table className="plan-table is-money" aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col" className="is-end">
              {t('establishment.plan.money.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...lines.entries()].map(([at, line]) => (
            <tr key={at}>
              <td>{line.word}</td>
              <td className="is-end">
                <Money minor={line.amount} currency={currency} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('establishment.plan.money.total')}</th>
            <td className="is-end">
              <Money minor={total} currency={currency} />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
