import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { canonical } from '../../trail/hash.ts'
import type { LoadedSubject } from '../subjects.ts'

/** SHA-256 of the matter's data with sorted keys: the same data gives the same hash whoever reads it. */
export function hashOf({ data }: Pick<LoadedSubject, 'data'>): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(data)))
    .digest('hex')
}

/** The parts of a matter's data that differ, by name; data that has no parts differs as a whole. */
export function changedParts(before: unknown, after: unknown): string[] {
  const [was, is] = [before, after].map((data) => partsOf(JSON.parse(JSON.stringify(canonical(data)))))
  const names = new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])
  return [...names].filter((name) => !isDeepStrictEqual(was?.[name], is?.[name])).toSorted()
}

function partsOf(data: unknown): Record<string, unknown> {
  const hasParts = typeof data === 'object' && data !== null && !Array.isArray(data)
  return hasParts ? (data as Record<string, unknown>) : { content: data }
}
