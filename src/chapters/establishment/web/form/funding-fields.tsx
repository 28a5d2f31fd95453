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
  const { t, formats } = useWords()
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
      {budget > 0 && funding > 0 && (
        <p className={funding < budget ? 'funding-note is-short' : 'funding-note'} role="status">
          {funding < budget
            ? t('establishment.plan.money.short', { amount: formats.money(budget - funding, currency) })
            : t('establishment.plan.money.covered')}
        </p>
      )}
      <Field name="forecast_income" label={t('establishment.plan.field.forecast_income')}>
        <MoneyField currency={currency} />
      </Field>
      <Field name="forecast_cost" label={t('establishment.plan.field.forecast_cost')}>
        <MoneyField currency={currency} />
      </Field>
    </>
  )
}
