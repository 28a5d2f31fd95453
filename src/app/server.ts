import { existsSync } from 'node:fs'
import path from 'node:path'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import statics from '@fastify/static'
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  fastify,
  LogController,
} from 'fastify'
import type { Auth } from '../kernel/access/auth.ts'
import { Rights } from '../kernel/access/grants.ts'
import { mountAuth } from '../kernel/access/mount-auth.ts'
import type { Kernel } from '../kernel/http/context.ts'
import { mount } from '../kernel/http/mount.ts'
import { answerProblems, answerUnknown } from '../kernel/http/problems.ts'
import { refuseForeignOrigins } from '../kernel/http/same-origin.ts'
import { closeQueue } from '../kernel/jobs/queue.ts'
import { compressAnswers } from './compress.ts'
import { serveDocs } from './docs.ts'
import { serveHealth } from './health.ts'
import { refuseOverload } from './overload.ts'
import { servePages } from './pages.ts'
import { allRoutes } from './parts.ts'

const web = path.resolve(import.meta.dirname, '../../dist/web')

/**
 * The whole server over a kernel: the API, sign-in, the built web app and what watches over them. It answers 503 while
 * it has been busy for longer than `overloadedAfter` milliseconds.
 */
export async function buildServer(app: Kernel, auth: Auth, overloadedAfter = 3000): Promise<FastifyInstance> {
  const { configuration } = app
  const server: FastifyInstance = fastify({
    loggerInstance: app.log as FastifyBaseLogger,
    trustProxy: trusted(configuration.TRUST_PROXY),
    bodyLimit: 4_000_000,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 400 },
  })
  answerProblems(server)
  await server.register(helmet, {
    contentSecurityPolicy: { directives: policy },
    // Said where people come by TLS alone; of the names beneath ours we know nothing.
    strictTransportSecurity: configuration.base_url.startsWith('https:')
      ? { maxAge: 31_536_000, includeSubDomains: false }
      : false,
  })
  await server.register(cookie)
  await server.register(multipart, {
    limits: { files: 1, fields: 20, fieldSize: 100_000, fileSize: configuration.MAX_UPLOAD_MB * 1_000_000 },
  })
  await refuseOverload(server, overloadedAfter)
  if (configuration.RATE_LIMIT > 0)
    await server.register(rateLimit, {
      max: configuration.RATE_LIMIT,
      timeWindow: '1 minute',
      // Said once it is exceeded; with every answer they would be longer than many of them.
      addHeadersOnExceeding: {
        'x-ratelimit-limit': false,
        'x-ratelimit-remaining': false,
        'x-ratelimit-reset': false,
      },
    })
  compressAnswers(server)
  guardData(server)
  refuseForeignOrigins(server, configuration.base_url)
  serveHealth(server, app)
  mountAuth(server, auth)
  mount(server, app, new Rights(), allRoutes())
  letGo(server)
  server.addHook('onClose', () => closeQueue(app))
  await serveDocs(server)
  servePages(server, app)
  const built = existsSync(path.join(web, 'index.html'))
  if (built) await serveWeb(server)
  answerUnknown(server, built ? pageOf : undefined)
  await server.ready()
  return server
}

/** While it stops, a connection whose last answer is given is closed: kept alive, it would hold the stop up for a minute. */
function letGo(server: FastifyInstance) {
  server.addHook('preClose', async () => {
    const timer = setInterval(() => server.server.closeIdleConnections(), 100)
    server.server.once('close', () => clearInterval(timer))
  })
}

/** Of a number of proxies, as many are believed, counted from here outwards: what a client adds lies beyond them. */
const trusted = (proxies: false | number | string[]) =>
  typeof proxies === 'number' ? (_address: string, hop: number) => hop < proxies : proxies

// Ant Design writes its styles into the page while it runs; scripts only come from our own files.
const policy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  fontSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  upgradeInsecureRequests: null,
}

/** Every address that is neither an API nor a file is a page of the web app. */
const pageOf = ({ method, url }: FastifyRequest) =>
  method === 'GET' && !/^\/(api|assets)(\/|$)/.test(url) ? 'index.html' : undefined

/** What protects a page says nothing of a script, a style or a picture. */
const ofPages = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'referrer-policy',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
]

/** Data is nothing a browser shows: one line keeps all of it shut, where a page needs nine. */
function guardData(server: FastifyInstance): void {
  server.addHook('onSend', async (_request, reply, payload) => {
    if (!/^application\/(problem\+)?json/.test(String(reply.getHeader('content-type')))) return payload
    for (const name of ofPages) reply.raw.removeHeader(name)
    reply.raw.setHeader('content-security-policy', "default-src 'none';frame-ancestors 'none'")
    return payload
  })
}

/** Files of the web app: those with a hash in their name stay in the browser's cache. */
async function serveWeb(server: FastifyInstance) {
  await server.register(statics, {
    root: web,
    wildcard: true,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, file) => {
      const lasting = /[\\/]assets[\\/]/.test(file)
      reply.header('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
      if (lasting) for (const name of ofPages) reply.removeHeader(name)
    },
  })
}
