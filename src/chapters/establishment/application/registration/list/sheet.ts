import type { ListSheet } from '../../../../../kernel/sheet/serve.ts'
import type { ListedRegistration } from './contract.ts'
import { type Filters, listRegistrations } from './list.ts'

/** The registrations as a sheet. */
export const registrationSheet: ListSheet<ListedRegistration, Filters> = {
  title: 'establishment.registrations.title',
  list: listRegistrations,
  columns: [
    { key: 'title', head: 'establishment.registrations.registration', value: ({ title }) => title },
    {
      key: 'name',
      head: 'establishment.applications.column.name',
      value: ({ application: { name, name_en } }, say) => (name ? say.name({ name, name_en }) : null),
    },
    {
      key: 'state',
      head: 'establishment.registrations.state',
      value: ({ state }, say) => say.word(`establishment.record.registration.state.${state}`),
    },
    {
      key: 'organisation',
      head: 'establishment.registrations.organisation',
      value: ({ organisation }, say) => say.name(organisation),
    },
    {
      key: 'application',
      head: 'establishment.registrations.application',
      value: ({ application }) => application.number,
    },
    {
      key: 'due_on',
      head: 'establishment.registrations.due_on',
      value: ({ due_on }, say) => say.day(due_on),
    },
    {
      key: 'filed_at',
      head: 'establishment.registrations.filed_at',
      value: ({ filed_at, organisation }, say) => say.at(filed_at, organisation.id),
    },
    { key: 'number', head: 'establishment.registrations.number', value: ({ number }) => number },
  ],
}
