import { refused } from '../../errors/problem.ts'
import type { Bytes } from './table.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/**
 * Reads the whole file once and keeps nothing: a byte order mark decides, else valid UTF-8, else GB18030 (which
 * contains GBK and GB2312: what Excel in Chinese saves as CSV). Anything else is refused.
 */
export async function findEncoding(bytes: Bytes): Promise<Encoding> {
  const head = await firstBytes(bytes)
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  for (const encoding of ['utf-8', 'gb18030'] as const) if (await isWritten(bytes, encoding)) return encoding
  throw refused('sheet.reading.encoding_unknown')
}

export async function* decode(bytes: Bytes, encoding: Encoding): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of bytes()) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
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
