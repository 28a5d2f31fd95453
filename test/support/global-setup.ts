import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import chromium from '@sparticuz/chromium'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { seedCast } from '../../db/seed/cast.ts'
import { seedParts, seedReference } from '../../db/seed/reference.ts'
import { ensureAppRole } from '../../src/kernel/db/app-role.ts'
import { startEmbedded } from '../../src/kernel/db/embedded.ts'
import { migrate } from '../../src/kernel/db/migrate.ts'
import { makeDb, makePool } from '../../src/kernel/db/pool.ts'
import { everything, inTransaction } from '../../src/kernel/db/transaction.ts'
import { prepareJobs } from '../../src/kernel/jobs/prepare.ts'
import { type Cluster, dropLent, findCluster } from './cluster/lend.ts'
import { makeMemoryFolder } from './memory-folder.ts'
import { beginsAt, secret } from './world.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /**
     * The server the tests run on, as its owner, the database every test file starts from, and what is needed where a clone of
     * it would not do.
     */
    database: { url: string; template: string; cluster: Cluster | null }
  }
}

/** One PostgreSQL for all tests (or the one DATABASE_URL names), and in it a template each test file is cloned from. */
export async function setup(project: TestProject) {
  // Unpacked here once, for later runs as well: workers that begin together would run what another is still writing.
  process.env.BYLAW_BROWSER = await chromium.executablePath()
  const memory = makeMemoryFolder()
  if (memory) process.env.TMPDIR = memory
  const scratch = memory ?? mkdtempSync(path.join(tmpdir(), 'bylaw-tests-'))
  chmodSync(scratch, 0o755)
  const own = process.env.DATABASE_URL
  const engine = own ? undefined : await startEmbedded({ dir: path.join(scratch, 'pg'), durable: false })
  const url = own ?? engine!.url
  const template = `bylaw_template_${process.pid}`
  await runOn(url, `create database ${template} template template0`)
  await fillTemplate(databaseUrl(url, template))
  const cluster = await findCluster(url)
  project.provide('database', { url, template, cluster })
  return async () => {
    if (cluster) await dropLent(url, cluster).catch(() => {})
    const demo = demoOf(template)
    for (const name of [demo.name, template])
      await runOn(url, `drop database if exists ${name} with (force)`).catch(() => {})
    rmSync(path.dirname(demo.files), { recursive: true, force: true })
    await engine?.stop()
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Where the demo network stands that the files of a run share (`demo.ts`): its database and its files. */
export const demoOf = (template: string) => ({
  name: `${template}_demo`,
  files: path.join(tmpdir(), `bylaw-demo-${template}`, 'files'),
})

async function fillTemplate(url: string) {
  await migrate(url)
  await prepareJobs(url)
  await ensureAppRole(url, secret)
  const pool = makePool({ url, max: 1 })
  await inTransaction(makeDb(pool), { reach: everything }, async (tx) => {
    await seedReference(tx)
    await seedCast(tx)
    await seedParts(tx, new Date(beginsAt))
  })
  await pool.end()
}

export async function runOn(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.toString()
}
