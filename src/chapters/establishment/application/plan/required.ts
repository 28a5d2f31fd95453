import type { Application } from '../life/row.ts'
import { missingPapers } from '../papers/checklist.ts'
import type { Paper } from '../papers/contract.ts'
import type { Completeness, SectionKey } from './contract.ts'

type PlanSection = Exclude<SectionKey, 'documents'>

const isFilled = (value: unknown) => value !== null && value !== undefined && value !== ''

/** Fields that must be filled in before an application is submitted, section by section: field → filled? */
function fieldsOf(application: Application): Record<PlanSection, Record<string, boolean>> {
  const filled = (...names: (keyof Application)[]) =>
    Object.fromEntries(names.map((name) => [name, isFilled(application[name])]))
  const { staffing, budget, funding, tenure } = application
  return {
    basics: filled('name', 'parent_id'),
    positioning: filled('positioning', 'scope', 'strategy_fit'),
    people: {
      staffing:
        staffing.length > 0 && staffing.every((line) => line.post !== '' && line.qualification !== ''),
      ...filled('proposed_head_id'),
    },
    premises: {
      ...filled('address', 'area', 'tenure'),
      ...(tenure === null || tenure === 'owned' ? {} : filled('tenure_until')),
      ...filled('longitude', 'latitude', 'safety', 'environment'),
    },
    rules: filled('rules'),
    funding: {
      budget: budget.length > 0 && budget.every((line) => line.item !== '' && line.amount > 0),
      funding: funding.length > 0 && funding.every((line) => line.source !== '' && line.amount > 0),
      ...filled('forecast_income', 'forecast_cost'),
    },
  }
}

/** Names of the fields still to be filled in. */
export function missingFields(application: Application): string[] {
  return Object.values(fieldsOf(application)).flatMap((section) =>
    Object.entries(section).flatMap(([name, done]) => (done ? [] : [name])),
  )
}

/** How far the application is, section by section; 100 means that it can be submitted. */
export function completenessOf(application: Application, papers: Paper[]): Completeness {
  const plan = Object.entries(fieldsOf(application)).map(([key, fields]) => {
    const missing = Object.keys(fields).filter((name) => !fields[name])
    const total = Object.keys(fields).length
    return { key: key as SectionKey, done: total - missing.length, total, missing }
  })
  const required = papers.filter((paper) => paper.required)
  const missing = missingPapers(papers).map((paper) => paper.document_type)
  const documents = {
    key: 'documents' as const,
    done: required.length - missing.length,
    total: required.length,
    missing,
  }
  const sections = [...plan, documents]
  const done = sections.reduce((sum, section) => sum + section.done, 0)
  const total = sections.reduce((sum, section) => sum + section.total, 0)
  return { percent: Math.floor((100 * done) / total), sections }
}
