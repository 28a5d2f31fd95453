import { createInflateRaw } from 'node:zlib'
import { refused } from '../../errors/problem.ts'
import { limits } from './limits.ts'

type Entry = { offset: number; size: number; method: number }

const unreadable = () => refused('sheet.reading.workbook_unreadable')
const bomb = () => refused('sheet.reading.unfolds_too_much', { megabytes: limits.unfolded_bytes >> 20 })

/**
 * Unfolds a ZIP archive into nothing, counting, and refuses one that grows beyond the limits, whatever sizes it
 * declares. Invariant: entries lie one after the other and the directory names all of them, so that nothing is
 * read later that was not weighed here (overlapping and hidden entries are what bombs are made of).
 */
export async function weighArchive(archive: Buffer): Promise<number> {
  const { entries, directory } = readDirectory(archive)
  const allowed = Math.min(limits.unfolded_bytes, Math.max(10 << 20, archive.length * limits.unfolded_times))
  let total = 0
  let at = 0
  for (const entry of entries) {
    if (entry.offset < at || entry.offset - at > 24 || archive.readUInt32LE(entry.offset) !== 0x04034b50)
      throw unreadable()
    const data =
      entry.offset + 30 + archive.readUInt16LE(entry.offset + 26) + archive.readUInt16LE(entry.offset + 28)
    at = data + entry.size
    if (at > directory) throw unreadable()
    total += await unfoldedSize(archive.subarray(data, at), entry.method, allowed - total)
  }
  if (directory - at > 24) throw unreadable()
  return total
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
    entries.push({
      method: archive.readUInt16LE(at + 10),
      size: archive.readUInt32LE(at + 20),
      offset: archive.readUInt32LE(at + 42),
    })
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return { entries: entries.sort((a, b) => a.offset - b.offset), directory }
}

async function unfoldedSize(data: Buffer, method: number, allowed: number): Promise<number> {
  if (method === 0) return data.length
  if (method !== 8) throw unreadable()
  const inflate = createInflateRaw()
  inflate.end(data)
  let size = 0
  try {
    for await (const chunk of inflate) {
      size += (chunk as Buffer).length
      if (size > allowed) break
    }
  } catch {
    throw unreadable()
  } finally {
    inflate.destroy()
  }
  if (size > allowed) throw bomb()
  return size
}
