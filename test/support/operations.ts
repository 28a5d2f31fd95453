import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from './client.ts'
import { type Schema, sample } from './sample.ts'

type Parameter = { name: string; in: string; required: boolean; schema: Schema }
type Described = {
  operationId: string
  requestBody?: { content: Record<string, { schema: Schema }> }
  parameters?: Parameter[]
}

/** An endpoint as the OpenAPI document describes it; `multipart` where its body is a form with a file. */
export type Operation = {
  name: string
  method: string
  path: string
  parameters: Parameter[]
  body: Schema | undefined
  multipart: boolean
}

const document = JSON.parse(readFileSync(join(import.meta.dirname, '../../openapi.json'), 'utf8')) as {
  paths: Record<string, Record<string, Described>>
}

export const operations: Operation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { operationId, requestBody, parameters = [] }]) => {
    const form = requestBody?.content['multipart/form-data']
    return {
      ...{ name: operationId, method: method.toUpperCase(), path, parameters, multipart: form !== undefined },
      body: (form ?? requestBody?.content['application/json'])?.schema,
    }
  }),
)

export const isId = ({ schema }: { schema: Schema }): boolean => schema.format === 'uuid'

/** What is sent; what isn't given is made up as the document says it must be. */
export type Given = {
  params?: Record<string, string>
  query?: Record<string, string>
  body?: unknown
  file?: { name: string; bytes: string | Uint8Array }
}

/** Sends a request of this operation. */
export function send(client: Client, operation: Operation, given: Given = {}): Promise<Response> {
  const { path, method, parameters } = operation
  const madeUp = (where: string) =>
    Object.fromEntries(
      parameters
        .filter((one) => one.in === where && one.required)
        .map(({ name, schema }) => [name, String(sample(schema))]),
    )
  const params = { ...madeUp('path'), ...given.params }
  const query = new URLSearchParams({ ...madeUp('query'), ...given.query })
  const address = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  return client.fetch(`${address}${query.size > 0 ? `?${query}` : ''}`, {
    method,
    ...bodyOf(operation, given),
  })
}

const aFile = { name: 'a.pdf', bytes: '%PDF-1.4 a file' }

function bodyOf({ body: schema, multipart }: Operation, given: Given) {
  if (!schema) return {}
  const body = 'body' in given ? given.body : sample(schema)
  if (!multipart) return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const { file: _file, ...fields } = body as Record<string, unknown>
  const { name, bytes } = given.file ?? aFile
  const form = new FormData()
  for (const [key, value] of Object.entries(fields)) form.append(key, String(value))
  form.append('file', new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]), name)
  return { body: form }
}

/** The answer without what differs from request to request. */
export async function told(response: Response): Promise<{ status: number; answer: unknown }> {
  const text = await response.text()
  const json = /json/.test(response.headers.get('content-type') ?? '')
  if (!json) return { status: response.status, answer: text }
  const parsed = JSON.parse(text) as unknown
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return { status: response.status, answer: parsed }
  const { request_id: _own, ...answer } = parsed as Record<string, unknown>
  return { status: response.status, answer }
}
