import { z } from 'zod'
import { type Endpoint, problemShape } from '../kernel/http/contract.ts'

type Schema = Record<string, unknown>

/** The OpenAPI 3.1 document of these endpoints; each is written from the same declaration that serves it. */
export function describeApi(endpoints: Endpoint[], version: string) {
  const paths: Record<string, Record<string, Schema>> = {}
  const shared = sharedAnswers(endpoints)
  for (const endpoint of [...endpoints].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: describe(endpoint, shared) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Bylaw',
      version,
      description:
        'Every write takes an Idempotency-Key; every update names the version it saw. Refusals are RFC 9457 problem documents in the language of Accept-Language, or else the account’s.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: {
        Problem: schemaOf(problemShape, 'output'),
        ...Object.fromEntries([...shared].map(([shape, name]) => [name, schemaOf(shape, 'output')])),
      },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'bylaw.session_token' },
        key: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}

/** What several endpoints answer with, once each: `approvals.request.read` gives its name to ApprovalsRequestRead. */
function sharedAnswers(endpoints: Endpoint[]): Map<z.ZodType, string> {
  const answering = Map.groupBy(
    endpoints.filter(({ returns }) => returns instanceof z.ZodObject),
    ({ returns }) => returns,
  )
  return new Map(
    [...answering]
      .filter(([, those]) => those.length > 1)
      .map(([shape, those]) => [shape, nameOf(those.find(({ method }) => method === 'GET') ?? those[0]!)]),
  )
}

const nameOf = ({ name }: Endpoint) =>
  name
    .split(/[._]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

function describe(endpoint: Endpoint, shared: Map<z.ZodType, string>): Schema {
  const { name, summary, guard, method } = endpoint
  const parameters = [
    ...parametersOf(endpoint.params, 'path'),
    ...parametersOf(endpoint.query, 'query'),
    ...(method === 'GET' ? [] : [idempotencyKey]),
  ]
  const body = bodyOf(endpoint)
  return {
    operationId: name,
    tags: [name.split('.')[0]],
    summary,
    ...(guard === 'public' ? { security: [] } : { security: [{ session: [] }, { key: [] }] }),
    ...(guard === 'public' || guard === 'signed_in' ? {} : { 'x-permission': guard }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: body } : {}),
    responses: { ...answerOf(endpoint, shared), default: problem },
  }
}

const problem = {
  description: 'A problem document.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  schema: { type: 'string', minLength: 8, maxLength: 200 },
}

function parametersOf(shape: z.ZodObject, where: 'path' | 'query'): Schema[] {
  const { properties = {}, required = [] } = schemaOf(shape, 'input') as {
    properties?: Record<string, Schema>
    required?: string[]
  }
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema,
  }))
}

function bodyOf({ carries, body }: Endpoint): Schema | undefined {
  const empty = body instanceof z.ZodUndefined
  if (carries === 'upload') {
    const fields = empty ? { type: 'object', properties: {} } : schemaOf(body, 'input')
    const properties = { ...(fields.properties as Schema), file: { type: 'string', format: 'binary' } }
    return { required: true, content: { 'multipart/form-data': { schema: { ...fields, properties } } } }
  }
  if (empty) return undefined
  return { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } }
}

function answerOf({ carries, returns }: Endpoint, shared: Map<z.ZodType, string>): Schema {
  if (carries === 'file') {
    const schema = { type: 'string', format: 'binary' }
    return { 200: { description: 'The file.', content: { 'application/octet-stream': { schema } } } }
  }
  if (carries === 'events') {
    const schema = { type: 'string' }
    return {
      200: { description: 'Events, until one side ends it.', content: { 'text/event-stream': { schema } } },
    }
  }
  if (returns instanceof z.ZodUndefined) return { 204: { description: 'Done.' } }
  const name = shared.get(returns)
  const schema = name ? { $ref: `#/components/schemas/${name}` } : schemaOf(returns, 'output')
  return { 200: { description: 'The answer.', content: { 'application/json': { schema } } } }
}

function schemaOf(shape: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' })
  return schema
}
