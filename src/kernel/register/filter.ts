import { type RawBuilder, sql } from 'kysely'
import { containing } from '../db/like.ts'
import type { Register } from './contract.ts'
import type { Field } from './fields/contract.ts'

/** What a list or a sheet is narrowed to; the fields' own filters beside these. */
export type Filters = Record<string, unknown> & {
  q?: string | undefined
  org_id?: string | undefined
  under?: string | undefined
  sort?: string | undefined
}

type Condition = RawBuilder<boolean>

/** The conditions of a list as SQL over `t` (the record), `o` (its organisation) and today there. */
export function conditionsOf(register: Register, filters: Filters, today: RawBuilder<unknown>): Condition[] {
  const { q, org_id, under } = filters
  const all: Condition[] = [sql<boolean>`true`]
  if (org_id) all.push(sql<boolean>`t.org_id = ${org_id}`)
  if (under) all.push(sql<boolean>`o.path @> array[${under}]::uuid[]`)
  if (q) all.push(says(register, q))
  for (const [key, field] of Object.entries(register.fields)) all.push(...ofField(key, field, filters, today))
  return all
}

function ofField(key: string, field: Field, filters: Filters, today: RawBuilder<unknown>): Condition[] {
  const column = sql.ref(`t.${key}`)
  if (field.kind === 'choice') {
    const values = [filters[key] ?? []].flat()
    return values.length > 0 ? [sql<boolean>`${column} in (${sql.join(values)})`] : []
  }
  if (field.kind !== 'day') return []
  const [from, to, within] = [filters[`${key}_from`], filters[`${key}_to`], filters[`${key}_within`]]
  return [
    ...(from === undefined ? [] : [sql<boolean>`${column} >= ${from}`]),
    ...(to === undefined ? [] : [sql<boolean>`${column} <= ${to}`]),
    ...(within === undefined ? [] : [sql<boolean>`${column} <= ${today} + ${within}::int`]),
  ]
}

function says({ search }: Register, text: string): Condition {
  const like = containing(text)
  const fits = search.map((key) => sql`${sql.ref(`t.${key}`)} ilike ${like}`)
  return sql<boolean>`(${sql.join([...fits, sql`o.name ilike ${like}`], sql` or `)})`
}
