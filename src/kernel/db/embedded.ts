import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries, runAs } from './binaries.ts'
import { engineEnv, openCluster, prepareFolder } from './cluster.ts'
import { Fault } from './fault.ts'

export type EmbeddedEngine = {
  /** Connection string of the superuser; add a database name with `databaseUrl`. */
  url: string
  databaseUrl: (database: string) => string
  pid: number
  stop: () => Promise<void>
  /** Called when the engine ends without having been asked to. */
  onExit: (listener: (code: number | null) => void) => void
}

type Options = {
  /** Folder of the cluster; made when absent. */
  dir: string
  /** `false` gives up durability for speed: tests only. */
  durable?: boolean
}

const durableSettings = [
  'max_connections=80',
  'shared_buffers=256MB',
  'effective_cache_size=1GB',
  'wal_compression=on',
  'jit=off',
]
// Several test files work at once, each with a server or two and their pools: one too few is an answer of 503.
const fleetingSettings = [
  'max_connections=300',
  'shared_buffers=128MB',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'jit=off',
  'max_wal_size=1GB',
]

/**
 * Starts the built-in PostgreSQL on a free local port. An engine left behind by a killed server is stopped first;
 * a half-made cluster is made again, see `openCluster`. Throws `Fault` with a sentence.
 */
export async function startEmbedded({ dir, durable = true }: Options): Promise<EmbeddedEngine> {
  const user = runAs()
  const binaries = findBinaries(user)
  const place = prepareFolder(dir, user)
  await stopOrphan(place)
  const password = openCluster(place, binaries, user)
  const port = await freePort()
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_statement=none',
    ...(durable ? durableSettings : fleetingSettings),
  ]
  const log: string[] = []
  const child = spawn(
    binaries.postgres,
    ['-D', place, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    {
      uid: user?.uid,
      gid: user?.gid,
      cwd: place,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      env: engineEnv(),
    },
  )
  const keep = (chunk: Buffer) => {
    log.push(chunk.toString())
    if (log.length > 40) log.shift()
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const databaseUrl = (database: string) => `postgres://postgres:${password}@127.0.0.1:${port}/${database}`
  await untilReady(child, databaseUrl('postgres'), log)
  let asked = false
  return {
    url: databaseUrl('postgres'),
    databaseUrl,
    pid: child.pid!,
    stop: () => {
      asked = true
      return stopProcess(child)
    },
    onExit: (listener) => {
      child.on('exit', (code) => {
        if (!asked) listener(code)
      })
    },
  }
}

/** Stops an engine that outlived its server (kill -9); its write-ahead log recovers what was acknowledged. */
async function stopOrphan(dir: string) {
  const pidFile = path.join(dir, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  if (!pid || !isAlive(pid) || !worksOn(dir, pid)) return rmSync(pidFile, { force: true })
  process.kill(pid, 'SIGINT')
  for (let i = 0; i < 100 && isAlive(pid); i++) await sleep(50)
  if (isAlive(pid)) {
    process.kill(pid, 'SIGQUIT')
    for (let i = 0; i < 100 && isAlive(pid); i++) await sleep(50)
  }
  if (isAlive(pid))
    throw new Fault(
      `An earlier PostgreSQL (process ${pid}) on ${dir} does not stop: stop it and start again.`,
    )
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/**
 * A number may have been given anew, to another PostgreSQL of the machine too: ours was started with this folder,
 * whatever it was called then. Where a process's words can't be told apart, any PostgreSQL is believed to be ours.
 */
function worksOn(dir: string, pid: number): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return words[0]!.includes('postgres') && isSameFolder(words[words.indexOf('-D') + 1], dir)
  } catch {
    try {
      return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { stdio: 'pipe' })
        .toString()
        .includes('postgres')
    } catch {
      return false
    }
  }
}

function isSameFolder(one: string | undefined, other: string): boolean {
  try {
    return one !== undefined && realpathSync(one) === realpathSync(other)
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function untilReady(child: ChildProcess, url: string, log: string[]) {
  for (let i = 0; i < 1200; i++) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Fault(
        `The built-in PostgreSQL stopped at start: ${log.join('').trim().split('\n').slice(-3).join(' ')}`,
      )
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 })
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await sleep(50)
    }
  }
  throw new Fault(
    'The built-in PostgreSQL did not become ready within a minute: look at the disk and the memory, then start again.',
  )
}

async function stopProcess(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGINT')
  const late = setTimeout(() => child.kill('SIGQUIT'), 10_000)
  await gone
  clearTimeout(late)
}
