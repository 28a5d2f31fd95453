import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type FastifyInstance, fastify } from 'fastify'

const file = path.resolve(import.meta.dirname, '../../openapi.json')

/** `/api/openapi.json` as it is kept in the repository, and `/api/docs` to read it. */
export async function serveDocs(server: FastifyInstance): Promise<void> {
  const text = readFileSync(file, 'utf8')
  server.get('/api/openapi.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(text),
  )
  let docs: Promise<FastifyInstance> | undefined
  for (const url of ['/api/docs', '/api/docs/*'])
    server.get(url, async (request, reply) => {
      docs ??= openDocs()
      const answer = await (await docs).inject({ method: 'GET', url: request.url })
      const { 'content-type': type, location } = answer.headers
      if (location) reply.header('location', location)
      reply.header('content-security-policy', policyFor(String(type), answer.payload))
      return reply
        .code(answer.statusCode)
        .type(String(type ?? 'text/plain'))
        .send(answer.rawPayload)
    })
}

/** The reference page starts itself by an inline script: that one may run, named by its hash, and no other. */
function policyFor(type: string, text: string): string {
  const inline = type.startsWith('text/html')
    ? text.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)
    : []
  const hashes = [...inline].map(
    ([, script = '']) => ` 'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  return [`script-src 'self'${hashes.join('')}`, ...policy].join(';')
}

/** The reference page is megabytes of program: read when somebody asks for it, not at every start. */
async function openDocs(): Promise<FastifyInstance> {
  const { default: scalar } = await import('@scalar/fastify-api-reference')
  const docs = fastify()
  await docs.register(scalar, {
    routePrefix: '/api/docs',
    configuration: {
      ...{ url: '/api/openapi.json', withDefaultFonts: false, telemetry: false },
      // Nothing of the reference page's maker: no client to install, no chat, no servers of theirs, no tools for developers.
      ...{
        hideClientButton: true,
        showDeveloperTools: 'never',
        agent: { disabled: true },
        mcp: { disabled: true },
      },
      customCss: 'a[href*="scalar.com"]{display:none!important}',
    },
  })
  return docs
}

const policy = [
  "default-src 'self'",
  "script-src-attr 'none'",
  // The reference writes its styles itself.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'self'",
  "frame-ancestors 'none'",
]
