/**
 * Fills an empty database with a network and years of its work: `npm run simulate -- --orgs 10000 --complaints 1000000`.
 * The database is the one DATABASE_URL names, or the embedded one in DATA_DIR.
 */
import path from 'node:path'
import { isMainThread, Worker } from 'node:worker_threads'
import { pino } from 'pino'
import { lockFolder } from '../src/app/one-at-a-time.ts'
import { ensureAppRole } from '../src/kernel/db/app-role.ts'
import { startEmbedded } from '../src/kernel/db/embedded.ts'
import { Fault } from '../src/kernel/db/fault.ts'
import { migrate } from '../src/kernel/db/migrate.ts'
import { makeDb, makePool } from '../src/kernel/db/pool.ts'
import { type Configuration, readConfiguration } from '../src/kernel/settings/configuration.ts'
import { makeCheckpoint } from '../src/kernel/trail/checkpoint.ts'
import { ensureDatabase, tune } from './simulate/engine.ts'
import { fill } from './simulate/fill.ts'
import { readOptions } from './simulate/options.ts'

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), new Date().toISOString().slice(0, 10))
  const configuration = readConfiguration(process.env)
  const { url, stop } = await openDatabase(configuration)
  try {
    await migrate(url)
    await ensureAppRole(url, configuration.secret)
    const { rows, seconds, counts } = await fill(url, options, {
      filesDir: configuration.files_dir,
      base_url: configuration.base_url,
      doing: say,
    })
    await sign(url, configuration)
    for (const [table, count] of counts) say(`${table.padEnd(34)} ${count.toLocaleString('en').padStart(12)}`)
    const pace = Math.round(rows / seconds).toLocaleString('en')
    say(`${rows.toLocaleString('en')} rows in ${Math.round(seconds)} s, ${pace} a second.`)
    const { orgs, complaints, years, seed, until } = options
    const repeat = `--orgs ${orgs} --complaints ${complaints} --years ${years} --seed ${seed} --until ${until}`
    say(`The same again: npm run simulate -- ${repeat}`)
    if (configuration.DATABASE_URL) say('It holds the demo’s accounts: start on it with DEMO=true.')
  } finally {
    await stop()
  }
}

const say = (text: string) => console.log(text)

async function openDatabase({ DATABASE_URL, DATA_DIR }: Configuration) {
  if (DATABASE_URL) return { url: DATABASE_URL, stop: async () => {} }
  const unlock = lockFolder(DATA_DIR)
  const engine = await startEmbedded({ dir: path.join(DATA_DIR, 'postgres') })
  await ensureDatabase(engine.url, 'bylaw')
  // Of a load this large a checkpoint every gigabyte is most of the writing.
  await tune(engine.url, "alter system set max_wal_size = '8GB'")
  const stop = async () => {
    await tune(engine.url, 'alter system reset max_wal_size')
    await engine.stop()
    unlock()
  }
  return { url: engine.databaseUrl('bylaw'), stop }
}

/** A checkpoint, or `npm run trail:verify` would say that nothing proves what was written. */
async function sign(url: string, configuration: Configuration) {
  const pool = makePool({ url, max: 1, name: 'bylaw-simulate' })
  const [db, log, clock] = [makeDb(pool), pino({ level: 'warn' }), () => new Date()]
  await makeCheckpoint({ configuration, db, log, clock, filesDir: configuration.files_dir })
  await pool.end()
}

/** Rows live for a moment only: in a thread of its own the memory for what is young can be told, and a third of the time is saved. */
function inRoom(): void {
  const resourceLimits = { maxYoungGenerationSizeMb: 256, maxOldGenerationSizeMb: 4096 }
  const worker = new Worker(new URL(import.meta.url), { argv: process.argv.slice(2), resourceLimits })
  worker.on('exit', (code) => {
    process.exitCode ||= code
  })
}

if (isMainThread) inRoom()
else
  main().catch((error: unknown) => {
    console.error(error instanceof Fault ? `\n${error.message}` : error)
    process.exitCode = 1
  })
