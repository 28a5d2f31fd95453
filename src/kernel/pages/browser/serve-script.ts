import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'

const text = readFileSync(new URL('before-sending.mjs', import.meta.url), 'utf8')
const hash = createHash('sha256').update(text).digest('hex').slice(0, 16)

/** Where the one script of public pages lies; another script has another address. */
export const scriptAddress = `/public/before-sending.${hash}.js`

export function serveScript(scope: FastifyInstance): void {
  scope.get(scriptAddress, (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type('text/javascript; charset=utf-8')
      .send(text),
  )
}
