import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import type { Kernel } from '../kernel/http/context.ts'
import { evenOverloaded } from './overload.ts'

/** `/healthz`: the process lives. `/readyz`: it can answer. `/metrics`: for Prometheus, without a name or an id in it. */
export function serveHealth(server: FastifyInstance, app: Kernel): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const seconds = new Histogram({
    name: 'bylaw_request_seconds',
    help: 'Time of a request, by route.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 5],
    registers: [registry],
  })
  server.addHook('onResponse', async (request, reply) => {
    // How long a window stayed open says nothing of how fast the server is.
    if (String(reply.getHeader('content-type')).startsWith('text/event-stream')) return
    const route = request.routeOptions.url ?? 'none'
    seconds.labels(request.method, route, String(reply.statusCode)).observe(reply.elapsedTime / 1000)
  })
  server.get('/healthz', evenOverloaded, async (_request, reply) =>
    reply.header('x-bylaw', 'yes').send({ ok: true }),
  )
  server.get('/readyz', async (_request, reply) => {
    const ok = await sql`select 1`.execute(app.db).then(
      () => true,
      () => false,
    )
    return reply.code(ok ? 200 : 503).send({ ok })
  })
  server.get('/metrics', evenOverloaded, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  )
}
