import type { Endpoint, ReturnOf } from '../http/contract.ts'
import type { CallInput } from './call-input.ts'
import { type CallProblem, problemOf, unreachable, unreadable } from './call-problem.ts'
import { makeWriteKey } from './write-key.ts'

export type CallOptions = {
  signal?: AbortSignal
  /** One per logical write. Give it to send the same write again; otherwise each `call` makes its own. */
  key?: string
}

/** `{}` may be left out when the endpoint needs nothing. */
export type CallArguments<E> =
  object extends CallInput<E>
    ? [input?: CallInput<E>, options?: CallOptions]
    : [input: CallInput<E>, options?: CallOptions]

type Loose = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }

/** Milliseconds before the second and third attempt when nobody answered. */
const pauses = [400, 1200]

let signedOut: (problem: CallProblem) => void = () => {}

/** What to do when the session has ended; the app goes to the sign-in page and comes back afterwards. */
export function whenSignedOut(handler: (problem: CallProblem) => void): void {
  signedOut = handler
}

export function tellSignedOut(problem: CallProblem): void {
  signedOut(problem)
}

/** Calls a declared endpoint. Throws `CallProblem`, and `AbortError` when the caller's signal fires. */
export async function call<E extends Endpoint>(endpoint: E, ...rest: CallArguments<E>): Promise<ReturnOf<E>> {
  return (await sendCall(endpoint, rest[0], rest[1])) as ReturnOf<E>
}

/** `call` without its types, for the hooks that carry them themselves. */
export async function sendCall(
  endpoint: Endpoint,
  input: unknown,
  options: CallOptions = {},
): Promise<unknown> {
  const { body } = (input ?? {}) as Loose
  const headers = requestHeaders(endpoint.method, options.key)
  if (body !== undefined) headers['Content-Type'] = 'application/json'
  const response = await send(pathOf(endpoint, input), {
    method: endpoint.method,
    headers,
    credentials: 'same-origin',
    body: body === undefined ? null : JSON.stringify(body),
    signal: options.signal ?? null,
  })
  return readAnswer(response)
}

/** The address of a file endpoint, for links, images and downloads. */
export function fileUrl<E extends Endpoint>(endpoint: E, ...rest: CallArguments<E>): string {
  return pathOf(endpoint, rest[0])
}

/** Fills `:id`, encodes every value, repeats arrays, leaves out what is undefined, null or an empty string. */
export function pathOf(endpoint: Endpoint, input: unknown): string {
  const { params = {}, query = {} } = (input ?? {}) as Loose
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one))
    }
  }
  const text = search.toString()
  return text ? `${path}?${text}` : path
}

export function requestHeaders(method: string, key?: string): Record<string, string> {
  const headers: Record<string, string> = {
    Accept: 'application/json',
    'Accept-Language': document.documentElement.lang || 'zh-CN',
  }
  if (method !== 'GET') headers['Idempotency-Key'] = key ?? makeWriteKey()
  return headers
}

async function send(url: string, request: RequestInit): Promise<Response> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await fetch(url, request)
    } catch (error) {
      if (request.signal?.aborted) throw error
      const pause = pauses[attempt]
      if (pause === undefined || !navigator.onLine) throw unreachable()
      await new Promise((resolve) => setTimeout(resolve, pause))
    }
  }
}

async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text().catch(() => Promise.reject(unreachable()))
  if (!response.ok) {
    const problem = problemOf(response.status, text)
    if (response.status === 401) tellSignedOut(problem)
    throw problem
  }
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw unreadable(response.status)
  }
}
