import { sql } from 'kysely'
import type { DB } from '../../../db/types.ts'
import type { Tx } from './pool.ts'

/**
 * Inserts rows of one shape with one statement and one parameter, whatever their number: thousands are held as JSON for
 * that moment, so whoever has more comes in sets. Every row has the keys of the first; what is no JSON (bytes) has no
 * place in them.
 */
export async function insertMany(tx: Tx, table: keyof DB, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  const columns = sql.join(Object.keys(rows[0]!).map((column) => sql.ref(column)))
  await sql`
    insert into ${sql.table(table)} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    tx,
  )
}
