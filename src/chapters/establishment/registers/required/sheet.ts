import type { ListSheet } from '../../../../kernel/sheet/serve.ts'
import type { RequiredLicence } from './contract.ts'
import { type Filters, listRequired } from './list.ts'

/** What has to be held, as a sheet. */
export const requiredSheet: ListSheet<RequiredLicence, Filters> = {
  title: 'establishment.licences_required.title',
  list: listRequired,
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
    {
      key: 'standing',
      head: 'establishment.licence_expiry.standing',
      value: ({ standing }, say) => say.word(`establishment.licences_required.standings.${standing}`),
    },
    { key: 'number', head: 'establishment.licences.number', value: ({ licence }) => licence?.number },
    {
      key: 'expires_on',
      head: 'establishment.licences.expires_on',
      value: ({ licence }, say) => say.day(licence?.expires_on ?? null),
    },
  ],
}
