import { type SelectQueryBuilder, sql } from 'kysely'
import type { DB } from '../../../db/types.ts'
import { isNoValue, type Page, readCursor, writeCursor } from '../db/keyset.ts'
import type { Tx } from '../db/pool.ts'
import { invalid } from '../errors/problem.ts'
import { queryOf } from './words.ts'

/** So many entries that hold the words are looked at, at first and further on. */
const steps = [2000, 8000, 10_000]

type Entry = { id: string; came_at: string }
type Words = { q: string; subject_type: string; after?: string | undefined; limit: number }

/**
 * One page of the rows that hold the words, the newest first, by key. Of a frequent word the newest are looked at until
 * the page is full; `total` is how many of those fit, and `total_capped` says that there are older ones. Where filters
 * leave little of many, a page may be short and yet go on. `rows` select all of a table whose ids are the subjects'.
 */
export async function pageByWords<TB extends keyof DB, O extends { id: string }>(
  tx: Tx,
  rows: SelectQueryBuilder<DB, TB, O>,
  { q, after, limit, subject_type }: Words,
): Promise<Page<O>> {
  const query = queryOf(q)
  if (!query) return { items: [], next: null, total: 0, total_capped: false }
  let place = after === undefined ? undefined : placeIn(after)
  const fitting: Entry[] = []
  let more = true
  for (const most of steps) {
    const found = await newest(tx, { query, subject_type, place, most }).catch((error: unknown) => {
      throw after !== undefined && isNoValue(error) ? invalid('errors.bad_cursor') : error
    })
    const fit = await withIds(rows.clearSelect().select(sql<string>`id`.as('id')), found).execute()
    const ids = new Set(fit.map(({ id }) => id))
    fitting.push(...found.filter(({ id }) => ids.has(id)))
    more = found.length === most
    place = found.at(-1) ?? place
    if (!more || fitting.length > limit) break
  }
  const shown = fitting.slice(0, limit)
  const last = fitting.length > limit ? shown.at(-1) : more ? place : undefined
  return {
    items: await readInOrder(rows, shown),
    next: last ? writeCursor([last.came_at, last.id]) : null,
    ...{ total: fitting.length, total_capped: more },
  }
}

/**
 * The same with the oldest first, as long as no more than `most` hold the words: all of them are gathered. Undefined
 * beyond; then so many do that whoever goes through the rows in their order soon has a page of them.
 */
export async function oldestByWords<TB extends keyof DB, O extends { id: string }>(
  tx: Tx,
  rows: SelectQueryBuilder<DB, TB, O>,
  { q, after, limit, subject_type }: Words,
  most: number,
): Promise<Page<O> | undefined> {
  const query = queryOf(q)
  if (!query) return { items: [], next: null, total: 0, total_capped: false }
  const found = await newest(tx, { query, subject_type, place: undefined, most: most + 1 })
  if (found.length > most) return undefined
  const fit = await withIds(rows.clearSelect().select(sql<string>`id`.as('id')), found).execute()
  const ids = new Set(fit.map(({ id }) => id))
  const fitting = found.filter(({ id }) => ids.has(id)).toSorted(byAge)
  const place = after === undefined ? undefined : placeIn(after)
  if (place && Number.isNaN(Date.parse(place.came_at))) throw invalid('errors.bad_cursor')
  const rest = place ? fitting.filter((entry) => byAge(entry, place) > 0) : fitting
  const shown = rest.slice(0, limit)
  const last = rest.length > limit ? shown.at(-1) : undefined
  return {
    items: await readInOrder(rows, shown),
    next: last ? writeCursor([last.came_at, last.id]) : null,
    ...{ total: fitting.length, total_capped: false },
  }
}

const byAge = (one: Entry, other: Entry) =>
  Date.parse(one.came_at) - Date.parse(other.came_at) || (one.id < other.id ? -1 : Number(one.id > other.id))

async function readInOrder<TB extends keyof DB, O extends { id: string }>(
  rows: SelectQueryBuilder<DB, TB, O>,
  entries: Entry[],
): Promise<O[]> {
  const read = await withIds(rows, entries).execute()
  const byId = new Map((read as O[]).map((row) => [row.id, row]))
  return entries.map(({ id }) => byId.get(id)!)
}

/** Whether a row of these holds the words: asked of each, so only where other filters leave few. */
export function holdsWords(table: string, q: string) {
  const query = queryOf(q)
  if (!query) return sql<boolean>`false`
  return sql<boolean>`exists (
    select from kernel.search_entry e
    where e.org_id = ${sql.ref(`${table}.org_id`)} and e.id = ${sql.ref(`${table}.id`)} and e.words @@ ${query}::tsquery)`
}

const withIds = <TB extends keyof DB, O>(rows: SelectQueryBuilder<DB, TB, O>, entries: Entry[]) =>
  rows.where(sql<boolean>`id = any(${entries.map(({ id }) => id)}::uuid[])`)

type Asked = { query: string; subject_type: string; place: Entry | undefined; most: number }

async function newest(tx: Tx, { query, subject_type, place, most }: Asked): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select id, came_at from kernel.newest_entries(
      ${query}::tsquery, ${subject_type}, ${place?.came_at ?? null}::timestamptz, ${place?.id ?? null}::uuid, ${most})`.execute(
    tx,
  )
  return rows
}

function placeIn(after: string): Entry {
  const [came_at, id] = readCursor(after, 2)
  return { came_at: String(came_at), id: String(id) }
}
