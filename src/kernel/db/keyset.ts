import { type Expression, type ReferenceExpression, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import type { DB } from '../../../db/types.ts'
import { invalid } from '../errors/problem.ts'
import { namesInOrder } from './pinyin.ts'
import type { Tx } from './pool.ts'

/** How far a total is counted; beyond it lists say "10,000+". */
export const countCap = 10_000

export type Page<T> = { items: T[]; next: string | null; total: number; total_capped: boolean }
type Paging = {
  after?: string | undefined
  limit: number
  /** How far the total is counted, where less than `countCap` will do. */
  countTo?: number | undefined
}
type SortKey<TB extends keyof DB> = {
  by: ReferenceExpression<DB, TB>
  as: string
  direction?: 'asc' | 'desc'
  /** Of persons: in the order of pinyin. */
  names?: boolean
}

/**
 * One page by key, never by offset. `keys` must be not-null columns that the query also selects under `as`, and
 * together unique (end with an id); all run in one direction.
 */
export async function pageByKey<TB extends keyof DB, O extends Record<string, unknown>>(
  tx: Tx,
  query: SelectQueryBuilder<DB, TB, O>,
  keys: SortKey<TB>[],
  { countTo, ...place }: Paging,
): Promise<Page<O>> {
  const rows = await rowsByKey(query, keys, place)
  return { ...rows, ...(await countUpTo(tx, query, countTo, countTo === undefined ? [] : keys)) }
}

/** The rows of such a page alone, without how many there are. */
export async function rowsByKey<TB extends keyof DB, O extends Record<string, unknown>>(
  query: SelectQueryBuilder<DB, TB, O>,
  keys: SortKey<TB>[],
  { after, limit }: Omit<Paging, 'countTo'>,
): Promise<Pick<Page<O>, 'items' | 'next'>> {
  const direction = keys[0]!.direction ?? 'asc'
  let page = query
  if (after !== undefined) {
    const values = readCursor(after, keys.length)
    const left = sql.join(keys.map(sorted))
    const right = sql.join(
      values.map((value, at) => (keys[at]!.names ? sql`kernel.surname_read(${value})` : sql.val(value))),
    )
    const operator = sql.raw(direction === 'asc' ? '>' : '<')
    page = page.where(sql`(${left}) ${operator} (${right})` as Expression<SqlBool>)
  }
  const rows = await inOrder(page, keys)
    .limit(limit + 1)
    .execute()
    .catch((error: unknown) => {
      throw after !== undefined && isNoValue(error) ? invalid('errors.bad_cursor') : error
    })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return { items, next: last ? writeCursor(keys.map((key) => last[key.as])) : null }
}

const sorted = <TB extends keyof DB>({ by, names }: SortKey<TB>) =>
  names ? namesInOrder(by as string) : sql.ref(by as string)

function inOrder<TB extends keyof DB, O>(query: SelectQueryBuilder<DB, TB, O>, keys: SortKey<TB>[]) {
  const direction = keys[0]?.direction ?? 'asc'
  return keys.reduce((ordered, key) => ordered.orderBy(sorted(key), direction), query)
}

/**
 * How many rows a query has, counted up to a cap. Up to a low one they are counted in the order the page is read, or
 * all that don't fit might be gone through before the first that does.
 */
export async function countUpTo<TB extends keyof DB, O>(
  tx: Tx,
  query: SelectQueryBuilder<DB, TB, O>,
  cap: number = countCap,
  keys: SortKey<TB>[] = [],
): Promise<Pick<Page<O>, 'total' | 'total_capped'>> {
  const ids = inOrder(query.clearSelect().clearOrderBy(), keys)
    .select(sql<number>`1`.as('one'))
    .limit(cap + 1)
  const { rows } = await sql<{ n: number }>`select count(*) n from (${ids}) counted`.execute(tx)
  const { n } = rows[0]!
  return { total: Math.min(n, cap), total_capped: n > cap }
}

/** The cursor's own values are the only ones in a list's query whose shape nobody checked before: dates, ids, numbers. */
export const isNoValue = (error: unknown) => String((error as { code?: string }).code).startsWith('22')

export const writeCursor = (values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url')

export function readCursor(after: string, count: number): (string | number)[] {
  try {
    const values: unknown = JSON.parse(Buffer.from(after, 'base64url').toString())
    if (
      Array.isArray(values) &&
      values.length === count &&
      values.every((v) => ['string', 'number'].includes(typeof v))
    )
      return values as (string | number)[]
  } catch {}
  throw invalid('errors.bad_cursor')
}
