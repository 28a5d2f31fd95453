import { randomUUID } from 'node:crypto'
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import type { Tx } from '../db/pool.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import type { asSystem } from '../http/open-context.ts'
import { placeOf } from './blobs.ts'
import { seizeBytes } from './hold.ts'

/** How long bytes nobody needs stay: longer than a backup or an upload takes, in milliseconds. */
const grace = 86_400_000

/**
 * Deletes the bytes no attachment needs any more: of what was erased, of what a transaction that came to nothing left
 * lying, and what was being written when a server died. Records go first, in the transaction that erases; bytes follow
 * here, a day later, and where this stops halfway the next night goes on. Invariant: what any attachment that was not
 * erased has, also one that is just being made, stays; and in a folder that another database wrote into, everything does.
 * `inSystem` opens the transactions. Gives how many went.
 */
export async function sweepBytes(kernel: Kernel, inSystem: typeof asSystem): Promise<number> {
  const { filesDir } = kernel
  const since = new Date(kernel.clock().getTime() - grace)
  const parts = await readdir(filesDir).catch(() => [])
  if (parts.length > 0 && !(await isOurs(kernel, inSystem))) {
    kernel.log.error(`${filesDir} holds the files of another database: nothing there is swept away`)
    return 0
  }
  let count = 0
  for (const part of parts) {
    if (!/^[0-9a-f]{2}$/.test(part)) continue
    const old = await namesBefore(path.join(filesDir, part), since)
    for (const half of old.filter((name) => /^[0-9a-f]{64}\..+$/.test(name)))
      await rm(path.join(filesDir, part, half), { force: true })
    const hashes = old.filter((name) => /^[0-9a-f]{64}$/.test(name))
    for (const sha256 of await inSystem(kernel, ({ tx }) => unneeded(tx, hashes, since), { readOnly: true }))
      if (await inSystem(kernel, (ctx) => drop(ctx, { sha256, since }))) count += 1
  }
  return count
}

/**
 * Whether this database's files lie there: to one that was pointed at the folder by mistake every file in it would be one that
 * nobody needs. The first to sweep a folder leaves its mark there, which no backup takes along.
 */
async function isOurs(kernel: Kernel, inSystem: typeof asSystem): Promise<boolean> {
  const mark = path.join(kernel.filesDir, 'belongs-to')
  const id = await inSystem(kernel, async (ctx) => {
    // Of no company's concern.
    ctx.unchanged()
    const settings = ctx.tx.insertInto('kernel.setting')
    await settings
      .values({ key: 'files_id', value: JSON.stringify(randomUUID()) })
      .onConflict((on) => on.column('key').doNothing())
      .execute()
    const row = ctx.tx.selectFrom('kernel.setting').select('value').where('key', '=', 'files_id')
    return String((await row.executeTakeFirstOrThrow()).value)
  })
  await writeFile(mark, id, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  return (await readFile(mark, 'utf8')) === id
}

async function namesBefore(folder: string, since: Date): Promise<string[]> {
  const old: string[] = []
  for (const name of await readdir(folder)) {
    const found = await stat(path.join(folder, name)).catch(() => undefined)
    if (found?.isFile() && found.mtimeMs < since.getTime()) old.push(name)
  }
  return old
}

/** Of these the ones that nothing names but what was erased before then. */
async function unneeded(tx: Tx, hashes: string[], since: Date): Promise<string[]> {
  if (hashes.length === 0) return []
  const { rows } = await sql<{ sha256: string }>`
    select sha256 from kernel.file
    where sha256 = any(${hashes}::text[]) and (erased_at is null or erased_at >= ${since})`.execute(tx)
  const needed = new Set(rows.map(({ sha256 }) => sha256))
  return hashes.filter((sha256) => !needed.has(sha256))
}

/** Looked at once more where nobody can begin to name them meanwhile. */
async function drop(ctx: Ctx, { sha256, since }: { sha256: string; since: Date }): Promise<boolean> {
  const { tx, app } = ctx
  // What was erased the trail tells already.
  ctx.unchanged()
  if (!(await seizeBytes(tx, sha256))) return false
  if ((await unneeded(tx, [sha256], since)).length === 0) return false
  await rm(placeOf(app.filesDir, sha256), { force: true })
  return true
}
