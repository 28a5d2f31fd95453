import { Form } from 'antd'
import { useMemo } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import { Field } from '../../../../kernel/web/form/field.tsx'
import { useHouseForm } from '../../../../kernel/web/form/form-context.ts'
import { type Line, type LineColumn, sumOf } from '../../../../kernel/web/form/line-values.ts'
import { LinesField } from '../../../../kernel/web/form/lines-field.tsx'
import { MoneyField } from '../../../../kernel/web/form/money-field.tsx'

/** Start-up budget by line with its total, where the money comes from, and the first year's forecast. */
export function FundingFields({ currency }: { currency: string }) {
  const { t } = useWords()
  const form = useHouseForm()
  const budget = sumOf((Form.useWatch('budget', form.antd) as Line[] | undefined) ?? [], 'amount')
  const funding = sumOf((Form.useWatch('funding', form.antd) as Line[] | undefined) ?? [], 'amount')
  const budgetColumns = useMemo<LineColumn[]>(
    () => [
      { key: 'item', title: t('establishment.plan.money.item'), kind: 'text', length: 200 },
      { key: 'amount', title: t('establishment.plan.money.amount'), kind: 'money', width: 200, currency },
    ],
    [t, currency],
  )
  const fundingColumns = useMemo<LineColumn[]>(
    () => [
      { key: 'source', title: t('establishment.plan.money.source'), kind: 'text', length: 200 },
      { key: 'amount', title: t('establishment.plan.money.amount'), kind: 'money', width: 200, currency },
    ],
    [t, currency],
  )
  return (
    <>
      <LinesField
        name="budget"
        label={t('establishment.plan.field.budget')}
        columns={budgetColumns}
        blank={{ item: '', amount: null }}
        add={t('establishment.form.budget_add')}
        sum="amount"
      />
      <LinesField
        name="funding"
        label={t('establishment.plan.field.funding')}
        help={t('establishment.form.help.funding')}
        columns={fundingColumns}
        blank={{ source: '', amount: null }}
        add={t('establishment.form.funding_add')}
        sum="amount"
      />
      <FundingNote {...{ budget, funding, currency }} />
      <Field name="forecast_income" label={t('establishment.plan.field.forecast_income')}>
        <MoneyField currency={currency} />
      </Field>
      <Field name="forecast_cost" label={t('establishment.plan.field.forecast_cost')}>
        <MoneyField currency={currency} />
      </Field>
    </>
  )
}

/** Whether the sources carry the budget, said as the amounts are written. */
function FundingNote({ budget, funding, currency }: { budget: number; funding: number; currency: string }) {
  const { t, formats } = useWords()
  if (budget === 0 && funding === 0) return null
  const amount = formats.money(Math.abs(budget - funding), currency)
  const word =
    funding < budget
      ? t('establishment.plan.money.short', { amount })
      : funding > budget
        ? t('establishment.plan.money.over', { amount })
        : t('establishment.plan.money.covered')
  return (
    <p className={funding === budget ? 'funding-note' : 'funding-note is-short'} role="status">
      {word}
    </p>
  )
}
