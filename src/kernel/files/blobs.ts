import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { constants, copyFile, link, mkdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { flush } from './flush.ts'
import type { Spooled } from './spool.ts'

/** Invariant: a path is made of a hash alone, never of anything a person wrote. */
export function placeOf(dir: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256')
  return path.join(dir, sha256.slice(0, 2), sha256)
}

/** What lies under that hash, piece by piece counted anew; nothing when it is gone. */
export async function hashOfBlob(dir: string, sha256: string): Promise<string | undefined> {
  const hash = createHash('sha256')
  try {
    for await (const piece of createReadStream(placeOf(dir, sha256))) hash.update(piece)
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
  return hash.digest('hex')
}

/** As they were when they were last found to be what they should: a file that is asked for often is counted once. */
const intact = new Map<string, string>()
const mostRemembered = 10_000

/** Whether the bytes of that hash are there and still the same. */
export async function isIntact(dir: string, sha256: string): Promise<boolean> {
  const looks = await looksOf(placeOf(dir, sha256))
  if (!looks) return false
  if (intact.get(placeOf(dir, sha256)) === looks) return true
  if ((await hashOfBlob(dir, sha256)) !== sha256) return false
  if (intact.size >= mostRemembered) intact.clear()
  intact.set(placeOf(dir, sha256), looks)
  return true
}

async function looksOf(file: string): Promise<string | undefined> {
  try {
    const { ino, size, mtimeMs, ctimeMs } = await stat(file)
    return [ino, size, mtimeMs, ctimeMs].join(' ')
  } catch (error) {
    if (isGone(error)) return undefined
    throw error
  }
}

const isGone = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'

/**
 * Keeps bytes under their hash; the same bytes once only. When it returns they are on the disk: written and flushed
 * before, named beside, renamed. After a rollback they may lie there without a row, which harms nobody.
 */
export async function keepBlob(dir: string, { path: spooled, sha256 }: Spooled): Promise<void> {
  const place = placeOf(dir, sha256)
  if ((await hashOfBlob(dir, sha256)) === sha256) return
  await mkdir(path.dirname(place), { recursive: true })
  const half = `${place}.${randomUUID()}`
  try {
    await nameAlso(spooled, half)
    await rename(half, place)
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
  await flush(path.dirname(place))
  await flush(dir)
}

/** Under a second name; where the disk knows no such thing, as a copy. */
async function nameAlso(from: string, to: string) {
  try {
    await link(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error
    await copyFile(from, to, constants.COPYFILE_FICLONE)
    await flush(to)
  }
}
