import type { Endpoint } from '../http/contract.ts'
import { pathOf, requestHeaders, tellSignedOut } from './call.ts'
import { problemOf, unreachable } from './call-problem.ts'

/** Reads an endpoint that carries a file. Throws `CallProblem`, so that a refusal is a sentence and not a download. */
export async function fetchFile(endpoint: Endpoint, input: unknown): Promise<{ name: string; bytes: Blob }> {
  const request = { headers: requestHeaders('GET'), credentials: 'same-origin' as const }
  const response = await fetch(pathOf(endpoint, input), request).catch(() => Promise.reject(unreachable()))
  if (!response.ok) {
    const problem = problemOf(response.status, await response.text())
    if (response.status === 401) tellSignedOut(problem)
    throw problem
  }
  const [, name] = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '') ?? []
  return { name: name ? decodeURIComponent(name) : 'file', bytes: await response.blob() }
}

/** Hands bytes to the browser's downloads. */
export function saveFile({ name, bytes }: { name: string; bytes: Blob }): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(bytes)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
