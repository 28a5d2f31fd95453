import type { ListSheet } from '../sheet/serve.ts'
import type { ListedOrganisation } from './contract.ts'
import { listOrganisations } from './list.ts'

type Filters = Omit<Parameters<typeof listOrganisations>[1], 'after' | 'limit'>

/** The registry as a sheet. */
export const organisationSheet: ListSheet<ListedOrganisation, Filters> = {
  title: 'org.sheet.title',
  list: listOrganisations,
  columns: [
    { key: 'code', head: 'org.sheet.code', value: ({ code }) => code },
    { key: 'name', head: 'org.sheet.name', value: (row, say) => say.name(row) },
    { key: 'kind', head: 'org.sheet.kind', value: ({ kind }, say) => say.word(`web.org_kind.${kind}`) },
    { key: 'life', head: 'org.sheet.life', value: ({ life }, say) => say.word(`org.life.${life}`) },
    { key: 'parent', head: 'org.sheet.parent', value: ({ parent }, say) => say.name(parent) },
    { key: 'head', head: 'org.sheet.head', value: ({ head }, say) => say.name(head) },
    { key: 'credit_code', head: 'org.sheet.credit_code', value: ({ credit_code }) => credit_code },
    { key: 'started_on', head: 'org.sheet.started_on', value: ({ started_on }, say) => say.day(started_on) },
    { key: 'closed_on', head: 'org.sheet.closed_on', value: ({ closed_on }, say) => say.day(closed_on) },
  ],
}
