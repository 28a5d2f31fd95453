import { sql } from 'kysely'
import { readPeriod } from '../controls/period.ts'
import type { Ctx } from '../http/context.ts'
import { readCompany } from '../regulation/company.ts'
import { keepValues } from './keep-value.ts'
import { findMeasure } from './measures.ts'
import type { Indicator } from './row.ts'

export type Counted = { org_id: string; numerator: number; denominator: number }

/** What the system counts by itself. */
export const computed = ({ tx }: Ctx) =>
  tx.selectFrom('kernel.indicator').where('source', '=', 'computed').where('active', '=', true)

type Asking = {
  period: string
  /** These alone; everybody unless told. */
  orgs?: string[]
  /** Those that have the period's value already are left out. */
  missing?: boolean
}

/** One query over all organisations, or over some. */
export async function countAll(
  ctx: Ctx,
  { id, measure }: Indicator,
  { period, orgs, missing = false }: Asking,
): Promise<Counted[]> {
  const found = measure === null ? undefined : findMeasure(measure)
  if (!found) return []
  const { time_zone } = await readCompany(ctx.tx)
  const asked = readPeriod(period, { now: ctx.now, time_zone })
  const { rows } = await sql<Counted>`
    select counted.org_id, sum(counted.numerator)::float8 numerator, sum(counted.denominator)::float8 denominator
    from (${found.sql(asked)}) counted
    where ${amongOrgs(orgs)} and ${
      missing
        ? sql`counted.org_id not in (
      select v.org_id from kernel.indicator_value v where v.indicator_id = ${id} and v.period = ${period}
    )`
        : sql`true`
    }
    group by 1 having sum(counted.denominator) > 0 order by 1`.execute(ctx.tx)
  return rows
}

/** One by equality, which reaches into the measure's own joins. */
function amongOrgs(orgs: string[] | undefined) {
  if (!orgs) return sql`true`
  return orgs.length === 1 ? sql`counted.org_id = ${orgs[0]}` : sql`counted.org_id = any(${orgs}::uuid[])`
}

/** Why the system counted a value anew by itself; lists say it in the reader's language. */
export const recordsChanged = 'records_changed'

type Keeping = Counted & { period: string; revision?: number; reason?: string; was?: number }

export async function keepCounted(ctx: Ctx, indicator: Indicator, keeping: Keeping[]): Promise<void> {
  const values = keeping.map(({ reason = null, was: _, ...counted }) => ({
    ...{ ...counted, reason, value: quotient(indicator, counted) },
  }))
  await keepValues(ctx, indicator, values)
  for (const [at, { org_id, period, value, reason }] of values.entries())
    recordCounted(ctx, indicator, { org_id, period, reason, value: [keeping[at]!.was ?? null, value] })
}

type Told = {
  org_id: string
  period: string
  reason: string | null
  value: [number | null, number | null]
}

export function recordCounted(ctx: Ctx, indicator: Indicator, { org_id, period, reason, value }: Told): void {
  const own = reason === recordsChanged
  ctx.record({
    ...{ action: 'indicators.value.compute', org_id, subject_type: 'indicators.indicator' },
    ...{ subject_id: indicator.id, title: indicator.title, note: own ? null : reason },
    diff: { period: [null, period], value, ...(own ? { reason: [null, reason] } : {}) },
  })
}

/** Units in which a share is told; both are rounded to a hundredth. */
const told: Partial<Record<Indicator['unit'], number>> = { percent: 100, per_thousand: 1000 }

export function quotient(
  { unit }: Pick<Indicator, 'unit'>,
  { numerator, denominator }: Omit<Counted, 'org_id'>,
): number {
  const times = told[unit]
  const steps = times ? 100 : 10_000
  return Math.round((numerator / denominator) * (times ?? 1) * steps) / steps
}
