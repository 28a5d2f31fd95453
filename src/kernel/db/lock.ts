import { type RawBuilder, sql } from 'kysely'
import type { DB } from '../../../db/types.ts'
import type { Tx } from './pool.ts'

/** Tables whose rows belong to an organisation and are known by an id. */
export type Owned = { [T in keyof DB]: DB[T] extends { id: unknown; org_id: unknown } ? T : never }[keyof DB]

const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * The organisation a row belongs to. Whoever locks a row names it beside the id: a cluster locks rows of one organisation
 * at a time. Of a row that isn't there, or is out of reach, an organisation nobody has, so that what asks with it finds
 * nothing.
 */
export async function ownerOf(tx: Tx, table: Owned, id: string): Promise<string> {
  const { rows } = await sql<{ org_id: string }>`
    select org_id from ${sql.table(table)} where id = ${id}`.execute(tx)
  return rows[0]?.org_id ?? nobody
}

/**
 * Takes rows that several servers may have found at once, organisation by organisation: locked until the transaction
 * ends, without those somebody else holds or of which `still` isn't true any more. In the order they were found.
 */
export async function takeRows<T extends Owned, R extends { org_id: string; id: string }>(
  tx: Tx,
  table: T,
  found: R[],
  still: RawBuilder<unknown>,
): Promise<R[]> {
  const taken = new Set<string>()
  for (const [org_id, there] of Map.groupBy(found, (row) => row.org_id)) {
    const those = (ids: string[]) => sql<{ id: string }>`
      select id from ${sql.table(table)} where org_id = ${org_id} and id = any(${ids}::uuid[]) and (${still})`
    const locked = await sql<{
      id: string
    }>`${those(there.map(({ id }) => id))} for update skip locked`.execute(tx)
    if (locked.rows.length === 0) continue
    // Asked again once they are held: whoever let go of one meanwhile may have written what the first look didn't see.
    const { rows } = await those(locked.rows.map(({ id }) => id)).execute(tx)
    for (const { id } of rows) taken.add(id)
  }
  return found.filter(({ id }) => taken.has(id))
}
