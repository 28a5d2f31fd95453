import type { ListSheet } from '../sheet/serve.ts'
import type { IssuedDocument } from './contract.ts'
import { listIssuedDocuments } from './read.ts'

type Filters = Omit<Parameters<typeof listIssuedDocuments>[1], 'after' | 'limit'>

/** The documents issued within reach as a sheet, each with its hash. */
export const documentSheet: ListSheet<IssuedDocument, Filters> = {
  title: 'documents.list.title',
  list: listIssuedDocuments,
  columns: [
    { key: 'number', head: 'documents.check.number', value: ({ number }) => number },
    { key: 'title', head: 'documents.list.name', value: ({ title }) => title },
    {
      key: 'state',
      head: 'documents.list.state',
      value: ({ voided_at }, say) =>
        say.word(voided_at ? 'documents.document.voided' : 'documents.document.issued'),
    },
    { key: 'organisation', head: 'documents.check.organisation', value: ({ org_name }) => org_name },
    { key: 'issued_by', head: 'documents.document.issued_by', value: ({ issued_by_name }) => issued_by_name },
    {
      key: 'issued_at',
      head: 'documents.document.issued_at',
      value: ({ issued_at, org_id }, say) => say.at(issued_at, org_id),
    },
    { key: 'sha256', head: 'documents.list.hash', value: ({ sha256 }) => sha256 },
  ],
}
