import type { FieldFault } from '../../errors/problem.ts'

/** A fault of a definition, at its place; the code is under `approvals.errors`. */
export function fault(path: string, code: string, params: Record<string, unknown> = {}): FieldFault {
  return { path: `definition.${path}`, code: `approvals.errors.${code}`, params }
}
