import { constants, existsSync } from 'node:fs'
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { step } from '../src/app/progress.ts'
import { copyCluster } from '../src/kernel/db/base-backup.ts'
import { placeOf } from '../src/kernel/db/cluster.ts'
import { Fault } from '../src/kernel/db/fault.ts'
import { makeFolder } from '../src/kernel/db/make-folder.ts'
import { flush } from '../src/kernel/files/flush.ts'
import { readConfiguration } from '../src/kernel/settings/configuration.ts'
import { filesOf, hashFile, listName, type Note, noteName } from './backup/sums.ts'
import { findEmbedded } from './find-database.ts'

/**
 * Copies this installation, its embedded database, attachments and secret, while it works: everything acknowledged before
 * the command was given is in it. Its files are listed with their hashes.
 *   npm run backup -- /mnt/backups
 */
async function main(): Promise<void> {
  const [folder, ...rest] = process.argv.slice(2)
  if (!folder || rest.length > 0) throw new Fault('Where to? npm run backup -- <a folder outside DATA_DIR>')
  const { DATABASE_URL, DATA_DIR, SECRET, files_dir } = readConfiguration(process.env)
  if (DATABASE_URL)
    throw new Fault(
      `DATABASE_URL names a database of your own: back it up with its own tools (pg_dump, pg_basebackup), and ${files_dir} and ${DATA_DIR}/secret with it.`,
    )
  if (!existsSync(path.join(DATA_DIR, 'postgres')))
    throw new Fault(`There is no installation in ${DATA_DIR}: set DATA_DIR to the one to back up.`)
  const into = path.resolve(folder)
  if (`${into}${path.sep}`.startsWith(`${DATA_DIR}${path.sep}`))
    throw new Fault(
      `${into} lies in what is backed up: name a folder outside ${DATA_DIR}, best on another disk.`,
    )
  makeFolder(into)
  const made_at = new Date().toISOString()
  const target = path.join(into, `bylaw-${made_at.replaceAll(/[-:]|\.\d+/g, '')}`)
  const half = `${target}.part`
  await mkdir(half, { mode: 0o700 })
  try {
    const note = await fillBackup(half, { DATA_DIR, files_dir, made_at, secret: !SECRET })
    await rename(half, target)
    await flush(into)
    const megabytes = (note.bytes / 1e6).toFixed(1)
    console.log(`${target}: ${note.files} files, ${megabytes} MB.`)
    if (!note.secret) console.log('SECRET is a setting of yours and is not in it: keep it apart.')
    console.log(`Bring it back with: DATA_DIR=<an empty folder> npm run restore -- ${target}`)
  } catch (error) {
    await rm(half, { recursive: true, force: true })
    throw error
  }
}

/** Attachments first, then the database, then the attachments that came meanwhile: none that a row names is missing. */
async function fillBackup(
  half: string,
  {
    DATA_DIR,
    files_dir,
    made_at,
    secret,
  }: { DATA_DIR: string; files_dir: string; made_at: string; secret: boolean },
): Promise<Note> {
  const attachments = () => copyAttachments(files_dir, path.join(half, 'files'))
  await step('Copying the attachments', attachments)
  const { databaseUrl, stop } = await findEmbedded(DATA_DIR)
  const from = placeOf(path.join(DATA_DIR, 'postgres'))
  try {
    const to = path.join(half, 'postgres')
    await step('Copying the database', () => copyCluster(databaseUrl('postgres'), from, to))
    await step('Copying the attachments that came meanwhile', attachments)
  } finally {
    await stop()
  }
  if (secret) await copyFile(path.join(DATA_DIR, 'secret'), path.join(half, 'secret'))
  const postgres = (await readFile(path.join(from, 'PG_VERSION'), 'utf8')).trim()
  return step('Listing what is in it', () => writeList(half, { made_at, postgres, secret }))
}

/** Those that are not there yet. A name with more to it than the hash is a file that is just being written. */
async function copyAttachments(from: string, to: string) {
  await mkdir(to, { recursive: true, mode: 0o700 })
  if (!existsSync(from)) return
  for (const name of await filesOf(from)) {
    const target = path.join(to, name)
    if (!/^[0-9a-f]{2}\/[0-9a-f]{64}$/.test(name) || existsSync(target)) continue
    await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
    // What nobody needs any more may be swept away meanwhile.
    await copyFile(path.join(from, name), target, constants.COPYFILE_FICLONE).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    })
  }
}

async function writeList(half: string, about: Pick<Note, 'made_at' | 'postgres' | 'secret'>): Promise<Note> {
  const names = await filesOf(half)
  const lines: string[] = []
  let bytes = 0
  for (const name of names) {
    const file = path.join(half, name)
    lines.push(`${await hashFile(file)}  ${name}\n`)
    bytes += (await stat(file)).size
    await flush(file)
  }
  const note: Note = { ...about, files: names.length, bytes }
  await writeFile(path.join(half, noteName), `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600 })
  await writeFile(path.join(half, listName), lines.join(''), { mode: 0o600 })
  for (const name of [noteName, listName, '.']) await flush(path.join(half, name))
  return note
}

main().catch((error: unknown) => {
  console.error(error instanceof Fault ? error.message : error)
  process.exitCode = 1
})
