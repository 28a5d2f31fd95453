import type { ListSheet } from '../../../../kernel/sheet/serve.ts'
import type { ChangeRow } from './contract.ts'
import { type Filters, listChanges } from './list.ts'

/** The filings of change as a sheet. */
export const changeSheet: ListSheet<ChangeRow, Filters> = {
  title: 'establishment.changes.title',
  list: listChanges,
  columns: [
    { key: 'number', head: 'establishment.changes.number', value: ({ number }) => number },
    { key: 'org', head: 'establishment.changes.org', value: ({ org }, say) => say.name(org) },
    {
      key: 'kind',
      head: 'establishment.changes.kind',
      value: ({ kind }, say) => say.word(`establishment.change.kind.${kind}`),
    },
    {
      key: 'state',
      head: 'establishment.changes.state',
      value: ({ state }, say) => say.word(`establishment.change.state.${state}`),
    },
    {
      key: 'effective',
      head: 'establishment.changes.effective',
      value: ({ effective_on }, say) => say.day(effective_on),
    },
    { key: 'due', head: 'establishment.changes.due', value: ({ due_on }, say) => say.day(due_on) },
    {
      key: 'due',
      head: 'establishment.changes.overdue',
      value: ({ overdue }, say) => (overdue ? say.word('establishment.changes.overdue') : null),
    },
    {
      key: 'applicant',
      head: 'establishment.changes.applicant',
      value: ({ applicant }, say) => say.name(applicant),
    },
    {
      key: 'submitted',
      head: 'establishment.changes.submitted',
      value: ({ submitted_at, org }, say) => say.at(submitted_at, org.id),
    },
  ],
}
