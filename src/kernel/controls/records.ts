import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { dayIn } from '../calendar/working-days.ts'
import { narrow } from '../db/narrow.ts'
import { invalid } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { readCompany } from '../regulation/company.ts'
import type { CountedFilters, links } from './contract.ts'
import { readPeriod } from './period.ts'
import { type Control, findControl } from './register-control.ts'

type Links = z.output<typeof links>
type Of = { period: string; organisation_id?: string | undefined; met: number; total: number }

/** The list of exactly what was counted of a control, and of what of it wasn't met; of nothing there is no list. */
export function linksOf(
  ctx: Ctx,
  { key, records: { list, permission } }: Control,
  { period, organisation_id, met, total }: Of,
): Links {
  if (list === null || total === 0 || !seesAll(ctx, permission, organisation_id))
    return { records: null, unmet_records: null }
  const filters = { counted: key, counted_in: period, ...(organisation_id ? { organisation_id } : {}) }
  const records = `${list}?${new URLSearchParams(filters)}`
  return { records, unmet_records: met < total ? `${records}&counted_as=unmet` : null }
}

/** Whether the list shows this reader whatever was counted for them: their right to it may reach less far than that to numbers. */
function seesAll(ctx: Ctx, permission: string, organisation_id: string | undefined): boolean {
  const { all, ids } = ctx.reachOf(permission)
  if (all) return true
  const counted = organisation_id ? [organisation_id] : ctx.reach.all ? undefined : ctx.reach.ids
  const seen = new Set(ids)
  return counted?.every((id) => seen.has(id)) ?? false
}

/**
 * Cuts a list to the records that a control counts in a period, by the very query that counts them. `row` names the table
 * or alias of the list's rows. Throws `invalid` for a control whose records are in another list.
 */
export async function countedBy(
  ctx: Ctx,
  { counted, counted_in, counted_as }: CountedFilters,
  { list, row }: { list: string; row: string },
): Promise<RawBuilder<boolean>> {
  if (counted === undefined) return sql<boolean>`true`
  const control = findControl(counted as Control['key'])
  if (control?.records.list !== list)
    throw invalid('errors.invalid', {}, [{ path: 'counted', code: 'controls.errors.other_list' }])
  const { time_zone } = await readCompany(ctx.tx)
  const today = dayIn(time_zone, ctx.now)
  const asked = readPeriod(counted_in ?? today.slice(0, 4), { now: ctx.now, time_zone })
  const query = control.sql(asked)
  const near = control.within?.(asked, row) ?? sql<boolean>`true`
  const isIn = (more: RawBuilder<unknown>) => sql<boolean>`exists (
    select from (${query}) counted
    where counted.org_id = ${sql.ref(`${row}.org_id`)} and counted.record_id = ${sql.ref(`${row}.id`)}
      and ${narrow(ctx.reach, 'counted.org_id')} and ${more})`
  const unmet = isIn(sql`counted.met < counted.total`)
  if (counted_as === 'unmet') return sql<boolean>`(${near} and ${unmet})`
  const all = isIn(sql`true`)
  return counted_as === 'met'
    ? sql<boolean>`(${near} and ${all} and not ${unmet})`
    : sql<boolean>`(${near} and ${all})`
}
