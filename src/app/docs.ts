import { readFileSync } from 'node:fs'
import path from 'node:path'
import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'

const file = path.resolve(import.meta.dirname, '../../openapi.json')

/** `/api/openapi.json` as it is kept in the repository, and `/api/docs` to read it. */
export async function serveDocs(server: FastifyInstance): Promise<void> {
  const text = readFileSync(file, 'utf8')
  server.get('/api/openapi.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(text),
  )
  await server.register(async (docs) => {
    // The reference page starts itself by an inline script; it may run here, and here only.
    docs.addHook('onSend', async (_request, reply) => {
      reply.header('content-security-policy', policy)
    })
    await docs.register(scalar, {
      routePrefix: '/api/docs',
      configuration: { url: '/api/openapi.json', withDefaultFonts: false, telemetry: false },
    })
  })
}

const policy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "frame-ancestors 'none'",
].join(';')
