import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { flush } from './flush.ts'

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Invariant: a path is made of a hash alone, never of anything a person wrote. */
function placeOf(dir: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('not a SHA-256')
  return path.join(dir, sha256.slice(0, 2), sha256)
}

/** The bytes of that hash, or nothing when they are gone. Whether they are still the same is for the caller to check. */
export async function findBlob(dir: string, sha256: string): Promise<Buffer | undefined> {
  try {
    return await readFile(placeOf(dir, sha256))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Keeps bytes under their hash; the same bytes once only. When it returns they are on the disk: written beside,
 * flushed, renamed. After a rollback they may lie there without a row, which harms nobody.
 */
export async function keepBlob(dir: string, bytes: Uint8Array): Promise<string> {
  const sha256 = hashOf(bytes)
  const place = placeOf(dir, sha256)
  const kept = await findBlob(dir, sha256)
  if (kept && hashOf(kept) === sha256) return sha256
  await mkdir(path.dirname(place), { recursive: true })
  const half = `${place}.${randomUUID()}`
  try {
    await writeFlushed(half, bytes)
    await rename(half, place)
  } catch (error) {
    await rm(half, { force: true })
    throw error
  }
  await flush(path.dirname(place))
  await flush(dir)
  return sha256
}

async function writeFlushed(file: string, bytes: Uint8Array) {
  const handle = await open(file, 'wx', 0o640)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
