import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { DB } from '../../../db/types.ts'
import { type Page, pageByKey } from '../db/keyset.ts'
import { notFound } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import type { ReturnOf } from '../http/contract.ts'
import type { Register } from './contract.ts'
import { filesOf } from './files-of.ts'
import { conditionsOf, type Filters } from './filter.ts'

export type Row = ReturnOf<Register['endpoints']['read']>
type Found = Record<string, unknown> & { id: string; org_id: string; version: number }

/** One page of the records within reach that fit. */
export async function listRows(
  register: Register,
  ctx: Ctx,
  query: Filters & { after?: string | undefined; limit: number },
): Promise<Page<Row>> {
  const sort = query.sort ?? register.sort
  const direction = !sort || sort.startsWith('-') ? 'desc' : 'asc'
  const selected = sql<Found>`(${selection(register, ctx, query, sort)})`
  const rows = ctx.tx.selectFrom(selected.as('r')).selectAll()
  const keys = [...(sort ? ['sort_key'] : []), 'id'].map((as) => ({
    by: `r.${as}` as `r.${string}` & keyof DB,
    as,
    direction: direction as 'asc' | 'desc',
  }))
  const page = await pageByKey(ctx.tx, rows as unknown as SelectQueryBuilder<DB, never, Found>, keys, query)
  return { ...page, items: await show(register, ctx, page.items) }
}

/** One record within reach. Throws `not_found`. */
export async function getRow(register: Register, ctx: Ctx, id: string): Promise<Row> {
  const { rows } = await sql<Found>`select * from (${selection(register, ctx, {}, undefined)}) r
    where r.id = ${id}`.execute(ctx.tx)
  const [row] = await show(register, ctx, rows)
  if (!row) throw notFound()
  return row
}

function selection(
  register: Register,
  ctx: Ctx,
  filters: Filters,
  sort: string | undefined,
): RawBuilder<Found> {
  const { schema, table, fields } = register
  const columns = Object.keys(fields).map((key) => sql.ref(`t.${key}`))
  const today = sql`(${ctx.now}::timestamptz at time zone o.time_zone)::date`
  const left = daysOf(register).map(
    (key) => sql`${sql.ref(`t.${key}`)} - ${today} as ${sql.ref(`left_${key}`)}`,
  )
  return sql<Found>`
    select t.id, t.org_id, t.version, t.created_at, t.updated_at, o.kind as org_kind, o.name as org_name,
      o.name_en as org_name_en, ${sortKey(register, sort)} as sort_key, ${sql.join([...columns, ...left])}
    from ${sql.table(`${schema}.${table}`)} t join kernel.organisation o on o.id = t.org_id
    where ${sql.join(conditionsOf(register, filters, today), sql` and `)}`
}

/** A day that is not known runs out last. */
function sortKey({ fields }: Register, sort: string | undefined): RawBuilder<unknown> {
  const key = sort?.replace(/^-/, '')
  if (!key) return sql`null`
  const column = sql.ref(`t.${key}`)
  return fields[key]?.optional ? sql`coalesce(${column}, 'infinity'::date)` : column
}

/** The days until which something holds. */
export const daysOf = ({ fields }: Register): string[] =>
  Object.entries(fields).flatMap(([key, field]) => (field.kind === 'day' && field.until ? [key] : []))

async function show(register: Register, ctx: Ctx, rows: Found[]): Promise<Row[]> {
  const files = await filesOf(register, ctx, rows)
  return rows.map((row) => {
    const { sort_key: _sorted, org_kind, org_name, org_name_en, ...rest } = row
    const days = daysOf(register).map((key) => [key, rest[`left_${key}`] ?? null] as const)
    const values = Object.entries(rest).filter(([key]) => !key.startsWith('left_'))
    const may = ctx.may(`${register.name}.edit`, row.org_id)
    return {
      ...Object.fromEntries(values),
      organisation: { id: row.org_id, kind: org_kind, name: org_name, name_en: org_name_en },
      days_left: Object.fromEntries(days),
      files: files.get(row.id) ?? {},
      can: may ? ['update', 'remove'] : [],
    } as unknown as Row
  })
}
