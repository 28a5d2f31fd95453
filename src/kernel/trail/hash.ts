import { createHash } from 'node:crypto'

/** What the hash of an entry covers: every column but the hash itself, in this order. */
export type HashedEntry = {
  org_id: string
  seq: number
  id: string
  at: string
  action: string
  actor_kind: string
  actor_person_id: string | null
  actor_name: string
  for_person_id: string | null
  subject_type: string
  subject_id: string
  subject_number: string | null
  subject_title: string | null
  diff: unknown
  note: string | null
  request_id: string | null
}

const order = [
  'org_id',
  'seq',
  'id',
  'at',
  'action',
  'actor_kind',
  'actor_person_id',
  'actor_name',
  'for_person_id',
  'subject_type',
  'subject_id',
  'subject_number',
  'subject_title',
  'diff',
  'note',
  'request_id',
] as const satisfies (keyof HashedEntry)[]

/** What the first entry of a chain follows. */
export const genesis: Buffer = Buffer.alloc(32)

/** SHA-256 over the previous hash and the entry as JSON with a fixed field order and sorted keys inside `diff`. */
export function hashEntry(previous: Buffer, entry: HashedEntry): Buffer {
  const text = JSON.stringify(
    order.map((field) => (field === 'diff' ? canonical(entry.diff) : (entry[field] ?? null))),
  )
  return createHash('sha256').update(previous).update(text).digest()
}

/** JSON with object keys sorted, as jsonb may give them back in another order. */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical)
  if (value === null || typeof value !== 'object') return value ?? null
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  )
}
