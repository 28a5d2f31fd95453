import { constants } from 'node:fs'
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'

/** What a copy of a running cluster must not hold, after PostgreSQL's manual, "Making a Base Backup Using the Low Level API". */
const ofTheMoment = new Set([
  'backup_label',
  'backup_label.old',
  'postmaster.opts',
  'postmaster.pid',
  'tablespace_map',
])
const emptied = new Set([
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_wal',
])

/**
 * Copies a cluster while it works, with the write-ahead log that makes the copy whole: started on the copy, PostgreSQL
 * recovers to the moment this returns, with everything that was acknowledged before it was called. `url`: the
 * superuser; `from`, `to`: folders on this machine.
 */
export async function copyCluster(url: string, from: string, to: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    // Held by this session alone: keeps the log from being recycled until it is copied, and goes when we do.
    await client.query(`select pg_create_physical_replication_slot($1, true, true)`, [
      `bylaw_backup_${process.pid}`,
    ])
    const start = await client.query<{ first: string }>(
      `select pg_walfile_name(pg_backup_start('bylaw', true)) first`,
    )
    await copyFolder(from, to)
    const stop = await client.query<{ last: string; label: string }>(
      `select pg_walfile_name(lsn) "last", labelfile label from pg_backup_stop(false)`,
    )
    await copyLog(from, to, { first: start.rows[0]!.first, last: stop.rows[0]!.last })
    // Without it PostgreSQL would take the copy for a cluster that crashed, and begin at the wrong place.
    await writeFile(path.join(to, 'backup_label'), stop.rows[0]!.label, { mode: 0o600 })
  } finally {
    await client.end()
  }
}

async function copyFolder(from: string, to: string, top = true): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o700 })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const { name } = entry
    if (name.startsWith('pgsql_tmp') || (top && ofTheMoment.has(name))) continue
    if (entry.isDirectory()) {
      if (top && emptied.has(name)) await mkdir(path.join(to, name), { mode: 0o700 })
      else await copyFolder(path.join(from, name), path.join(to, name), false)
    } else if (name !== 'pg_internal.init') await copyIfThere(path.join(from, name), path.join(to, name))
  }
}

async function copyLog(
  from: string,
  to: string,
  { first, last }: { first: string; last: string },
): Promise<void> {
  const folder = path.join(from, 'pg_wal')
  const wanted = (await readdir(folder)).filter(
    (name) => (/^[0-9A-F]{24}$/.test(name) && name >= first && name <= last) || name.endsWith('.history'),
  )
  for (const name of wanted)
    await copyFile(path.join(folder, name), path.join(to, 'pg_wal', name), constants.COPYFILE_FICLONE)
  if (!wanted.includes(last)) throw new Error(`${last} of the write-ahead log is not there`)
}

/** A table that was dropped meanwhile takes its file with it: the log says so again. */
async function copyIfThere(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
