import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from '../../../db/types.ts'

// Invariant: what leaves the database is what travels. Instants are ISO strings in UTC, days are YYYY-MM-DD,
// and a bigint is a number as long as a number can hold it exactly.
const { builtins } = pg.types
const parsers = new Map<number, (text: string) => unknown>([
  // '2026-11-23 09:26:57.123456+00' (every session runs in UTC); all digits stay, since lists page by them.
  [builtins.TIMESTAMPTZ, (text) => `${text.slice(0, text.indexOf('+')).replace(' ', 'T')}Z`],
  [builtins.DATE, (text) => text],
  [builtins.NUMERIC, Number],
  [builtins.INT8, exactNumber],
])

function exactNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error(`bigint ${text} is beyond exact numbers`)
  return value
}

const types = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    parsers.get(oid) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

export type PoolOptions = { url: string; max?: number; name?: string }

export function makePool({ url, max = 16, name = 'bylaw' }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    application_name: name,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    options:
      '-c timezone=UTC -c statement_timeout=60000 -c lock_timeout=20000 -c idle_in_transaction_session_timeout=120000',
  })
  // A connection lost while idle is replaced by the pool; the next request gets a clear answer or a new connection.
  pool.on('error', () => {})
  // One lost at work fails its query, and that answer tells of it; unheard, the event would end the process.
  pool.on('connect', (client) => void client.on('error', () => {}))
  return pool
}

const pools = new WeakMap<Tx, pg.Pool>()

/** Typed SQL over a pool. Tables go by their full name: `kernel.task`. */
export function makeDb(pool: pg.Pool): Kysely<DB> {
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) })
  pools.set(db, pool)
  return db
}

/** The pool under `makeDb`, for a library that writes its own SQL: Kysely gives no rows for several statements at once. */
export function poolOf(db: Tx): pg.Pool {
  const pool = pools.get(db)
  if (!pool) throw new Error('this is no database of makeDb()')
  return pool
}

export type Tx = Kysely<DB>
