import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Binaries, type RunAs, reachableBy } from './binaries.ts'
import { Fault } from './fault.ts'
import { makeFolder } from './make-folder.ts'

/** Where the cluster can lie: `dir`, or a place outside when the engine's user can't enter the folder. */
export function prepareFolder(dir: string, user: RunAs): string {
  makeFolder(dir)
  const place = placeOf(dir)
  if (place !== dir) {
    if (!existsSync(place))
      throw new Fault(
        `The database lies in ${place}, which is not there: bring it back. To begin with an empty one, remove ${markerIn(dir)}.`,
      )
    return place
  }
  if (!user) return dir
  if (!reachableBy(user, dir)) {
    const elsewhere = path.join(
      existsSync('/var/lib') ? '/var/lib' : tmpdir(),
      `bylaw-${randomBytes(6).toString('hex')}`,
    )
    mkdirSync(elsewhere, { recursive: true, mode: 0o700 })
    chownSync(elsewhere, user.uid, user.gid)
    writeFileSync(markerIn(dir), `${elsewhere}\n`)
    return elsewhere
  }
  chownSync(dir, user.uid, user.gid)
  chmodSync(dir, 0o700)
  return dir
}

const markerIn = (dir: string) => path.join(dir, 'moved-to')

/** Where the cluster of a folder lies. */
export function placeOf(dir: string): string {
  return existsSync(markerIn(dir)) ? readFileSync(markerIn(dir), 'utf8').trim() : dir
}

const inside = (place: string) => path.join(place, 'bylaw.secret')
const beside = (place: string, what: string) => `${place.replace(/\/$/, '')}.${what}`

/** The superuser's password. It lies inside the cluster, so that neither is ever kept, moved or restored without the other. */
export function findPassword(place: string): string | undefined {
  const file = [inside(place), beside(place, 'secret')].find((one) => existsSync(one))
  return file && readFileSync(file, 'utf8').trim()
}

/**
 * Makes the cluster where there is none. Returns the superuser's password.
 * Invariant: nothing is ever deleted but what a start that was cut off had begun, which it says beforehand in a file
 * beside the cluster.
 */
export function openCluster(place: string, binaries: Binaries, user: RunAs): string {
  const begun = beside(place, 'making')
  const known = findPassword(place)
  if (existsSync(path.join(place, 'PG_VERSION'))) {
    if (known) {
      checkVersion(place, binaries)
      rmSync(begun, { force: true })
      return keepPassword(place, known, user)
    }
    if (!existsSync(begun))
      throw new Fault(
        `${place} holds a database whose password is missing: put bylaw.secret back into it, or postgres.secret beside it. Nothing was changed.`,
      )
  }
  if (existsSync(begun)) empty(place)
  writeFileSync(begun, '')
  const password = randomBytes(18).toString('base64url')
  initialise(place, { password, binaries, user })
  // Written last: a cluster without it is not complete.
  keepPassword(place, password, user)
  rmSync(begun)
  return password
}

function checkVersion(place: string, { version }: Binaries) {
  const major = readFileSync(path.join(place, 'PG_VERSION'), 'utf8').trim()
  if (!version.startsWith(`${major}.`))
    throw new Fault(
      `The data in ${place} was written by PostgreSQL ${major}, this version brings ${version}: restore a backup into a new DATA_DIR.`,
    )
}

function keepPassword(place: string, password: string, user: RunAs): string {
  const file = inside(place)
  if (existsSync(file)) return password
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  if (user) chownSync(file, user.uid, user.gid)
  return password
}

function empty(place: string) {
  for (const name of readdirSync(place)) rmSync(path.join(place, name), { recursive: true, force: true })
}

function initialise(
  place: string,
  { password, binaries, user }: { password: string; binaries: Binaries; user: RunAs },
) {
  const passwordFile = path.join(tmpdir(), `bylaw-pw-${randomBytes(6).toString('hex')}`)
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  const options = ['-U', 'postgres', '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C', '--no-sync']
  try {
    execFileSync(binaries.initdb, ['-D', place, `--pwfile=${passwordFile}`, ...options], {
      stdio: 'pipe',
      uid: user?.uid,
      gid: user?.gid,
      cwd: '/',
      env: engineEnv(),
    })
  } catch (error) {
    const said = (error as { stderr?: Buffer }).stderr?.toString().trim().split('\n').at(-1)
    throw new Fault(
      `The built-in PostgreSQL could not be set up in ${place}: ${said ?? (error as Error).message}`,
    )
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

export function engineEnv() {
  const { PATH, LANG } = process.env
  return { PATH, LANG, LC_MESSAGES: 'C', TZ: 'UTC' }
}
