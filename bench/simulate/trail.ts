import { genesis, hashEntry } from '../../src/kernel/trail/hash.ts'
import { Sheet } from './load/sheet.ts'
import type { Random } from './random.ts'

export type Doer = { id: string; name: string }

/** What happened, as an act of the product records it. */
export type Happening = {
  /** Milliseconds since 1970. */
  at: number
  org_id: string
  action: string
  /** Null: the system itself. */
  by: Doer | null
  subject_type: string
  subject_id: string
  number: string | null
  title: string
  diff?: Record<string, [unknown, unknown]> | undefined
  note?: string | null | undefined
}

/** Each organisation's chain, as `kernel/trail/write.ts` appends to it. */
export class Trail {
  readonly entries = new Sheet('kernel.trail_entry', [
    ...(['org_id', 'seq', 'id', 'at', 'action', 'actor_kind', 'actor_person_id', 'actor_name'] as const),
    ...(['subject_type', 'subject_id', 'subject_number', 'subject_title', 'diff', 'note'] as const),
    ...(['previous_hash', 'hash'] as const),
  ])
  readonly #random: Random
  readonly #heads: Map<string, { seq: number; hash: Buffer }>

  constructor(random: Random, heads: Map<string, { seq: number; hash: Buffer }>) {
    this.#random = random
    this.#heads = heads
  }

  append({ at, by, number, title, diff, note = null, ...what }: Happening): void {
    const head = this.#heads.get(what.org_id) ?? { seq: 0, hash: genesis }
    const entry = {
      ...{ org_id: what.org_id, seq: head.seq + 1, id: this.#random.id(at), at: new Date(at).toISOString() },
      action: what.action,
      ...{
        actor_kind: by ? 'person' : 'system',
        actor_person_id: by?.id ?? null,
        actor_name: by?.name ?? 'Bylaw',
      },
      for_person_id: null,
      ...{ subject_type: what.subject_type, subject_id: what.subject_id },
      ...{ subject_number: number, subject_title: title, diff: diff ?? null, note, request_id: null },
    }
    const hash = hashEntry(head.hash, entry)
    this.entries.add({ ...entry, diff: diff ? JSON.stringify(diff) : null, previous_hash: head.hash, hash })
    this.#heads.set(what.org_id, { seq: entry.seq, hash })
  }

  /** Where each chain stands. */
  heads() {
    const sheet = new Sheet('kernel.trail_head', ['org_id', 'seq', 'hash'])
    for (const [org_id, { seq, hash }] of this.#heads) sheet.add({ org_id, seq, hash })
    return sheet
  }
}
