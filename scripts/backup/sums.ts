import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Fault } from '../../src/kernel/db/fault.ts'

/** The list of a backup's files as `sha256sum --check` reads it. */
export const listName = 'SHA256SUMS'
/** What the backup is of, in JSON. */
export const noteName = 'backup.json'

export type Note = {
  made_at: string
  /** Major version: its files are read by no other. */
  postgres: string
  /** Whether the installation's secret lies in it; otherwise it is the setting SECRET. */
  secret: boolean
  files: number
  bytes: number
}

export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** The files of the list, by their path within the backup. Throws `Fault` at a line that is none. */
export function readSums(text: string): Map<string, string> {
  const sums = new Map<string, string>()
  for (const line of text.split('\n').filter(Boolean)) {
    const [, sha256, name] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
    if (!sha256 || !name || path.isAbsolute(name) || name.split('/').includes('..'))
      throw new Fault(`${listName} is damaged: "${line.slice(0, 80)}" names no file of the backup.`)
    sums.set(name, sha256)
  }
  return sums
}

/** Every file below a folder, by its path within it with `/`. */
export async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort()
}
