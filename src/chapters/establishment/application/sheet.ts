import type { ListSheet } from '../../../kernel/sheet/serve.ts'
import type { ApplicationRow } from './contract.ts'
import { type Filters, listApplications } from './list.ts'

/** The applications as a sheet; the currency stands apart from the amount, so that the sheet can count. */
export const applicationSheet: ListSheet<ApplicationRow, Filters> = {
  title: 'establishment.applications.title',
  list: listApplications,
  columns: [
    { key: 'number', head: 'establishment.applications.column.number', value: ({ number }) => number },
    {
      key: 'name',
      head: 'establishment.applications.column.name',
      value: ({ name, name_en }, say) => (name ? say.name({ name, name_en }) : null),
    },
    {
      key: 'kind',
      head: 'establishment.applications.column.kind',
      value: ({ kind }, say) => say.word(`web.org_kind.${kind}`),
    },
    {
      key: 'parent',
      head: 'establishment.applications.column.parent',
      value: ({ parent_name }) => parent_name,
    },
    {
      key: 'state',
      head: 'establishment.applications.state_head',
      value: ({ state }, say) => say.word(`establishment.applications.state.${state}`),
    },
    { key: 'org', head: 'establishment.applications.column.org', value: ({ org_name }) => org_name },
    {
      key: 'applicant',
      head: 'establishment.applications.column.applicant',
      value: ({ applicant }, say) => say.name(applicant),
    },
    {
      key: 'reviewer',
      head: 'establishment.applications.column.reviewer',
      value: ({ reviewer }, say) => say.name(reviewer),
    },
    {
      key: 'budget',
      head: 'establishment.applications.column.budget',
      value: ({ start_up_budget, currency }) => ({ minor: start_up_budget, currency }),
    },
    { key: 'budget', head: 'establishment.plan.field.currency', value: ({ currency }) => currency },
    {
      key: 'submitted',
      head: 'establishment.applications.column.submitted',
      value: ({ submitted_at, org_id }, say) => say.at(submitted_at, org_id),
    },
    {
      key: 'review_due',
      head: 'establishment.applications.column.review_due',
      value: ({ review_due_at, org_id }, say) => say.at(review_due_at, org_id),
    },
    {
      key: 'created',
      head: 'establishment.applications.column.created',
      value: ({ created_at, org_id }, say) => say.at(created_at, org_id),
    },
  ],
}
