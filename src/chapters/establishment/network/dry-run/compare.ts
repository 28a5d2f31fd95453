import type { Judged, Values } from './contract.ts'
import type { KeptRow } from './entry.ts'
import type { Existing } from './network.ts'

/** What an import may set, in the order it is shown. */
const fields = [
  'name',
  'name_en',
  'province',
  'city',
  'address',
  'postcode',
  'phone',
  'longitude',
  'latitude',
  'time_zone',
  'credit_code',
  'started_on',
  'head_name',
  'scope',
] as const satisfies (keyof Values)[]

/**
 * Field → before and after, for what the row says differently. An empty cell says nothing and leaves what is there; so
 * does one that says what is there, letter for letter, however a new organisation's would be put right.
 */
export function changesOf(existing: Existing, { values, written }: KeptRow): Judged['changes'] {
  const changes: Judged['changes'] = {}
  for (const field of fields) {
    const said = values[field]
    const before = existing[field] ?? null
    const cell = written[field]
    if (cell === '' || (cell !== undefined && cell === String(before ?? ''))) continue
    if (said !== undefined && said !== before) changes[field] = [before, said]
  }
  return changes
}
