import { sql } from 'kysely'
import type { Tx } from '../db/pool.ts'
import { indexEntries } from '../search/index-entry.ts'

type Named = { org_id: string; id: string; number: string; title: string }

/** Lets issued documents be found by number and title, by whoever reaches the organisation. */
export const indexDocuments = (ctx: { tx: Tx; now: Date }, documents: Named[]): Promise<void> =>
  indexEntries(
    ctx,
    documents.map(({ org_id, id, number, title }) => ({
      ...{ org_id, id, number, subject_type: 'issued_document' },
      ...{ title: title.replaceAll('\n', ' '), link: `/documents/${id}` },
    })),
  )

/** Those issued before documents were found. Run at every start; twice changes nothing. */
export async function indexIssued(tx: Tx, now: Date): Promise<void> {
  const { rows } = await sql<Named>`
    select d.org_id, d.id, d.number, d.title from kernel.issued_document d
    left join kernel.search_entry e on e.org_id = d.org_id and e.id = d.id
    where e.id is null`.execute(tx)
  await indexDocuments({ tx, now }, rows)
}
