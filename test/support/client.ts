import type { Endpoint, ProblemDocument, ReturnOf } from '../../src/kernel/http/contract.ts'
import type { CallInput } from '../../src/kernel/web/call-input.ts'

/** A refusal as the API answered it. */
export class Refused extends Error {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly fields: { path: string; message: string }[]
  readonly params: Record<string, unknown>

  constructor(status: number, problem: Partial<ProblemDocument>) {
    super(`${status} ${problem.code}: ${problem.detail} ${JSON.stringify(problem.fields ?? [])}`)
    this.status = status
    this.code = problem.code ?? ''
    this.detail = problem.detail ?? ''
    this.fields = problem.fields ?? []
    this.params = problem.params ?? {}
  }
}

type Loose = { params?: Record<string, unknown>; query?: Record<string, unknown>; body?: unknown }
type CallRest<E> =
  object extends CallInput<E>
    ? [input?: CallInput<E>, headers?: Record<string, string>]
    : [input: CallInput<E>, headers?: Record<string, string>]

/** Somebody with a browser (or nobody): speaks HTTP to the real server. */
export class Client {
  readonly #url: string
  readonly #headers: Record<string, string>

  constructor(url: string, headers: Record<string, string>) {
    this.#url = url
    this.#headers = headers
  }

  /** Calls a declared endpoint. Gives its answer, or throws `Refused`. */
  async call<E extends Endpoint>(endpoint: E, ...[input, headers]: CallRest<E>): Promise<ReturnOf<E>> {
    const { body } = (input ?? {}) as Loose
    const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
    const response = await this.fetch(pathOf(endpoint, input ?? {}), {
      method: endpoint.method,
      headers: { ...json, ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    })
    return answerOf<ReturnOf<E>>(response)
  }

  /** Sends a file to an endpoint that carries an upload. */
  async upload<E extends Endpoint>(
    endpoint: E,
    input: Loose & { file: { name: string; bytes: Uint8Array } },
  ): Promise<ReturnOf<E>> {
    const form = new FormData()
    for (const [name, value] of Object.entries((input.body as Record<string, unknown>) ?? {}))
      if (value !== undefined && value !== null) form.append(name, String(value))
    form.append('file', new Blob([new Uint8Array(input.file.bytes)]), input.file.name)
    const response = await this.fetch(pathOf(endpoint, input), { method: endpoint.method, body: form })
    return answerOf<ReturnOf<E>>(response)
  }

  /** Fetches the bytes of a file endpoint. */
  async download<E extends Endpoint>(endpoint: E, ...[input]: CallRest<E>): Promise<Buffer> {
    const response = await this.fetch(pathOf(endpoint, input ?? {}))
    if (!response.ok) throw new Refused(response.status, (await response.json()) as ProblemDocument)
    return Buffer.from(await response.arrayBuffer())
  }

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.#url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { ...this.#headers, ...(init.headers as Record<string, string>) },
    })
  }
}

async function answerOf<T>(response: Response): Promise<T> {
  const text = await response.text()
  const answer = text === '' ? undefined : (JSON.parse(text) as unknown)
  if (!response.ok) throw new Refused(response.status, answer as ProblemDocument)
  return answer as T
}

export function pathOf(endpoint: Endpoint, { params = {}, query = {} }: Loose): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null) search.append(name, String(one))
  return search.size > 0 ? `${path}?${search}` : path
}

/** The refusal of a call that must be refused. */
export async function refusalOf(work: Promise<unknown>): Promise<Refused> {
  const answer = await work.then(
    (value) => value,
    (error: unknown) => {
      if (error instanceof Refused) return error
      throw error
    },
  )
  if (answer instanceof Refused) return answer
  throw new Error(`was not refused, but answered ${JSON.stringify(answer)}`)
}
