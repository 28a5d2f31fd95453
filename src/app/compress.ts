import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { negotiate } from '@fastify/accept-negotiator'
import type { FastifyInstance } from 'fastify'

/** Characters below which the headers are most of an answer. */
const smallest = 1024
const pack = {
  br: (text: string) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (text: string) => promisify(gzip)(text),
}
type Encoding = keyof typeof pack
const encodings = Object.keys(pack)

/**
 * Sends answers of the API compressed to whoever takes them so. Only JSON: a page of the public door repeats what a
 * stranger typed, files are compressed already, and events go out one by one – `@fastify/compress` would pack whatever
 * its list of types calls compressible, events among them.
 */
export function compressAnswers(server: FastifyInstance) {
  server.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < smallest) return payload
    if (!/^application\/(problem\+)?json\b/.test(String(reply.getHeader('content-type')))) return payload
    reply.header('vary', [reply.getHeader('vary'), 'accept-encoding'].filter(Boolean).join(', '))
    const encoding = negotiate(request.headers['accept-encoding'] ?? '', encodings)
    if (encoding === null) return payload
    const packed = await pack[encoding as Encoding](payload)
    reply.header('content-encoding', encoding).header('content-length', packed.length)
    return packed
  })
}
