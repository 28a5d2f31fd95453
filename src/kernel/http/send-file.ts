import { createReadStream } from 'node:fs'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { dropSpooled, type Spooled } from '../files/spool.ts'

/** Made to be downloaded. */
export type MadeFile = { name: string; type: string; bytes: Buffer }
/** What is downloaded under a name: bytes made for it, or a file on the disk. */
export type FileAnswer = MadeFile | ({ name: string; type: string } & Spooled & Once)
/** Made for this one answer: dropped from the disk when it was sent, or can't be. */
type Once = { once?: true }

/**
 * Always a download: nothing stored is ever shown by the browser inside our own origin. A file on the disk goes out as it
 * is read, whole or, for who takes a broken download up again, a part of it.
 */
export function sendFile(request: FastifyRequest, reply: FastifyReply, answer: FileAnswer) {
  reply
    .type(answer.type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(answer.name)}`)
    .header('x-content-type-options', 'nosniff')
  if ('bytes' in answer) return reply.send(answer.bytes)
  const { path, size, sha256 } = answer
  if (answer.once) {
    const bytes = createReadStream(path).once('close', () => void dropSpooled({ path }))
    return reply.header('content-length', size).send(bytes)
  }
  const mark = `"${sha256}"`
  reply.header('accept-ranges', 'bytes').header('etag', mark)
  const { range, 'if-range': unless } = request.headers
  const part = range && (!unless || unless === mark) ? partOf(range, size) : undefined
  if (part === 'none') return reply.code(416).header('content-range', `bytes */${size}`).send()
  if (part) reply.code(206).header('content-range', `bytes ${part.start}-${part.end}/${size}`)
  const { start, end } = part ?? { start: 0, end: size - 1 }
  return reply.header('content-length', end - start + 1).send(createReadStream(path, { start, end }))
}

type Part = { start: number; end: number }

/** One stretch of bytes, ends included; several, and what is no range of bytes, are answered with the whole (RFC 9110, 14.2). */
export function partOf(range: string, size: number): Part | 'none' | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(range.trim()) ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined
  if (from === '') return Number(to) === 0 ? 'none' : { start: Math.max(0, size - Number(to)), end: size - 1 }
  const end = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (Number(from) >= size) return 'none'
  return Number(from) > end ? undefined : { start: Number(from), end }
}
