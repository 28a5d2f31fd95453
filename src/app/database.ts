import pg from 'pg'
import { shared } from '../../db/distribution.ts'
import { ensureAppRole } from '../kernel/db/app-role.ts'
import { checkAppRole } from '../kernel/db/check-app-role.ts'
import { distribute } from '../kernel/db/distribution/distribute.ts'
import type { EmbeddedEngine } from '../kernel/db/embedded.ts'
import { Fault } from '../kernel/db/fault.ts'
import { migrate } from '../kernel/db/migrate.ts'
import type { Configuration } from '../kernel/settings/configuration.ts'
import { aloneOn } from './alone.ts'
import { say, step } from './progress.ts'

const name = 'bylaw'
const making = 'bylaw_making'

export type Database = {
  ownerUrl: string
  appUrl: string
}

/**
 * The database of this installation, up to date: the one DATABASE_URL names, or the embedded one. `fill` brings in
 * what a new one begins with.
 */
export async function openDatabase(
  configuration: Configuration,
  engine: EmbeddedEngine | undefined,
  fill: (urls: { ownerUrl: string; appUrl: string }) => Promise<void>,
): Promise<Database> {
  const { DATABASE_URL, secret } = configuration
  if (engine) return openEmbedded(engine, secret, fill)
  const ownerUrl = DATABASE_URL!
  return { ownerUrl, appUrl: await aloneOn(ownerUrl, () => openOwn(ownerUrl, configuration, fill)) }
}

/**
 * What it holds says what it still needs, whatever became of the starts before this one. Gives the address requests
 * connect to. Throws `Fault`.
 */
async function openOwn(
  ownerUrl: string,
  { DATABASE_APP_URL, secret }: Configuration,
  fill: (urls: { ownerUrl: string; appUrl: string }) => Promise<void>,
): Promise<string> {
  const { applied } = await step('Bringing the database up to date', () => migrate(ownerUrl))
  tell(applied)
  if (applied.length > 0) await extend(ownerUrl)
  const appUrl = DATABASE_APP_URL ?? (await ensureAppRole(ownerUrl, secret))
  await checkAppRole(appUrl)
  if (!(await run(ownerUrl, 'select from kernel.organisation where parent_id is null')))
    await fill({ ownerUrl, appUrl })
  else if (await run(ownerUrl, halfDemo))
    throw new Fault(
      'An earlier start was cut off while it made the demo network: drop this database, make an empty one and start again.',
    )
  return appUrl
}

/** On a cluster new tables are spread like those there are. */
async function extend(ownerUrl: string): Promise<void> {
  if (!(await run(ownerUrl, "select from pg_extension where extname = 'citus'"))) return
  if (await run(ownerUrl, "select from pg_dist_partition where partmethod = 'h'"))
    await step('Spreading new tables over the cluster', () => distribute(ownerUrl, shared))
}

const halfDemo = `
  select from kernel.setting where key = 'demo_accounts'
  and not exists (select from kernel.setting where key = 'demo_complete')`

/**
 * Invariant: the database `bylaw` is complete. A new one is filled under another name and renamed at the end, so a
 * start that was cut off half-way is simply made again.
 */
async function openEmbedded(
  engine: EmbeddedEngine,
  secret: string,
  fill: (urls: { ownerUrl: string; appUrl: string }) => Promise<void>,
) {
  const ownerUrl = engine.databaseUrl(name)
  if (!(await exists(engine.url, name))) {
    if (await exists(engine.url, making)) say('An earlier start was cut off: the database is made again.')
    await run(engine.url, `drop database if exists ${making} with (force)`)
    await run(engine.url, `create database ${making}`)
    // Nothing is lost by not waiting for the disk: what isn't complete is made again, and the rename waits for it.
    await run(engine.url, `alter database ${making} set synchronous_commit = off`)
    const half = engine.databaseUrl(making)
    await step('Making the database', () => migrate(half))
    await fill({ ownerUrl: half, appUrl: await ensureAppRole(half, secret) })
    await run(engine.url, `alter database ${making} reset synchronous_commit`)
    await run(engine.url, 'checkpoint')
    await run(engine.url, `alter database ${making} rename to ${name}`)
  } else {
    const { applied } = await migrate(ownerUrl)
    tell(applied)
  }
  return { ownerUrl, appUrl: await ensureAppRole(ownerUrl, secret) }
}

function tell(applied: string[]) {
  if (applied.length > 0) say(`Migrations applied: ${applied.length}`)
}

async function exists(url: string, database: string): Promise<boolean> {
  return (await run(url, 'select from pg_database where datname = $1', [database])) > 0
}

async function run(url: string, text: string, values: string[] = []): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text, values)).rowCount ?? 0
  } finally {
    await client.end()
  }
}
