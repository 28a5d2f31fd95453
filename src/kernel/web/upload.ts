import type { Endpoint, ReturnOf } from '../http/contract.ts'
import { pathOf, requestHeaders, tellSignedOut } from './call.ts'
import type { CallInput } from './call-input.ts'
import { problemOf, unreachable, unreadable } from './call-problem.ts'

export type UploadOptions = {
  /** Sent under the name `file`, after the fields of `body`. */
  file: Blob
  name?: string
  /** 0 to 1, of the bytes sent. */
  onProgress?: (share: number) => void
  signal?: AbortSignal
  key?: string
}

/** Sends one file to an endpoint that `carries: 'upload'`. XHR, because fetch can't tell progress. */
export function upload<E extends Endpoint>(
  endpoint: E,
  input: Omit<CallInput<E>, 'body'> & { body?: Record<string, unknown> },
  options: UploadOptions,
): Promise<ReturnOf<E>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(endpoint.method, pathOf(endpoint, input))
    for (const [name, value] of Object.entries(requestHeaders(endpoint.method, options.key))) {
      request.setRequestHeader(name, value)
    }
    request.upload.onprogress = ({ loaded, total }) => options.onProgress?.(total === 0 ? 0 : loaded / total)
    request.onerror = () => reject(unreachable())
    request.onabort = () => reject(new DOMException('', 'AbortError'))
    request.onload = () => {
      if (request.status >= 200 && request.status < 300)
        return resolve(readJson(request, reject) as ReturnOf<E>)
      const problem = problemOf(request.status, request.responseText)
      if (request.status === 401) tellSignedOut(problem)
      reject(problem)
    }
    options.signal?.addEventListener('abort', () => request.abort())
    request.send(asForm(input.body ?? {}, options))
  })
}

function asForm(fields: Record<string, unknown>, { file, name }: UploadOptions): FormData {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null) form.append(field, asText(value))
  }
  form.append('file', file, name ?? (file instanceof File ? file.name : 'file'))
  return form
}

const asText = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value))

function readJson(request: XMLHttpRequest, reject: (reason: unknown) => void): unknown {
  if (request.responseText === '') return undefined
  try {
    return JSON.parse(request.responseText)
  } catch {
    reject(unreadable(request.status))
    return undefined
  }
}
