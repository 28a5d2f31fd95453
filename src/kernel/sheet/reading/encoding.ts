import { refused } from '../../errors/problem.ts'
import type { Bytes } from './table.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5'

/**
 * Reads the whole file and keeps nothing: a byte order mark decides, else valid UTF-8, else GB18030 (which contains GBK
 * and GB2312) or Big5, which Excel saves as CSV in simplified and in traditional Chinese. Anything else is refused.
 */
export async function findEncoding(bytes: Bytes): Promise<Encoding> {
  const head = await firstBytes(bytes)
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (await isWritten(bytes, 'utf-8')) return 'utf-8'
  if ((await readsAsBig5(bytes)) && (await isWritten(bytes, 'big5'))) return 'big5'
  if (await isWritten(bytes, 'gb18030')) return 'gb18030'
  throw refused('sheet.reading.encoding_unknown')
}

export async function* decode(bytes: Bytes, encoding: Encoding): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of bytes()) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

/**
 * GB18030 and Big5 write other characters with the same pairs of bytes. Both have everyday characters in the front part
 * of their tables: whichever way of reading finds more of them is meant.
 */
async function readsAsBig5(bytes: Bytes): Promise<boolean> {
  let [lead, gb, big5] = [0, 0, 0]
  for await (const chunk of bytes())
    for (const byte of chunk) {
      if (lead === 0) {
        if (byte >= 0x80) lead = byte
        continue
      }
      const sign = lead >= 0xa1 && lead <= 0xa3
      if (byte >= 0xa1 && (sign || (lead >= 0xb0 && lead <= 0xd7))) gb += 1
      if (sign || (lead >= 0xa4 && lead <= 0xc6)) big5 += 1
      lead = 0
    }
  return big5 > gb
}

async function isWritten(bytes: Bytes, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const chunk of bytes()) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

async function firstBytes(bytes: Bytes): Promise<Uint8Array> {
  for await (const chunk of bytes()) if (chunk.length > 1) return chunk.subarray(0, 4)
  return new Uint8Array()
}
