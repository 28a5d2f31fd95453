import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { type EmbeddedEngine, startEmbedded } from '../kernel/db/embedded.ts'
import { Fault } from '../kernel/db/fault.ts'
import { type Configuration, readConfiguration } from '../kernel/settings/configuration.ts'
import { checkPort, lockFolder } from './one-at-a-time.ts'
import { say, step } from './progress.ts'

// Left alone, the heap grows to four times of what it holds before it is swept: 350 MB for an import that holds 80.
// Swept at 1.3 times an import takes 130 MB, in the same time (`bench/import.ts`).
setFlagsFromString('--heap-growing-percent=30')

/** What is closed when the program ends, the last opened first. */
type Closing = (() => Promise<void> | void)[]

/** Starts the whole installation and says where it is. Throws `Fault` with a sentence about what to do. */
async function main(): Promise<void> {
  const configuration = readConfiguration(process.env)
  const { HOST, PORT, DATA_DIR, ROLE, DATABASE_URL } = configuration
  if (ROLE !== 'worker') await checkPort(HOST, PORT)
  const closing: Closing = [lockFolder(DATA_DIR)]
  stopOnSignals(closing)
  try {
    // The engine comes up while the rest of the program is read: this file reads as little as it can.
    const [engine, { run }] = await Promise.all([
      DATABASE_URL ? undefined : openEngine(configuration, closing),
      import('./run.ts'),
    ])
    await run(configuration, engine, closing)
  } catch (error) {
    await stop(closing)
    throw error
  }
}

async function openEngine({ DATA_DIR }: Configuration, closing: Closing): Promise<EmbeddedEngine> {
  const engine = await step('Starting PostgreSQL', () =>
    startEmbedded({ dir: path.join(DATA_DIR, 'postgres') }),
  )
  closing.unshift(engine.stop)
  engine.onExit((code) => {
    say(`PostgreSQL ended (${code ?? 'killed'}): start again, what was saved is there.`)
    void stop(closing, 1)
  })
  return engine
}

function stopOnSignals(closing: Closing) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      say('\nStopping ...')
      void stop(closing, 0)
    })
}

let stopping: Promise<void> | undefined

/** Closes in the reverse order of opening, once: what runs is finished, then the database stops. */
function stop(closing: Closing, code?: number): Promise<void> {
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
