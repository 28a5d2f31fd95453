import { readSync } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { refused } from '../../errors/problem.ts'
import { limits } from './limits.ts'

type Entry = { name: string; offset: number; size: number; method: number }
type Part = { from: number; size: number; method: number }
/** The parts of a workbook, each unfolded anew and piece by piece when it is asked for. */
export type Archive = { text: (name: string) => AsyncIterable<string>; has: (name: string) => boolean }
/** An archive on the disk, open for reading. */
type OnDisk = { file: number; size: number }

export const unreadable = () => refused('sheet.reading.workbook_unreadable')
const bomb = () => refused('sheet.reading.unfolds_too_much', { megabytes: limits.unfolded_bytes >> 20 })
/** Read at once; and the longest that what ends an archive may be. */
const [piece, longestEnd] = [64 * 1024, 22 + 0xffff]

/**
 * Unfolds a ZIP archive into nothing, counting, and refuses one that grows beyond the limits, whatever sizes it
 * declares. Invariant: entries lie one after the other and the directory names all of them, so that nothing is
 * read later that was not weighed here (overlapping and hidden entries are what bombs are made of).
 */
export async function openArchive(archive: OnDisk): Promise<Archive> {
  const { entries, directory } = readDirectory(archive)
  const allowed = Math.min(limits.unfolded_bytes, Math.max(10 << 20, archive.size * limits.unfolded_times))
  const parts = new Map<string, Part>()
  let total = 0
  let at = 0
  for (const entry of entries) {
    if (entry.offset < at || entry.offset - at > 24) throw unreadable()
    const local = read(archive, entry.offset, 30)
    if (local.readUInt32LE(0) !== 0x04034b50) throw unreadable()
    const from = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
    at = from + entry.size
    if (at > directory) throw unreadable()
    const part = { from, size: entry.size, method: entry.method }
    for await (const chunk of unfold(archive, part)) {
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
      for await (const chunk of unfold(archive, part)) yield decoder.decode(chunk, { stream: true })
    },
  }
}

function read({ file }: OnDisk, at: number, size: number): Buffer {
  const bytes = Buffer.alloc(size)
  for (let got = 0; got < size; ) {
    const more = readSync(file, bytes, got, size - got, at + got)
    if (more === 0) throw unreadable()
    got += more
  }
  return bytes
}

function readDirectory(archive: OnDisk): { entries: Entry[]; directory: number } {
  const last = Math.max(0, archive.size - longestEnd)
  const tail = read(archive, last, archive.size - last)
  const mark = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (mark < 0 || mark + 22 > tail.length) throw unreadable()
  const count = tail.readUInt16LE(mark + 10)
  const directory = tail.readUInt32LE(mark + 16)
  const end = last + mark - directory
  if (count > limits.archive_entries || end < 0) throw unreadable()
  const listed = read(archive, directory, end)
  const entries: Entry[] = []
  let at = 0
  for (let seen = 0; seen < count; seen += 1) {
    if (at + 46 > end || listed.readUInt32LE(at) !== 0x02014b50) throw unreadable()
    const name = listed.readUInt16LE(at + 28)
    entries.push({
      name: listed.toString('utf8', at + 46, at + 46 + name),
      method: listed.readUInt16LE(at + 10),
      size: listed.readUInt32LE(at + 20),
      offset: listed.readUInt32LE(at + 42),
    })
    at += 46 + name + listed.readUInt16LE(at + 30) + listed.readUInt16LE(at + 32)
  }
  return { entries: entries.sort((a, b) => a.offset - b.offset), directory }
}

async function* unfold(archive: OnDisk, { from, size, method }: Part): AsyncIterable<Buffer> {
  const pieces = function* () {
    for (let at = 0; at < size; at += piece) yield read(archive, from + at, Math.min(piece, size - at))
  }
  if (method === 0) return yield* pieces()
  if (method !== 8) throw unreadable()
  const inflate = createInflateRaw()
  pipeline(Readable.from(pieces(), { objectMode: false }), inflate, () => {})
  try {
    for await (const chunk of inflate) yield chunk as Buffer
  } catch {
    throw unreadable()
  } finally {
    inflate.destroy()
  }
}
