import { cpSync, existsSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { pino } from 'pino'
import { inject } from 'vitest'
import { seedDemoWork } from '../../db/seed/demo.ts'
import { ensureAppRole } from '../../src/kernel/db/app-role.ts'
import { makeDb, makePool } from '../../src/kernel/db/pool.ts'
import { readConfiguration } from '../../src/kernel/settings/configuration.ts'
import { startApp, type TestApp } from './app.ts'
import { databaseUrl, demoOf } from './global-setup.ts'
import { secret } from './world.ts'

/** When the demo network of the tests was made. */
export const demoMadeAt = new Date('2026-11-29T02:00:00Z')

/**
 * The real server on the demo network. It is made once for all test files that ask, by the first of them, and cloned; on a
 * cluster, where no database is cloned, each makes its own.
 */
export async function startDemo(): Promise<TestApp> {
  const now = demoMadeAt.toISOString()
  const { cluster } = inject('database')
  const app = await startApp(cluster ? { now } : { now, template: await demoTemplate() })
  if (cluster) await seedDemoWork(app.kernel)
  else if (existsSync(demo().files)) cpSync(demo().files, app.kernel.filesDir, { recursive: true })
  return app
}

const demo = () => demoOf(inject('database').template)

async function demoTemplate(): Promise<string> {
  const { url, template } = inject('database')
  const { name } = demo()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [name])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount) return name
    const draft = `${name}_draft`
    await client.query(`drop database if exists ${draft} with (force)`)
    await client.query(`create database ${draft} template ${template} strategy file_copy`)
    await makeDemo(databaseUrl(url, draft))
    await client.query(`alter database ${draft} rename to ${name}`)
    return name
  } finally {
    await client.end()
  }
}

async function makeDemo(ownerUrl: string): Promise<void> {
  const { files } = demo()
  const pool = makePool({ url: await ensureAppRole(ownerUrl, secret) })
  try {
    await seedDemoWork({
      configuration: readConfiguration({
        DATABASE_URL: ownerUrl,
        SECRET: secret,
        DATA_DIR: path.dirname(files),
        DEMO: 'true',
        RATE_LIMIT: '0',
      }),
      db: makeDb(pool),
      log: pino({ level: process.env.TEST_LOG ?? 'error' }),
      clock: () => demoMadeAt,
      filesDir: files,
    })
  } finally {
    await pool.end()
  }
}
