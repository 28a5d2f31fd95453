import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Bytes that came from somewhere and lie on the disk, in nobody's memory; whoever had them put there drops them. */
export type Spooled = { path: string; size: number; sha256: string }

/** Beside the attachments, so that keeping one needs no second copy. */
export const spoolDir = (filesDir: string) => path.join(filesDir, 'incoming')
/** No upload takes as long. */
const forgotten = 86_400_000

/** Writes bytes to the disk as they come and counts their hash meanwhile: of a file of any size a few pieces are held. */
export async function spool(
  filesDir: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Spooled> {
  const dir = spoolDir(filesDir)
  await mkdir(dir, { recursive: true })
  const file = path.join(dir, randomUUID())
  const hash = createHash('sha256')
  let size = 0
  try {
    await pipeline(
      bytes,
      async function* counted(pieces: AsyncIterable<Uint8Array>) {
        for await (const piece of pieces) {
          hash.update(piece)
          size += piece.length
          yield piece
        }
      },
      createWriteStream(file, { flags: 'wx', mode: 0o640, flush: true }),
    )
  } catch (error) {
    await dropSpooled({ path: file })
    throw error
  }
  return { path: file, size, sha256: hash.digest('hex') }
}

export const dropSpooled = ({ path: file }: Pick<Spooled, 'path'>): Promise<void> => rm(file, { force: true })

/** What a server that was killed meanwhile has left lying there. */
export async function dropForgotten(filesDir: string, now: Date): Promise<void> {
  const names = await readdir(spoolDir(filesDir)).catch(() => [])
  for (const name of names) {
    const file = path.join(spoolDir(filesDir), name)
    const written = await stat(file).catch(() => undefined)
    if (written && written.mtimeMs < now.getTime() - forgotten) await dropSpooled({ path: file })
  }
}
