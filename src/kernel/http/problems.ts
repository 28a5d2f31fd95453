import type {} from '@fastify/static'
import type { FastifyError, FastifyInstance, FastifyRequest } from 'fastify'
import { Problem, type ProblemKind, statusOf } from '../errors/problem.ts'
import type { Language } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import type { ProblemDocument } from './contract.ts'
import { languageOf } from './request-language.ts'
import { ShapeProblem } from './validate.ts'

/** The RFC 9457 document of anything thrown. A bug says nothing of its inside. */
export function toDocument(error: unknown, language: Language, request_id: string): ProblemDocument {
  const problem = toProblem(error)
  if (!problem)
    return {
      type: 'about:blank',
      title: translate(language, 'errors.title.internal'),
      status: 500,
      code: 'errors.internal',
      detail: translate(language, 'errors.internal'),
      request_id,
    }
  const fields =
    problem instanceof ShapeProblem
      ? problem.faults
      : problem.fields.map((fault) => ({
          path: fault.path,
          message: translate(language, fault.code, fault.params),
        }))
  return {
    type: 'about:blank',
    title: translate(language, `errors.title.${problem.kind}`),
    status: statusOf[problem.kind],
    code: problem.code,
    detail: translate(language, problem.code, problem.params),
    ...(fields.length > 0 ? { fields } : {}),
    ...(Object.keys(problem.params).length > 0 ? { params: problem.params } : {}),
    request_id,
  }
}

type Known = { kind: ProblemKind; code: string }
const tooLarge: Known = { kind: 'invalid', code: 'errors.too_large' }
const badBody: Known = { kind: 'invalid', code: 'errors.bad_body' }
const unstorable: Known = { kind: 'invalid', code: 'errors.unstorable_text' }
const beyond: Known = { kind: 'invalid', code: 'errors.beyond_limits' }
const unavailable: Known = { kind: 'unavailable', code: 'errors.unavailable' }
const full: Known = { kind: 'unavailable', code: 'errors.disk_full' }
const collided: Known = { kind: 'unavailable', code: 'errors.collided' }

/** Codes of Fastify, of the network, and of PostgreSQL (its SQLSTATE). */
const kindOfCode: Record<string, Known> = {
  FST_FILES_LIMIT: tooLarge,
  FST_PARTS_LIMIT: tooLarge,
  FST_FIELDS_LIMIT: tooLarge,
  ...Object.fromEntries(
    ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'].map(
      (code) => [code, unavailable],
    ),
  ),
  // Shutting down, crashed, starting up, a connection lost, too many connections, a lock or a statement
  // that took too long.
  ...Object.fromEntries(
    '57P01 57P02 57P03 08000 08001 08003 08004 08006 53300 53200 55P03 57014 25P03'
      .split(' ')
      .map((code) => [code, unavailable]),
  ),
  ENOSPC: full,
  EDQUOT: full,
  '53100': full,
  '40P01': collided,
  '40001': collided,
  '22021': unstorable,
  '22P05': unstorable,
  '22003': beyond,
  '22007': beyond,
  '22008': beyond,
}

/** What pg and its pool throw without a code when no connection is to be had, or one is lost. */
const lostConnection =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/

function toProblem(error: unknown): Problem | undefined {
  if (error instanceof Problem) return error
  const { statusCode = 500, code = '', message = '' } = error as Partial<FastifyError>
  if (statusCode === 429) return new Problem('limited', 'errors.limited')
  const known = kindOfCode[code] ?? ofFramework(code, statusCode)
  if (known) return new Problem(known.kind, known.code)
  return lostConnection.test(message) ? new Problem(unavailable.kind, unavailable.code) : undefined
}

/** Whatever Fastify or a plugin of it finds wrong with a request itself. */
function ofFramework(code: string, status: number): Known | undefined {
  if (!code.startsWith('FST_') || status < 400 || status >= 500) return undefined
  return status === 413 ? tooLarge : badBody
}

/** Seconds after which trying again may help. */
export const retryAfter = 5

/** Makes every failure of the server a problem document in the caller's language. */
export function answerProblems(server: FastifyInstance) {
  server.setErrorHandler((error, request, reply) => {
    const document = toDocument(error, languageOf(request), request.id)
    if (document.status === 500) request.log.error(error, 'a bug')
    if (document.status === 503) {
      request.log.warn(error, 'unavailable')
      reply.header('retry-after', retryAfter)
    }
    return reply
      .code(document.status)
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(document))
  })
}

/** An address nobody serves; `page` may take those a browser asks for as pages of the web app. */
export function answerUnknown(
  server: FastifyInstance,
  page?: (request: FastifyRequest) => string | undefined,
) {
  server.setNotFoundHandler((request, reply) => {
    const file = page?.(request)
    if (file) return reply.header('cache-control', 'no-cache').sendFile(file)
    const missing = new Problem('not_found', 'errors.not_found')
    const document = toDocument(missing, languageOf(request), request.id)
    return reply.code(404).type('application/problem+json; charset=utf-8').send(JSON.stringify(document))
  })
}
