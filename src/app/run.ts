import { existsSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import path from 'node:path'
import { pino } from 'pino'
import { cast } from '../../db/seed/cast.ts'
import { seedHeadquarters, seedParts, seedReference } from '../../db/seed/reference.ts'
import { openAuth } from '../kernel/access/auth.ts'
import { openSetup } from '../kernel/access/first-administrator.ts'
import { demoPassword } from '../kernel/access/session-options.ts'
import type { EmbeddedEngine } from '../kernel/db/embedded.ts'
import { makeDb, makePool } from '../kernel/db/pool.ts'
import { everything, inTransaction } from '../kernel/db/transaction.ts'
import { dropForgotten } from '../kernel/files/spool.ts'
import type { Kernel } from '../kernel/http/context.ts'
import { recordOfAccount } from '../kernel/http/record-of-account.ts'
import { prepareJobs } from '../kernel/jobs/prepare.ts'
import { startWorker } from '../kernel/jobs/worker.ts'
import type { Configuration } from '../kernel/settings/configuration.ts'
import { aloneOn } from './alone.ts'
import { openDatabase } from './database.ts'
import { refuseDemoAccounts } from './demo-accounts.ts'
import { say, step } from './progress.ts'
import { buildServer } from './server.ts'

type Closing = (() => Promise<void> | void)[]

/**
 * Opens the database, the server and the worker, as far as this role has them. `engine`: the embedded one, where there is
 * one. Whatever was opened is put before `closing`, when something fails too.
 */
export async function run(
  configuration: Configuration,
  engine: EmbeddedEngine | undefined,
  closing: Closing,
): Promise<void> {
  const { ROLE, HOST, PORT } = configuration
  const { ownerUrl, appUrl } = await openDatabase(configuration, engine, (urls) => fill(configuration, urls))
  const { kernel, close } = openKernel(configuration, appUrl)
  closing.unshift(close)
  // A database that goes away under a running job is no reason to die without a word: the engine's end says it.
  process.on('unhandledRejection', (error) => kernel.log.error(error, 'unhandled'))
  const preparing = aloneOn(ownerUrl, async () => {
    const [setup] = await Promise.all([seedStart(ownerUrl, configuration), prepareJobs(ownerUrl)])
    return setup
  })
  // The server is put together while the database works; it listens when both are done.
  const [setup, server] = await Promise.all([
    preparing,
    ROLE === 'worker' ? undefined : openServer(kernel, appUrl, closing),
  ])
  await server?.listen({ host: HOST, port: PORT })
  if (ROLE !== 'web') {
    const worker = await startWorker(kernel)
    // After the server, so that what it still answers finds its queue.
    closing.splice(server ? 1 : 0, 0, worker.stop)
  }
  greet(configuration, setup)
  // What was compiled serves the next start, however this one ends.
  flushCompileCache()
}

async function openServer(kernel: Kernel, appUrl: string, closing: Closing) {
  const auth = await openAuth({ url: appUrl, kernel, record: (act) => recordOfAccount(kernel, act) })
  const server = await buildServer(kernel, auth)
  await dropForgotten(kernel.filesDir, kernel.clock())
  closing.unshift(async () => {
    await server.close()
    await auth.close()
  })
  return server
}

function openKernel(
  configuration: Configuration,
  url: string,
): { kernel: Kernel; close: () => Promise<void> } {
  const pool = makePool({ url, max: configuration.POOL_SIZE })
  const kernel = {
    configuration,
    db: makeDb(pool),
    log: pino({ level: configuration.LOG_LEVEL, redact: ['*.password', '*.token', 'req.headers.cookie'] }),
    clock: () => new Date(),
    filesDir: configuration.files_dir,
  }
  return { kernel, close: () => pool.end() }
}

/** A new database: the demo network, or a headquarters alone. */
async function fill(
  configuration: Configuration,
  { ownerUrl, appUrl }: { ownerUrl: string; appUrl: string },
) {
  await asOwner(ownerUrl, seedReference)
  if (!configuration.demo) return asOwner(ownerUrl, seedHeadquarters)
  // Read by a first start alone.
  const { seedDemo } = await import('../../db/seed/demo.ts')
  const { kernel, close } = openKernel(configuration, appUrl)
  try {
    await step('Making the demo network', () => seedDemo(kernel, (work) => asOwner(ownerUrl, work)))
  } finally {
    await close()
  }
}

/** What every start brings in. Gives the first administrator's one-time token while there is no administrator. */
async function seedStart(ownerUrl: string, configuration: Configuration): Promise<string | undefined> {
  return asOwner(ownerUrl, async (tx) => {
    const now = new Date()
    if (!configuration.demo) await refuseDemoAccounts(tx)
    await seedReference(tx)
    await seedParts(tx, now)
    // A worker shows nobody a link: one it made would only make worthless the one that was shown.
    return configuration.demo || configuration.ROLE === 'worker' ? undefined : openSetup(tx, now)
  })
}

async function asOwner<T>(
  url: string,
  work: (tx: Parameters<Parameters<typeof inTransaction<T>>[2]>[0]) => Promise<T>,
): Promise<T> {
  const pool = makePool({ url, max: 1 })
  try {
    return await inTransaction(makeDb(pool), { reach: everything }, work)
  } finally {
    await pool.end()
  }
}

function greet(configuration: Configuration, setup: string | undefined) {
  const { ROLE, HOST, TRUST_PROXY, base_url, demo } = configuration
  if (!existsSync(path.resolve(import.meta.dirname, '../../dist/web/index.html')))
    say('The web app is not built: only the API answers.')
  const seconds = (performance.now() / 1000).toFixed(1)
  if (ROLE === 'worker') return say(`\nBylaw works on jobs. Ready after ${seconds} s. Ctrl-C stops it.`)
  say(`\nBylaw is at ${base_url} - ready after ${seconds} s. Ctrl-C stops it.`)
  if (setup) say(`The first administrator sets up here, once, within a day:\n  ${base_url}/setup/${setup}`)
  if (base_url.startsWith('https:') && TRUST_PROXY === false)
    say('BASE_URL says https, so a proxy stands before this: set TRUST_PROXY, or all count as one address.')
  if (!demo) return
  if (!['127.0.0.1', '::1', 'localhost'].includes(HOST))
    say('This is a demo that others can reach: whoever does may sign in as anybody below.')
  say(`\nDemo accounts, each with the password ${demoPassword}:`)
  for (const { user, name, post, name_en, post_en } of cast)
    say(`  ${`${user}@hengyuan.example`.padEnd(32)} ${name} ${post} · ${name_en}, ${post_en}`)
}
