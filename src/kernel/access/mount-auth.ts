import type { FastifyInstance } from 'fastify'
import { notFound } from '../errors/problem.ts'
import type { Auth } from './auth.ts'

/** Attempts at a sign-in or a one-time password a minute, from one address. */
const attempts = { max: 60, timeWindow: '1 minute' }

/**
 * What of better-auth is served. It brings more along - changing one's name or address, unlinking a sign-in - that
 * would get round our own rules, so whatever isn't named here doesn't exist.
 */
const served = new Set([
  'POST sign-in/email',
  'POST sign-in/social',
  'GET callback/oidc',
  'GET error',
  'POST sign-out',
  'GET get-session',
  'GET list-sessions',
  'POST revoke-session',
  'POST revoke-other-sessions',
  'POST change-password',
  'POST two-factor/enable',
  'POST two-factor/disable',
  'POST two-factor/verify-totp',
  'POST two-factor/verify-backup-code',
])

/** Serves better-auth at /api/auth. */
export function mountAuth(server: FastifyInstance, auth: Auth): void {
  server.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    config: { rateLimit: attempts },
    handler: async (request, reply) => {
      const url = new URL(request.url, `${request.protocol}://${request.host}`)
      if (!served.has(`${request.method} ${url.pathname.slice('/api/auth/'.length)}`)) throw notFound()
      const headers = new Headers()
      for (const [name, value] of Object.entries(request.headers))
        if (typeof value === 'string' && name !== 'content-length') headers.set(name, value)
      // What a client claims of its own address counts only behind a proxy that is trusted.
      headers.set('x-forwarded-for', request.ip)
      const body = request.method === 'POST' ? JSON.stringify(request.body ?? {}) : null
      const answer = await auth.handle(new Request(url, { method: request.method, headers, body }))
      reply.code(answer.status)
      for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value)
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', cookie)
      return reply.send(answer.body ? Buffer.from(await answer.arrayBuffer()) : null)
    },
  })
}
