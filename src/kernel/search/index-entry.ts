import { sql } from 'kysely'
import type { Tx } from '../db/pool.ts'
import { vectorOf } from './words.ts'

export type NewEntry = {
  org_id: string
  /** The subject's id. */
  id: string
  /** `establishment.application`: whoever may read these there finds it. Without a dot: whoever reaches the organisation. */
  subject_type: string
  title: string
  /** What it is called in English: shown, and found, in place of the title. */
  title_en?: string | null
  number?: string | null
  link: string
  /** More to find it by: the applicant, the text. */
  text?: string | null
  /** When the subject came up, where that is not now; the newest is found first. It stays when the entry changes. */
  came_at?: string
}

type Where = { tx: Tx; now: Date }

/** Lets a subject be found, or found as it is called now. Within the transaction that makes or changes it. */
export function indexEntry(ctx: Where, entry: NewEntry): Promise<void> {
  return indexEntries(ctx, [entry])
}

const batch = 500

/** The same for many at once. */
export async function indexEntries({ tx, now }: Where, entries: NewEntry[]): Promise<void> {
  for (let at = 0; at < entries.length; at += batch) {
    const rows = entries.slice(at, at + batch).map(({ text, number = null, title_en = null, ...entry }) => ({
      ...entry,
      number,
      title_en: title_en || null,
      words: sql<string>`${vectorOf([
        { text: entry.title, weight: 'A' },
        { text: number ?? '', weight: 'B' },
        { text: [title_en, text].filter(Boolean).join(' '), weight: 'D' },
      ])}::tsvector`,
      updated_at: now,
      came_at: entry.came_at ?? now,
    }))
    await tx
      .insertInto('kernel.search_entry')
      .values(rows)
      .onConflict((conflict) =>
        conflict.columns(['org_id', 'id']).doUpdateSet(({ ref }) => ({
          subject_type: ref('excluded.subject_type'),
          title: ref('excluded.title'),
          title_en: ref('excluded.title_en'),
          number: ref('excluded.number'),
          link: ref('excluded.link'),
          words: ref('excluded.words'),
          updated_at: ref('excluded.updated_at'),
        })),
      )
      .execute()
  }
}

/** Nobody finds it any more. */
export async function removeEntry({ tx }: Pick<Where, 'tx'>, entry: { org_id: string; id: string }) {
  await tx
    .deleteFrom('kernel.search_entry')
    .where('org_id', '=', entry.org_id)
    .where('id', '=', entry.id)
    .execute()
}
