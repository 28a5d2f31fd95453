import type { FastifyInstance } from 'fastify'
import { forbidden } from '../errors/problem.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A write that rides on a cookie must come from our own pages. Browsers name the origin of every such request; programs
 * with an API key carry no cookie.
 */
export function refuseForeignOrigins(server: FastifyInstance, baseUrl: string): void {
  const ours = new URL(baseUrl).host
  server.addHook('onRequest', async (request) => {
    const { origin, cookie, host } = request.headers
    if (reading.has(request.method) || !origin || !cookie) return
    const from = URL.canParse(origin) ? new URL(origin).host : undefined
    if (from !== host && from !== ours) throw forbidden()
  })
}
