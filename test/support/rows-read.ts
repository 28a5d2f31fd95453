import { sql } from 'kysely'
import { poolOf } from '../../src/kernel/db/pool.ts'
import type { TestApp } from './app.ts'

/**
 * How many rows and entries of indexes the database reads for work of the program that has ended when its promise has: what
 * the work costs as the tables grow, the same on any machine however busy. Invariant: nothing else works on the app's database.
 */
export async function rowsRead(app: TestApp, work: () => Promise<unknown>): Promise<number> {
  const before = await readSoFar(app)
  await work()
  return (await readSoFar(app)) - before
}

async function readSoFar(app: TestApp): Promise<number> {
  const pool = poolOf(app.kernel.db)
  // A session counts for itself and tells once in a while: each is asked to tell now.
  const sessions = await Promise.all(Array.from({ length: pool.totalCount }, () => pool.connect()))
  await Promise.all(sessions.map((session) => session.query('select pg_stat_force_next_flush()')))
  for (const session of sessions) session.release()
  const { rows } = await sql<{ read: number }>`
    select (tup_returned + tup_fetched)::float8 read from pg_stat_database where datname = current_database()`.execute(
    app.owner,
  )
  return rows[0]!.read
}
