import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/types.ts'
import { poolOf } from '../../src/kernel/db/pool.ts'
import type { TestApp } from './app.ts'

/** How many rows of tables read in full and entries of indexes, and the ways by which most of them were found, for a failure's sentence. */
export type RowsRead = { count: number; by: string[] }

/**
 * What the database reads for work of the program that has ended when its promise has: what the work costs as the tables grow,
 * the same on any machine however busy. Invariant: nothing else works on the app's database.
 */
export async function rowsRead(app: TestApp, work: () => Promise<unknown>): Promise<RowsRead> {
  const before = await readSoFar(app)
  await work()
  const ways = [...(await readSoFar(app))]
    .map(([way, read]) => ({ way, read: read - (before.get(way) ?? 0) }))
    .sort((one, other) => other.read - one.read)
  return {
    count: ways.reduce((sum, { read }) => sum + read, 0),
    by: ways.slice(0, 5).map(({ way, read }) => `${way}: ${read}`),
  }
}

async function readSoFar({ kernel, owner }: TestApp): Promise<Map<string, number>> {
  await tellNow(kernel.db)
  await tellNow(owner)
  const { rows } = await sql<{ way: string; read: number }>`
    select relid::regclass || ', all of it' way, seq_tup_read::float8 read from pg_stat_user_tables
    union all select indexrelid::regclass::text, idx_tup_read::float8 from pg_stat_user_indexes`.execute(
    owner,
  )
  return new Map(rows.map(({ way, read }) => [way, read]))
}

/** A session counts for itself and tells once in a while: each is asked to tell now. */
async function tellNow(db: Kysely<DB>): Promise<void> {
  const pool = poolOf(db)
  const sessions = await Promise.all(Array.from({ length: pool.totalCount }, () => pool.connect()))
  await Promise.all(sessions.map((session) => session.query('select pg_stat_force_next_flush()')))
  for (const session of sessions) session.release()
}
