import type { ReactNode } from 'react'
import { useWords } from '../../../../kernel/language/web/words.tsx'
import type { FormSection } from '../../../../kernel/web/form/form-page.tsx'
import type { ApplicationPage } from '../../application/contract.ts'
import { type Completeness, type SectionKey, sectionKeys } from '../../application/plan/contract.ts'
import { BasicsFields } from './basics-fields.tsx'
import { FundingFields } from './funding-fields.tsx'
import { LongText } from './long-text.tsx'
import { PapersFields } from './papers-fields.tsx'
import { PeopleFields } from './people-fields.tsx'
import { PremisesFields } from './premises-fields.tsx'

const fieldsOf: Record<SectionKey, string[]> = {
  basics: ['kind', 'parent_id', 'name', 'name_en', 'credit_code'],
  positioning: ['positioning', 'scope', 'strategy_fit'],
  people: ['staffing', 'proposed_head_id'],
  premises: ['address', 'area', 'tenure', 'longitude', 'latitude', 'safety', 'environment'],
  rules: ['rules'],
  funding: ['budget', 'funding', 'forecast_income', 'forecast_cost'],
  documents: [],
}

type Given = { application: ApplicationPage; completeness: Completeness; changed: () => void }

/** The parts of the form in their order; each is complete when the server misses nothing in it. */
export function useFormSections({ application, completeness, changed }: Given): FormSection[] {
  const { t } = useWords()
  const content: Record<SectionKey, ReactNode> = {
    basics: <BasicsFields application={application} />,
    positioning: (
      <>
        <LongText name="positioning" />
        <LongText name="scope" />
        <LongText name="strategy_fit" />
      </>
    ),
    people: <PeopleFields application={application} />,
    premises: <PremisesFields changed={changed} />,
    rules: <LongText name="rules" rows={5} />,
    funding: <FundingFields currency={application.currency} />,
    documents: <PapersFields application={application} />,
  }
  return sectionKeys.map((key) => ({
    id: key,
    title: t(`establishment.plan.section.${key}`),
    text: t(`establishment.form.text.${key}`),
    fields: fieldsOf[key],
    content: content[key],
    complete: completeness.sections.find((one) => one.key === key)?.missing.length === 0,
  }))
}
