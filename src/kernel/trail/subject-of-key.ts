import { createHash } from 'node:crypto'

/** The trail knows its subjects by UUID: what is addressed by a key has one of its own, made from it. */
export function subjectOfKey(type: string, key: string): string {
  const hex = createHash('sha256').update(`${type}:${key}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
