import type { FastifyInstance } from 'fastify'
import { type FieldFault, invalid, notFound } from '../errors/problem.ts'
import { findUnstorable } from '../errors/unstorable.ts'
import type { Auth } from './auth.ts'

/** Attempts at a sign-in or a one-time password a minute, from one address. */
const attempts = { max: 60, timeWindow: '1 minute' }

/**
 * What of better-auth is served. It brings more along - changing one's name or address, unlinking a sign-in - that
 * would get round our own rules, so whatever isn't named here doesn't exist.
 */
export const served: ReadonlySet<string> = new Set([
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
      checkGiven(request.body, Object.fromEntries(url.searchParams))
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

const leadsOn = ['callbackURL', 'errorCallbackURL', 'newUserCallbackURL', 'redirectTo']
/** A page of ours, and not another host behind two slashes of either kind. */
const ownPage = /^\/(?![/\\])[^\\\p{Cc}]*$/u

/**
 * Invariant: no sign-in leads to another site, and nothing that the database can't keep reaches it. Throws `invalid`
 * for each such field.
 */
function checkGiven(...given: unknown[]): void {
  const faults: FieldFault[] = given
    .flatMap(findUnstorable)
    .map((path) => ({ path, code: 'errors.unstorable_text' }))
  for (const fields of given)
    for (const path of leadsOn) {
      const to = fields && typeof fields === 'object' ? (fields as Record<string, unknown>)[path] : undefined
      if (to !== undefined && to !== null && !ownPage.test(String(to)))
        faults.push({ path, code: 'access.errors.foreign_page' })
    }
  if (faults.length > 0) throw invalid('errors.invalid', {}, faults)
}
