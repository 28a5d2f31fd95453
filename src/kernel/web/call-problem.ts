import type { ProblemDocument } from '../http/contract.ts'

/** A fault of one field, its path split: `staffing.0.number` → `['staffing', 0, 'number']`. */
export type FieldFault = { path: (string | number)[]; message: string }

/**
 * Every way a call may fail. `detail` is the server's sentence in the reader's language; it is empty when no server
 * answered, and then `code` is one of the `web.call.*` messages.
 */
export class CallProblem extends Error {
  readonly code: string
  readonly detail: string
  readonly status: number
  readonly fields: FieldFault[]
  readonly params: Record<string, unknown>
  readonly request_id: string | undefined

  constructor(status: number, document: Partial<ProblemDocument> & { code: string }) {
    super(`${status} ${document.code}`)
    this.name = 'CallProblem'
    this.status = status
    this.code = document.code
    this.detail = document.detail ?? ''
    this.fields = (document.fields ?? []).map(({ path, message }) => ({ path: splitPath(path), message }))
    this.params = document.params ?? {}
    this.request_id = document.request_id
  }

  /** The row changed since it was read: show both versions and let the reader choose. */
  get stale(): boolean {
    return this.status === 409
  }

  /** Nobody answered; the same call may be sent again with the same key. */
  get unanswered(): boolean {
    return this.status === 0
  }
}

export const unreachable = () =>
  new CallProblem(0, { code: navigator.onLine ? 'web.call.unreachable' : 'web.call.offline' })

export const unreadable = (status: number) => new CallProblem(status, { code: 'web.call.unreadable' })

/** The server says `body.staffing.0.number`; forms know it as `['staffing', 0, 'number']`. */
export function splitPath(path: string): (string | number)[] {
  return path
    .replace(/^body\./, '')
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter((part) => part !== '')
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}

/** Reads a problem document; anything else (a proxy's HTML page) becomes `web.call.unreadable`. */
export function problemOf(status: number, text: string): CallProblem {
  try {
    const document: unknown = JSON.parse(text)
    if (document && typeof document === 'object' && 'code' in document && typeof document.code === 'string') {
      return new CallProblem(status, document as ProblemDocument)
    }
  } catch {
    // Not JSON: fall through.
  }
  return unreadable(status)
}
