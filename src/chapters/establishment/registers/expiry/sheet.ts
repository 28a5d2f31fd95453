import type { ListSheet } from '../../../../kernel/sheet/serve.ts'
import type { StandingLicence } from './contract.ts'
import { listStanding, type StandingFilters } from './list.ts'

/** What runs out, as a sheet. */
export const standingSheet: ListSheet<StandingLicence, StandingFilters> = {
  title: 'establishment.licence_expiry.title',
  list: listStanding,
  columns: [
    {
      key: 'organisation',
      head: 'establishment.licence_expiry.organisation',
      value: ({ organisation }, say) => say.name(organisation),
    },
    {
      key: 'kind',
      head: 'establishment.licences.kind',
      value: ({ kind }, say) => say.word(`establishment.licences.kinds.${kind}`),
    },
    { key: 'number', head: 'establishment.licences.number', value: ({ number }) => number },
    {
      key: 'expires_on',
      head: 'establishment.licences.expires_on',
      value: ({ expires_on }, say) => say.day(expires_on),
    },
    { key: 'days_left', head: 'establishment.licence_expiry.days_left', value: ({ days_left }) => days_left },
    { key: 'issued_by', head: 'establishment.licences.issued_by', value: ({ issued_by }) => issued_by },
    { key: 'issue', head: 'establishment.licence_expiry.issue', value: ({ issue }) => issue?.number },
  ],
}
