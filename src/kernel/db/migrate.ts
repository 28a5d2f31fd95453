import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { Fault } from './fault.ts'
import { sortAnew } from './pinyin.ts'

const folder = path.resolve(import.meta.dirname, '../../../db/migrations')
const minimum = 150000

export type Migrated = { applied: string[] }

/**
 * Brings a database up to date as its owner: one transaction per file, in order, under an advisory lock so that
 * several servers may start at once. A file changed after it was applied is refused. `migrations`: those of the folder, unless
 * told. Throws `Fault`.
 */
export async function migrate(url: string, migrations = readMigrations()): Promise<Migrated> {
  const client = await connectAsOwner(url)
  try {
    await checkVersion(client)
    await client.query("select pg_advisory_lock(hashtext('bylaw.migrate'))")
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = 'bylaw_app') then create role bylaw_app nologin; end if;
    exception when duplicate_object or unique_violation then null; end $$`)
    await client.query(
      'create table if not exists public.bylaw_migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string; sha256: string }>(
      'select name, sha256 from public.bylaw_migration',
    )
    const done = new Map(rows.map((row) => [row.name, row.sha256]))
    const applied: string[] = []
    for (const { name, text, sha256 } of migrations) {
      const known = done.get(name)
      if (known === sha256) continue
      if (known)
        throw new Fault(
          `The migration ${name} was changed after it had been applied: restore the file and add a new one.`,
        )
      await apply(client, name, text, sha256)
      applied.push(name)
    }
    await sortAnew(client)
    return { applied }
  } catch (error) {
    if (error instanceof Fault) throw error
    if ((error as { code?: string }).code === '42501')
      throw new Fault(
        `The database user lacks a right (${reason(error)}): DATABASE_URL must name the owner of the database, with CREATEROLE.`,
      )
    throw error
  } finally {
    await client.end()
  }
}

/** Throws `Fault` when nobody answers there. */
export async function connectAsOwner(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    options: '-c timezone=UTC',
  })
  try {
    await client.connect()
    return client
  } catch (error) {
    throw new Fault(
      `The database can't be reached (${reason(error)}): check DATABASE_URL and that PostgreSQL is running.`,
    )
  }
}

export function readMigrations() {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8')
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
    })
}

async function apply(client: pg.Client, name: string, text: string, sha256: string) {
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into public.bylaw_migration (name, sha256) values ($1, $2)', [name, sha256])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`migration ${name}: ${reason(error)}`, { cause: error })
  }
}

async function checkVersion(client: pg.Client) {
  const { rows } = await client.query<{ server_version_num: string; server_version: string }>(
    "select current_setting('server_version_num') server_version_num, current_setting('server_version') server_version",
  )
  if (Number(rows[0]!.server_version_num) < minimum)
    throw new Fault(`The database is PostgreSQL ${rows[0]!.server_version}: Bylaw needs 15 or newer.`)
}

const reason = (error: unknown) =>
  (error as Error).message || String((error as { code?: string }).code ?? error)
