import { createInflateRaw } from 'node:zlib'
import { refused } from '../../errors/problem.ts'
import { limits } from './limits.ts'

type Entry = { name: string; offset: number; size: number; method: number }
/** The parts of a workbook, each unfolded anew and piece by piece when it is asked for. */
export type Archive = { text: (name: string) => AsyncIterable<string>; has: (name: string) => boolean }

export const unreadable = () => refused('sheet.reading.workbook_unreadable')
const bomb = () => refused('sheet.reading.unfolds_too_much', { megabytes: limits.unfolded_bytes >> 20 })

/**
 * Unfolds a ZIP archive into nothing, counting, and refuses one that grows beyond the limits, whatever sizes it
 * declares. Invariant: entries lie one after the other and the directory names all of them, so that nothing is
 * read later that was not weighed here (overlapping and hidden entries are what bombs are made of).
 */
export async function openArchive(archive: Buffer): Promise<Archive> {
  const { entries, directory } = readDirectory(archive)
  const allowed = Math.min(limits.unfolded_bytes, Math.max(10 << 20, archive.length * limits.unfolded_times))
  const parts = new Map<string, { data: Buffer; method: number }>()
  let total = 0
  let at = 0
  for (const entry of entries) {
    if (entry.offset < at || entry.offset - at > 24 || archive.readUInt32LE(entry.offset) !== 0x04034b50)
      throw unreadable()
    const begins =
      entry.offset + 30 + archive.readUInt16LE(entry.offset + 26) + archive.readUInt16LE(entry.offset + 28)
    at = begins + entry.size
    if (at > directory) throw unreadable()
    const part = { data: archive.subarray(begins, at), method: entry.method }
    for await (const chunk of unfold(part)) {
      total += chunk.length
      if (total > allowed) throw bomb()
    }
    parts.set(entry.name, part)
  }
  if (directory - at > 24) throw unreadable()
  return {
    has: (name) => parts.has(name),
    text: async function* (name) {
      const decoder = new TextDecoder()
      const part = parts.get(name)
      if (!part) throw unreadable()
      for await (const chunk of unfold(part)) yield decoder.decode(chunk, { stream: true })
    },
  }
}

function readDirectory(archive: Buffer): { entries: Entry[]; directory: number } {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > archive.length) throw unreadable()
  const count = archive.readUInt16LE(end + 10)
  const directory = archive.readUInt32LE(end + 16)
  if (count > limits.archive_entries || directory > end) throw unreadable()
  const entries: Entry[] = []
  let at = directory
  for (let seen = 0; seen < count; seen += 1) {
    if (at + 46 > end || archive.readUInt32LE(at) !== 0x02014b50) throw unreadable()
    const name = archive.readUInt16LE(at + 28)
    entries.push({
      name: archive.toString('utf8', at + 46, at + 46 + name),
      method: archive.readUInt16LE(at + 10),
      size: archive.readUInt32LE(at + 20),
      offset: archive.readUInt32LE(at + 42),
    })
    at += 46 + name + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return { entries: entries.sort((a, b) => a.offset - b.offset), directory }
}

async function* unfold({ data, method }: { data: Buffer; method: number }): AsyncIterable<Buffer> {
  if (method === 0) return yield data
  if (method !== 8) throw unreadable()
  const inflate = createInflateRaw()
  inflate.end(data)
  try {
    for await (const chunk of inflate) yield chunk as Buffer
  } catch {
    throw unreadable()
  } finally {
    inflate.destroy()
  }
}
