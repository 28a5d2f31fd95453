import { sql } from 'kysely'
import type { Tx } from '../db/pool.ts'

const key = (sha256: string) => sql`hashtextextended(${`kernel.file ${sha256}`}, 0)`

/** Until this transaction ends the bytes of that hash are not swept away: it is about to name them. */
export async function holdBytes(tx: Tx, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${key(sha256)})`.execute(tx)
}

/** Whether nobody is about to name them; until this transaction ends nobody will. */
export async function seizeBytes(tx: Tx, sha256: string): Promise<boolean> {
  const { rows } = await sql<{ seized: boolean }>`
    select pg_try_advisory_xact_lock(${key(sha256)}) seized`.execute(tx)
  return rows[0]!.seized
}
