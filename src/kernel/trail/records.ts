import { sql } from 'kysely'
import type { Tx } from '../db/pool.ts'
import { type Checkpoint, type Head, readHeads, signHeads } from './checkpoint.ts'
import type { HashedEntry } from './hash.ts'
import type { SigningKey } from './key.ts'

/** An entry as it is kept: hashes in hex. */
export type StoredEntry = HashedEntry & { previous_hash: string; hash: string }

/**
 * The whole trail, one record after the other; a line each in an exported file. First who signs, then the checkpoints,
 * then the heads, then the entries by organisation and number, then how many there were.
 */
export type TrailRecord =
  | { trail: { version: 1; made_at: string; public_key: string } }
  | { checkpoint: Checkpoint }
  | { head: Head }
  | { entry: StoredEntry }
  | { end: { entries: number } }

const batch = 2000

type Reading = {
  public_key: string
  made_at: string
  /** A copy is signed as it stands, so that every entry of it is proven: with a checkpoint that only it holds. */
  key?: SigningKey | undefined
}

/**
 * Reads everything there is. `tx` sees the whole network in one snapshot, so that what is being written meanwhile
 * is either there with its head or not at all.
 */
export async function* readRecords(
  tx: Tx,
  { public_key, made_at, key }: Reading,
): AsyncGenerator<TrailRecord> {
  yield { trail: { version: 1, made_at, public_key } }
  const checkpoints = await tx.selectFrom('kernel.trail_checkpoint').selectAll().orderBy('made_at').execute()
  for (const row of checkpoints) yield { checkpoint: { ...row, heads: row.heads as Head[] } }
  const heads = await readHeads(tx)
  if (key && heads.length > 0) yield { checkpoint: signHeads(key, heads, made_at) }
  for (const head of heads) yield { head }
  let entries = 0
  for await (const entry of readEntries(tx)) {
    entries += 1
    yield { entry }
  }
  yield { end: { entries } }
}

async function* readEntries(tx: Tx): AsyncGenerator<StoredEntry> {
  let last = { org_id: '00000000-0000-0000-0000-000000000000', seq: 0 }
  for (;;) {
    const rows = await tx
      .selectFrom('kernel.trail_entry')
      .selectAll()
      .where(sql<boolean>`(org_id, seq) > (${last.org_id}, ${last.seq})`)
      .orderBy('org_id')
      .orderBy('seq')
      .limit(batch)
      .execute()
    for (const { previous_hash, hash, ...row } of rows)
      yield { ...row, previous_hash: previous_hash.toString('hex'), hash: hash.toString('hex') }
    const end = rows.at(-1)
    if (!end || rows.length < batch) return
    last = end
  }
}

/** One snapshot over the whole network, read only. */
export async function inSnapshot<T>(db: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql
      .raw(
        "begin isolation level repeatable read read only; set local bylaw.reach_all = 'on'; set local bylaw.reach = '{}'",
      )
      .execute(connection)
    try {
      return await work(connection)
    } finally {
      await sql.raw('rollback').execute(connection)
    }
  })
}
