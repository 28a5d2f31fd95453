import type { FieldFault } from '../../errors/problem.ts'

/** A fault of a definition, at its place; the code is under `approvals.errors`. */
export function fault(path: string, code: string, params: Record<string, unknown> = {}): FieldFault {
  return { path: `definition.${path}`, code: `approvals.errors.${code}`, params }
}

/** What steps or paths are called in faults: with their number as well where another is called the same. */
export function namesIn(all: readonly { title: string }[]): string[] {
  const named = all.map(({ title }) => title.trim())
  return named.map((title, at) =>
    named.indexOf(title) === named.lastIndexOf(title) ? title : `${at + 1}. ${title}`,
  )
}
