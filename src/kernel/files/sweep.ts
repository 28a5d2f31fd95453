import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import type { Tx } from '../db/pool.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import type { asSystem } from '../http/open-context.ts'
import { placeOf } from './blobs.ts'
import { seizeBytes } from './hold.ts'
import { dropForgotten } from './spool.ts'

/**
 * How long bytes nobody needs stay, in milliseconds: longer than a backup or an upload takes, and shorter than from one
 * night's round to the next, so that what one erases the next deletes.
 */
const grace = 20 * 3_600_000
/** How long bytes no row names lie apart: a database taken back to an earlier hour may come forward again. */
const apart = 30 * 86_400_000

/** Where bytes no row names lie until they are deleted, each under its hash. */
const apartOf = (filesDir: string, sha256: string) => path.join(filesDir, 'swept', sha256)

type Fate = 'needed' | 'erased' | 'unnamed'

/**
 * Run nightly. Deletes the bytes of what was erased, once no attachment has them any more, and what was being written when
 * a server died; sets apart what no row names – a transaction that came to nothing left it lying – and deletes that 30
 * days later. What lies apart and is named again goes back. Records go first, in the transaction that erases; bytes
 * follow here, and where this stops halfway the next night goes on. Invariant: what any attachment that was not erased
 * has, also one that is just being made, is there the next morning; and in a folder that another database wrote into,
 * everything stays. `inSystem` opens the transactions. Gives how many left their place.
 */
export async function sweepBytes(kernel: Kernel, inSystem: typeof asSystem): Promise<number> {
  const { filesDir } = kernel
  const since = before(kernel, grace)
  const parts: string[] = await readdir(filesDir).catch(() => [])
  if (parts.length > 0 && !(await isOurs(kernel, inSystem))) {
    kernel.log.error(`${filesDir} holds the files of another database: nothing there is swept away`)
    return 0
  }
  await dropForgotten(filesDir, kernel.clock())
  if (parts.includes('swept')) await lookApart(kernel, { inSystem, since })
  let count = 0
  for (const part of parts) {
    if (!/^[0-9a-f]{2}$/.test(part)) continue
    const old = await namesBefore(path.join(filesDir, part), since)
    for (const half of old.filter((name) => /^[0-9a-f]{64}\..+$/.test(name)))
      await rm(path.join(filesDir, part, half), { force: true })
    const hashes = old.filter((name) => /^[0-9a-f]{64}$/.test(name))
    const fates = await inSystem(kernel, ({ tx }) => readFates(tx, hashes, since), { readOnly: true })
    for (const [sha256, fate] of fates)
      if (fate !== 'needed' && (await inSystem(kernel, (ctx) => sweep(ctx, { sha256, since })))) count += 1
  }
  return count
}

const before = (kernel: Kernel, ms: number) => new Date(kernel.clock().getTime() - ms)

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

/** Erased: nothing names them but what was erased before then. */
async function readFates(tx: Tx, hashes: string[], since: Date): Promise<[string, Fate][]> {
  if (hashes.length === 0) return []
  const { rows } = await sql<{ sha256: string; needed: boolean }>`
    select sha256, bool_or(erased_at is null or erased_at >= ${since}) needed from kernel.file
    where sha256 = any(${hashes}::text[]) group by sha256`.execute(tx)
  const named = new Map(rows.map(({ sha256, needed }) => [sha256, needed ? 'needed' : 'erased'] as const))
  return hashes.map((sha256) => [sha256, named.get(sha256) ?? 'unnamed'])
}

/** Looked at once more where nobody can begin to name them meanwhile. */
async function seizeFate(ctx: Ctx, { sha256, since }: { sha256: string; since: Date }): Promise<Fate> {
  // What was erased the trail tells already.
  ctx.unchanged()
  if (!(await seizeBytes(ctx.tx, sha256))) return 'needed'
  return (await readFates(ctx.tx, [sha256], since))[0]![1]
}

async function sweep(ctx: Ctx, seen: { sha256: string; since: Date }): Promise<boolean> {
  const { filesDir } = ctx.app
  const fate = await seizeFate(ctx, seen)
  const place = placeOf(filesDir, seen.sha256)
  if (fate === 'erased') await rm(place, { force: true })
  if (fate === 'unnamed') {
    await mkdir(path.join(filesDir, 'swept'), { recursive: true })
    // Counted from now. Where this stops in between they only stay a night longer.
    await utimes(place, ctx.now, ctx.now)
    await rename(place, apartOf(filesDir, seen.sha256))
  }
  return fate !== 'needed'
}

/** What is named again goes back, what was erased or lay there long enough goes for good. */
async function lookApart(
  kernel: Kernel,
  { inSystem, since }: { inSystem: typeof asSystem; since: Date },
): Promise<void> {
  const folder = path.join(kernel.filesDir, 'swept')
  const hashes = (await readdir(folder)).filter((name) => /^[0-9a-f]{64}$/.test(name))
  const old = new Set(await namesBefore(folder, before(kernel, apart)))
  const fates = await inSystem(kernel, ({ tx }) => readFates(tx, hashes, since), { readOnly: true })
  for (const [sha256, seen] of fates) {
    if (seen === 'unnamed' && !old.has(sha256)) continue
    await inSystem(kernel, async (ctx) => {
      const fate = await seizeFate(ctx, { sha256, since })
      const [from, place] = [apartOf(kernel.filesDir, sha256), placeOf(kernel.filesDir, sha256)]
      if (fate === 'needed' && !existsSync(place)) {
        await mkdir(path.dirname(place), { recursive: true })
        await rename(from, place)
      } else if (fate === 'erased' || old.has(sha256)) await rm(from, { force: true })
    })
  }
}
