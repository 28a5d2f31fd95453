import { type Selectable, sql } from 'kysely'
import type { DB } from '../../../db/types.ts'
import { notFound, stale } from '../errors/problem.ts'
import type { Tx } from './pool.ts'

type Table = { [T in keyof DB]: DB[T] extends { id: unknown } ? T : never }[keyof DB]
type Versioned = { [T in Table]: DB[T] extends { version: unknown } ? T : never }[Table]

/** A row by its id, within reach. Throws `not_found` otherwise. */
export async function getRow<T extends Table>(
  { tx }: { tx: Tx },
  table: T,
  id: string,
): Promise<Selectable<DB[T]>> {
  const { rows } = await sql<Selectable<DB[T]>>`select * from ${sql.table(table)} where id = ${id}`.execute(
    tx,
  )
  if (!rows[0]) throw notFound()
  return rows[0]
}

/**
 * The same, locked until the transaction ends. Throws `stale` when the caller saw another version. An organisation's row
 * is locked by organisation and id: a cluster locks rows of one organisation at a time.
 */
export async function lockRow<T extends Versioned>(
  { tx }: { tx: Tx },
  table: T,
  { id, version }: { id: string; version?: number | undefined },
): Promise<Selectable<DB[T]>> {
  const seen = await getRow({ tx }, table, id)
  const owner = 'org_id' in seen ? sql`org_id = ${seen.org_id} and` : sql``
  const { rows } = await sql<Selectable<DB[T]> & { version: number }>`
    select * from ${sql.table(table)} where ${owner} id = ${id} for update`.execute(tx)
  if (!rows[0]) throw notFound()
  if (version !== undefined && rows[0].version !== version) throw stale()
  return rows[0]
}
