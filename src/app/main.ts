import { existsSync } from 'node:fs'
import path from 'node:path'
import { pino } from 'pino'
import { cast } from '../../db/seed/cast.ts'
import { seedDemo } from '../../db/seed/demo.ts'
import { seedHeadquarters, seedParts, seedReference } from '../../db/seed/reference.ts'
import { openAuth } from '../kernel/access/auth.ts'
import { openSetup } from '../kernel/access/first-administrator.ts'
import { demoPassword } from '../kernel/access/session-options.ts'
import { Fault } from '../kernel/db/fault.ts'
import { makeDb, makePool } from '../kernel/db/pool.ts'
import { everything, inTransaction } from '../kernel/db/transaction.ts'
import type { Kernel } from '../kernel/http/context.ts'
import { recordOfAccount } from '../kernel/http/record-of-account.ts'
import { prepareJobs } from '../kernel/jobs/prepare.ts'
import { startWorker } from '../kernel/jobs/worker.ts'
import { type Configuration, readConfiguration } from '../kernel/settings/configuration.ts'
import { aloneOn } from './alone.ts'
import { openDatabase } from './database.ts'
import { refuseDemoAccounts } from './demo-accounts.ts'
import { checkPort, lockFolder } from './one-at-a-time.ts'
import { say, step } from './progress.ts'
import { buildServer } from './server.ts'

/** Starts the whole installation and says where it is. Throws `Fault` with a sentence about what to do. */
async function main(): Promise<void> {
  const configuration = readConfiguration(process.env)
  const { HOST, PORT, DATA_DIR, ROLE } = configuration
  if (ROLE !== 'worker') await checkPort(HOST, PORT)
  const unlock = lockFolder(DATA_DIR)
  const closing: (() => Promise<void> | void)[] = [unlock]
  stopOnSignals(closing)
  try {
    const database = await openDatabase(configuration, (urls) => fill(configuration, urls))
    const { engine, appUrl, ownerUrl } = database
    if (engine) closing.unshift(engine.stop)
    engine?.onExit((code) => {
      say(`PostgreSQL ended (${code ?? 'killed'}): start again, what was saved is there.`)
      void stop(closing, 1)
    })
    const { kernel, close } = openKernel(configuration, appUrl)
    closing.unshift(close)
    // A database that goes away under a running job is no reason to die without a word: the engine's end says it.
    process.on('unhandledRejection', (error) => kernel.log.error(error, 'unhandled'))
    const setup = await aloneOn(ownerUrl, async () => {
      await prepareJobs(ownerUrl)
      return seedStart(ownerUrl, configuration)
    })
    if (ROLE !== 'web') closing.unshift((await startWorker(kernel)).stop)
    if (ROLE !== 'worker') {
      const auth = await openAuth({ url: appUrl, kernel, record: (act) => recordOfAccount(kernel, act) })
      const server = await buildServer(kernel, auth)
      closing.unshift(async () => {
        await server.close()
        await auth.close()
      })
      await server.listen({ host: HOST, port: PORT })
    }
    greet(configuration, setup)
  } catch (error) {
    await stop(closing)
    throw error
  }
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
    filesDir: path.join(configuration.DATA_DIR, 'files'),
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
  for (const { user, name, post } of cast) say(`  ${`${user}@hengyuan.example`.padEnd(32)} ${name} ${post}`)
}

function stopOnSignals(closing: (() => Promise<void> | void)[]) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      say('\nStopping ...')
      void stop(closing, 0)
    })
}

let stopping: Promise<void> | undefined

/** Closes in the reverse order of opening, once: what runs is finished, then the database stops. */
function stop(closing: (() => Promise<void> | void)[], code?: number): Promise<void> {
  stopping ??= (async () => {
    for (const close of closing) await Promise.resolve(close()).catch((error: unknown) => say(String(error)))
    if (code !== undefined) process.exit(code)
  })()
  return stopping
}

main().catch((error: unknown) => {
  process.stderr.write(error instanceof Fault ? `\n${error.message}\n` : `\n${(error as Error).stack}\n`)
  process.exit(1)
})
