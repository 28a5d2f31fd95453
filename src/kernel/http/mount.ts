import type {} from '@fastify/cookie'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Held, Rights } from '../access/grants.ts'
import { type Caller, findCaller } from '../access/session.ts'
import { newId } from '../db/new-id.ts'
import { nothing, type Reach } from '../db/transaction.ts'
import { forbidden, invalid, Problem } from '../errors/problem.ts'
import type { Language } from '../language/contract.ts'
import { answerOnce } from './answer-once.ts'
import { Changes } from './changes.ts'
import type { Ctx, Kernel } from './context.ts'
import type { Endpoint } from './contract.ts'
import { withContext } from './open-context.ts'
import { settleLanguage } from './request-language.ts'
import { type FileAnswer, sendFile } from './send-file.ts'
import { endStreams, sendEvents } from './stream.ts'
import { dropReceived, receiveForm, type UploadedFile } from './upload.ts'
import { checkInput } from './validate.ts'

type Given<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? { params: z.output<P>; query: z.output<Q>; body: z.output<B> }
    : never
type Answer<E> = E extends Endpoint<z.ZodObject, z.ZodObject, z.ZodType, infer R> ? z.input<R> : never

type GivenAny = { params: unknown; query: unknown; body: unknown; file?: UploadedFile | undefined }

/** An endpoint with what it does. */
export type Route = {
  endpoint: Endpoint
  work: (ctx: Ctx, given: GivenAny) => Promise<unknown>
  untrailed: string | undefined
  shownOnce?: boolean
}

type Options = {
  /** Why this write needs no trail entry: a person's own view settings, a sign-in table of its own. */
  untrailed?: string
  /** The answer holds a secret: it is kept nowhere, and the same write sent again is told so instead. */
  shownOnce?: boolean
}

/** Binds an endpoint to its work; types of input and answer follow from the declaration. */
export function handle<E extends Endpoint>(
  endpoint: E,
  work: (ctx: Ctx, given: Given<E>) => Promise<Answer<E>>,
  { untrailed, shownOnce = false }: Options = {},
): Route {
  return { endpoint, work: work as unknown as Route['work'], untrailed, shownOnce }
}

/** Work that answers with nothing but that it was done. */
export async function done(work: Promise<unknown>): Promise<undefined> {
  await work
  return undefined
}

/** Binds an endpoint that carries a `file` to the work that makes it. */
export function handleFile<E extends Endpoint>(
  endpoint: E,
  work: (ctx: Ctx, given: Given<E>) => Promise<FileAnswer>,
): Route {
  return { endpoint, work: work as unknown as Route['work'], untrailed: undefined }
}

/** Binds an endpoint that carries an `upload` to its work; the text fields beside the file are its body. */
export function handleUpload<E extends Endpoint>(
  endpoint: E,
  work: (ctx: Ctx, given: Given<E> & { file: UploadedFile }) => Promise<Answer<E>>,
  { untrailed }: Options = {},
): Route {
  return { endpoint, work: work as unknown as Route['work'], untrailed }
}

/** Binds an endpoint that carries `events`: it tells the caller when to read again what waits. */
export function handleEvents<E extends Endpoint>(endpoint: E): Route {
  return { endpoint, work: async () => undefined, untrailed: undefined }
}

/** Serves the routes: who → language → right → shape → one transaction within reach → shape of the answer. */
export function mount(server: FastifyInstance, app: Kernel, rights: Rights, routes: Route[]) {
  const changes = new Changes(app)
  server.addHook('preClose', async () => endStreams(changes))
  server.addHook('onClose', () => changes.close())
  for (const route of routes)
    server.route({
      method: route.endpoint.method,
      url: route.endpoint.path,
      handler: async (request, reply) => serve(app, { rights, changes }, route, request, reply),
    })
}

async function serve(
  app: Kernel,
  { rights, changes }: { rights: Rights; changes: Changes },
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { endpoint } = route
  const { authorization } = request.headers
  const credentials = {
    cookies: request.cookies as Record<string, string | undefined>,
    authorization,
    secret: app.configuration.secret,
  }
  const caller = (await findCaller(app.db, credentials, app.clock())) ?? null
  const language = settleLanguage(request, caller?.language)
  reply.header('content-language', language)
  const held = caller && (await rights.of(app.db, caller))
  const reach = reachOf(endpoint, caller, held)
  if (endpoint.carries === 'events')
    return sendEvents(reply, {
      changes,
      person_id: caller?.actor.person_id ?? null,
      stillSignedIn: async () => (await findCaller(app.db, credentials, app.clock())) !== undefined,
    })
  const opening = {
    ...{ language, caller, reach, held, request_id: request.id || newId() },
    ...{ readOnly: endpoint.method === 'GET', untrailed: route.untrailed },
  }
  const upload = endpoint.carries === 'upload' ? await receive(app, request) : undefined
  try {
    return await answer(app, route, { opening, request, reply, upload })
  } finally {
    if (upload) await dropReceived(upload)
  }
}

/** A form with the one file it is about. */
async function receive({ filesDir }: Kernel, request: FastifyRequest) {
  const expected = 'errors.upload_expected'
  const received = await receiveForm(request, { filesDir, most: 1, expected })
  const [file] = received.files
  if (!file) throw invalid(expected)
  return { ...received, file }
}

type Asked = {
  opening: Parameters<typeof withContext>[1] & { language: Language; readOnly: boolean }
  request: FastifyRequest
  reply: FastifyReply
  upload: Awaited<ReturnType<typeof receive>> | undefined
}

async function answer(app: Kernel, route: Route, { opening, request, reply, upload }: Asked) {
  const { endpoint } = route
  const key = request.headers['idempotency-key']
  const given = { ...checkInput(endpoint, request, opening.language, upload?.fields), file: upload?.file }
  const said = await withContext(app, opening, async (ctx) => {
    if (endpoint.carries === 'file') return route.work(ctx, given)
    const run = async () => endpoint.returns.parse(await route.work(ctx, given))
    const idempotencyKey = typeof key === 'string' && !opening.readOnly ? key : undefined
    return answerOnce(
      ctx,
      {
        key: idempotencyKey,
        method: endpoint.method,
        url: request.url,
        body: [given.body, idempotencyKey && upload?.file.sha256],
        shownOnce: route.shownOnce === true,
      },
      run,
    )
  })
  if (endpoint.carries === 'file') return sendFile(request, reply, said as FileAnswer)
  if (said === undefined) return reply.code(204).send()
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(said))
}

/** What every key may ask besides its permissions: whose it is, and how the long work it began goes on. */
const openToKeys = new Set(['session.read', 'jobs.job.read'])

/** The reach this endpoint's guard gives, or the refusal. A key is held to its permissions and to nothing else. */
function reachOf({ name, guard }: Endpoint, caller: Caller | null, held: Held | null): Reach {
  if (guard === 'public') return nothing
  if (!caller || !held) throw new Problem('unauthenticated', 'errors.unauthenticated')
  if (guard === 'signed_in') {
    if (caller.narrowed && !openToKeys.has(name)) throw forbidden()
    return held.reachOf()
  }
  if (caller.narrowed && !caller.narrowed.has(guard)) throw forbidden()
  const reach = held.reachOf(guard)
  if (!reach.all && reach.ids.length === 0) throw forbidden()
  return reach
}
