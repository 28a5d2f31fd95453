import { chownSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { lockFolder } from '../src/app/one-at-a-time.ts'
import { step } from '../src/app/progress.ts'
import { findBinaries, runAs } from '../src/kernel/db/binaries.ts'
import { prepareFolder } from '../src/kernel/db/cluster.ts'
import { startEmbedded } from '../src/kernel/db/embedded.ts'
import { Fault } from '../src/kernel/db/fault.ts'
import { makeFolder } from '../src/kernel/db/make-folder.ts'
import { makeDb, makePool } from '../src/kernel/db/pool.ts'
import { flush } from '../src/kernel/files/flush.ts'
import { signingKey } from '../src/kernel/trail/key.ts'
import { inSnapshot, readRecords } from '../src/kernel/trail/records.ts'
import { verifyTrail } from '../src/kernel/trail/verify.ts'
import { findMissing } from './backup/missing.ts'
import { filesOf, hashFile, listName, noteName, readSums } from './backup/sums.ts'

const noteShape = z.object({ made_at: z.string(), postgres: z.string(), secret: z.boolean() })

/**
 * Brings a backup back into DATA_DIR, which holds nothing yet: every file is compared with its hash first, then the
 * database is opened, its trail verified and each attachment it names looked for.
 *   DATA_DIR=/srv/bylaw npm run restore -- /mnt/backups/bylaw-20261129T001842Z
 */
async function main(): Promise<void> {
  const [folder, ...rest] = process.argv.slice(2)
  if (!folder || rest.length > 0)
    throw new Fault('What? DATA_DIR=<an empty folder> npm run restore -- <the folder of a backup>')
  const { DATA_DIR, DATABASE_URL, FILES_DIR, SECRET } = process.env
  if (DATABASE_URL)
    throw new Fault(
      'A backup holds an embedded database: take DATABASE_URL out of the settings to restore it.',
    )
  if (FILES_DIR)
    throw new Fault(
      'Attachments come back into DATA_DIR/files: take FILES_DIR out of the settings to restore and to start it.',
    )
  const from = path.resolve(folder)
  const to = path.resolve(DATA_DIR || './data')
  const note = await readNote(from)
  if (!note.secret && !SECRET)
    throw new Fault('This backup holds no secret: set SECRET to what it was, or nobody can sign in.')
  refuseUsed(to)
  const names = await step('Comparing every file with its hash', () => compare(from))
  const unlock = lockFolder(to)
  try {
    await step('Copying', () => copyBack(from, to, names))
    await step('Opening the database and verifying it', () => check(to))
  } finally {
    unlock()
  }
  console.log(`${to} holds what was saved up to ${note.made_at}. Start it with: DATA_DIR=${to} npm start`)
}

async function readNote(from: string): Promise<z.infer<typeof noteShape>> {
  const file = path.join(from, noteName)
  if (!existsSync(file))
    throw new Fault(`${from} is no backup, or one that was cut off: it has no ${noteName}.`)
  const note = noteShape.safeParse(JSON.parse(await readFile(file, 'utf8')))
  if (!note.success) throw new Fault(`${file} is damaged.`)
  const { version } = findBinaries(runAs())
  if (!version.startsWith(`${note.data.postgres}.`))
    throw new Fault(
      `This backup is of PostgreSQL ${note.data.postgres} and this version brings ${version}: restore it with the version of Bylaw that made it.`,
    )
  return note.data
}

/** Never over something: whoever restores in haste loses nothing. */
function refuseUsed(to: string) {
  makeFolder(to)
  const there = readdirSync(to)
  if (there.length > 0)
    throw new Fault(`${to} is not empty (${there.slice(0, 3).join(', ')}): set DATA_DIR to a new folder.`)
}

/** Throws `Fault` naming every file that is missing, changed or not listed. */
async function compare(from: string): Promise<string[]> {
  const sums = readSums(await readFile(path.join(from, listName), 'utf8'))
  const there = new Set(await filesOf(from))
  const faults: string[] = []
  for (const [name, sha256] of sums) {
    if (!there.has(name)) faults.push(`${name} is missing`)
    else if ((await hashFile(path.join(from, name))) !== sha256) faults.push(`${name} was changed`)
  }
  for (const name of there)
    if (!sums.has(name) && name !== listName && name !== noteName) faults.push(`${name} is not of the backup`)
  if (faults.length > 0)
    throw new Fault(
      `This backup is damaged, and nothing was restored: ${faults.slice(0, 10).join('; ')}${faults.length > 10 ? ` and ${faults.length - 10} more` : ''}.`,
    )
  return [...sums.keys()]
}

/** PG_VERSION last: a cluster without it is not complete, and no start takes it for one. */
async function copyBack(from: string, to: string, names: string[]) {
  const user = runAs()
  const place = prepareFolder(path.join(to, 'postgres'), user)
  await copyFolders(path.join(from, 'postgres'), place, user)
  const last = 'postgres/PG_VERSION'
  for (const name of [...names.filter((one) => one !== last), last]) {
    const cluster = name.startsWith('postgres/')
    const target = cluster ? path.join(place, name.slice('postgres/'.length)) : path.join(to, name)
    await mkdir(path.dirname(target), { recursive: true })
    await copyFile(path.join(from, name), target, constants.COPYFILE_FICLONE)
    if (cluster && user) chownSync(target, user.uid, user.gid)
    await flush(target)
  }
}

/** PostgreSQL wants its empty folders too. */
async function copyFolders(from: string, to: string, user: ReturnType<typeof runAs>) {
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    const folder = path.join(to, path.relative(from, path.join(entry.parentPath, entry.name)))
    await mkdir(folder, { recursive: true, mode: 0o700 })
    if (user) chownSync(folder, user.uid, user.gid)
  }
}

async function check(to: string) {
  const engine = await startEmbedded({ dir: path.join(to, 'postgres') })
  const pool = makePool({ url: engine.databaseUrl('bylaw'), max: 1, name: 'bylaw-restore' })
  try {
    const secret = process.env.SECRET || readFileSync(path.join(to, 'secret'), 'utf8').trim()
    const { publicKey: public_key } = signingKey(secret)
    await inSnapshot(makeDb(pool), async (tx) => {
      const made_at = new Date().toISOString()
      const verdict = await verifyTrail(readRecords(tx, { public_key, made_at }), { public_key })
      // An installation of the first hours has no checkpoint yet.
      if (verdict.faults.some(({ kind }) => kind !== 'unsigned'))
        throw new Fault(
          `The database was restored, but its trail is not whole: see it with DATA_DIR=${to} npm run trail:verify.`,
        )
      const { named, missing } = await findMissing(tx, path.join(to, 'files'))
      if (missing.length > 0)
        throw new Fault(
          `The database was restored, but ${missing.length} of ${named} attachments are not in the backup.`,
        )
      console.log(`${named} attachments are there, the trail is whole.`)
    })
  } finally {
    await pool.end()
    await engine.stop()
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Fault ? error.message : error)
  process.exitCode = 1
})
