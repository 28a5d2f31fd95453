/** Every way a request may fail on purpose, with its HTTP status. Anything else that is thrown is a bug: 500. */
export const statusOf = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  stale: 409,
  refused: 422,
  limited: 429,
  unavailable: 503,
} as const

export type ProblemKind = keyof typeof statusOf
export type Params = Record<string, unknown>
export type FieldFault = { path: string; code: string; params?: Params }

/**
 * The one error class. `code` is a message key (`establishment.errors.documents_missing`): the sentence is
 * written in the caller's language when the problem document is sent, never where it is thrown.
 */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly code: string
  readonly params: Params
  readonly fields: FieldFault[]

  constructor(kind: ProblemKind, code: string, params: Params = {}, fields: FieldFault[] = []) {
    super(`${kind}: ${code}`)
    this.kind = kind
    this.code = code
    this.params = params
    this.fields = fields
  }
}

export const notFound = () => new Problem('not_found', 'errors.not_found')
export const forbidden = () => new Problem('forbidden', 'errors.forbidden')
export const stale = (params: Params = {}) => new Problem('stale', 'errors.stale', params)
export const refused = (code: string, params?: Params) => new Problem('refused', code, params)
export const invalid = (code: string, params?: Params, fields?: FieldFault[]) =>
  new Problem('invalid', code, params, fields)
