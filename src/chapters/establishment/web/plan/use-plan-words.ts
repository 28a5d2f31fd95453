import { nameIn } from '../../../../kernel/language/contract.ts'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import { type BudgetLine, type Plan, planShape, type StaffingLine } from '../../application/plan/contract.ts'

type Field = keyof Plan | 'kind'

const fieldNames: Field[] = ['kind', ...(Object.keys(planShape.shape) as (keyof Plan)[])]

/** The fields of an application in words, and how each value is written for the reader. */
export function usePlanWords(application: ApplicationPage) {
  const { t, formats, language } = useWords()
  const { currency, people, parent, proposed_head } = application
  const money = (minor: number) => formats.money(minor, currency)
  const person = (id: string) => {
    const found = [...people, ...(proposed_head ? [proposed_head] : [])].find((one) => one.id === id)
    return found ? nameIn(language, found) : id
  }

  const staffing = (lines: StaffingLine[]) =>
    lines.map(({ post, number, qualification, persons }) =>
      [post, formats.number(number), qualification, formats.list(persons.map(person))]
        .filter(Boolean)
        .join(' · '),
    )
  const budget = (lines: BudgetLine[]) => lines.map(({ item, amount }) => `${item} ${money(amount)}`)
  const show = (field: Field, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '—'
    if (field === 'staffing') return staffing(value as StaffingLine[]).join('\n')
    if (field === 'budget') return budget(value as BudgetLine[]).join('\n')
    if (field === 'funding')
      return (value as Plan['funding']).map(({ source, amount }) => `${source} ${money(amount)}`).join('\n')
    if (field === 'forecast_income' || field === 'forecast_cost') return money(Number(value))
    if (field === 'area') return t('establishment.plan.square_metres', { area: Number(value) })
    if (field === 'tenure') return t(`establishment.plan.tenure.${value as NonNullable<Plan['tenure']>}`)
    if (field === 'tenure_until') return formats.date(String(value))
    if (field === 'kind') return t(`web.org_kind.${value as ApplicationPage['kind']}`)
    if (field === 'parent_id') return parent?.id === value ? nameIn(language, parent) : String(value)
    if (field === 'proposed_head_id') return person(String(value))
    return String(value)
  }
  const word = (field: Field) => t(`establishment.plan.field.${field}`)
  return { fields: fieldNames.map((key) => ({ key, word: word(key) })), word, show, person, money }
}
