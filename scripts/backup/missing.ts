import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import type { Tx } from '../../src/kernel/db/pool.ts'
import { placeOf } from '../../src/kernel/files/blobs.ts'

/**
 * How many different attachments the database names, and the hashes of those that don't lie in the folder. The bytes of
 * what was erased are gone, or go. Asks an older database too: a backup is opened as it was made, and brought up to date
 * by the start after that.
 */
export async function findMissing(tx: Tx, filesDir: string): Promise<{ named: number; missing: string[] }> {
  const { rows } = await sql<{ sha256: string }>`
    select distinct sha256 from kernel.file f where to_jsonb(f) ->> 'erased_at' is null`.execute(tx)
  const hashes = rows.map(({ sha256 }) => sha256)
  return { named: hashes.length, missing: hashes.filter((sha256) => !existsSync(placeOf(filesDir, sha256))) }
}
