import { sql } from 'kysely'
import { readPeriod } from '../controls/period.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import { companyDay, readCompany } from '../regulation/company.ts'
import { keepValues } from './keep-value.ts'
import { findMeasure, measuresReading } from './measures.ts'
import { before, daysOf, lastClosed, periodOf } from './period.ts'
import type { Indicator } from './row.ts'

/** Periods gone by that are counted when their values aren't there yet: a server that stood still makes up for them. */
const back = 12

type Counted = { org_id: string; numerator: number; denominator: number }

/**
 * Counts what the system feeds by itself, for every period that is over and isn't counted yet, each in a transaction of
 * its own: what was counted stays when the rest is stopped. Gives how many values came.
 */
export async function computeIndicators(kernel: Kernel): Promise<number> {
  const asked = await asSystem(kernel, dueOf, { readOnly: true })
  let kept = 0
  for (const one of asked) kept += await asSystem(kernel, (ctx) => computeOne(ctx, one))
  return kept
}

type Due = { id: string; period: string }

async function dueOf(ctx: Ctx): Promise<Due[]> {
  const rows = await computed(ctx).select(['id', 'frequency', 'starts_on']).orderBy('key').execute()
  const today = await companyDay(ctx)
  return rows.flatMap(({ id, frequency, starts_on }) => {
    const last = lastClosed(frequency as Indicator['frequency'], today)
    return Array.from({ length: back }, (_, n) =>
      before(frequency as Indicator['frequency'], last, back - 1 - n),
    )
      .filter((period) => daysOf(period).from >= starts_on)
      .map((period) => ({ id, period }))
  })
}

const computed = ({ tx }: Ctx) =>
  tx.selectFrom('kernel.indicator').where('source', '=', 'computed').where('active', '=', true)

async function computeOne(ctx: Ctx, { id, period }: Due): Promise<number> {
  // Two processes begin the same round: the second waits, and finds the values there.
  const row = await computed(ctx).selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  const counted = row ? await countAll(ctx, row as Indicator, { period, missing: true }) : []
  if (counted.length === 0) {
    ctx.unchanged()
    return 0
  }
  await keepCounted(
    ctx,
    row as Indicator,
    counted.map((one) => ({ ...one, period })),
  )
  return counted.length
}

type Corrected = { key: string; org_id: string; period: string; reason: string }

/** What was counted against a reported value is counted anew once that was corrected; the old value stays. */
export async function countAnew(ctx: Ctx, { key, org_id, period, reason }: Corrected): Promise<void> {
  const measures = measuresReading(key).map((measure) => measure.key)
  if (measures.length === 0) return
  const found = await ctx.tx
    .selectFrom('kernel.indicator')
    .selectAll()
    .where('measure', 'in', measures)
    .where('active', '=', true)
    .execute()
  for (const row of found) {
    const indicator = row as Indicator
    const own = periodOf(indicator.frequency, daysOf(period).from)
    const old = await ctx.tx
      .updateTable('kernel.indicator_value')
      .set({ superseded_at: ctx.now })
      .where('org_id', '=', org_id)
      .where('indicator_id', '=', indicator.id)
      .where('period', '=', own)
      .where('superseded_at', 'is', null)
      .returning('revision')
      .executeTakeFirst()
    // What wasn't counted yet is counted when its time comes.
    if (!old) continue
    const [counted] = await countAll(ctx, indicator, { period: own, org_id })
    if (counted)
      await keepCounted(ctx, indicator, [{ ...counted, period: own, revision: old.revision + 1, reason }])
  }
}

type Keeping = Counted & { period: string; revision?: number; reason?: string }

async function keepCounted(ctx: Ctx, indicator: Indicator, keeping: Keeping[]): Promise<void> {
  const values = keeping.map(({ reason = null, ...counted }) => ({
    ...{ ...counted, reason, value: quotient(indicator, counted) },
  }))
  await keepValues(ctx, indicator, values)
  for (const { org_id, period, value, reason } of values)
    ctx.record({
      ...{ action: 'indicators.value.compute', org_id, subject_type: 'indicators.indicator' },
      ...{ subject_id: indicator.id, title: indicator.title, note: reason },
      diff: { period: [null, period], value: [null, value] },
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

type Asking = { period: string; org_id?: string; missing?: boolean }

/** One query over all organisations or for one; `missing`: those that have the period's value already are left out. */
async function countAll(
  ctx: Ctx,
  { id, measure }: Indicator,
  { period, org_id, missing = false }: Asking,
): Promise<Counted[]> {
  const found = measure === null ? undefined : findMeasure(measure)
  if (!found) return []
  const { time_zone } = await readCompany(ctx.tx)
  const asked = readPeriod(period, { today: await companyDay(ctx), time_zone })
  const { rows } = await sql<Counted>`
    select counted.org_id, sum(counted.numerator)::float8 numerator, sum(counted.denominator)::float8 denominator
    from (${found.sql(asked)}) counted
    where ${org_id ? sql`counted.org_id = ${org_id}` : sql`true`} and ${
      missing
        ? sql`counted.org_id not in (
      select v.org_id from kernel.indicator_value v where v.indicator_id = ${id} and v.period = ${period}
    )`
        : sql`true`
    }
    group by 1 having sum(counted.denominator) > 0 order by 1`.execute(ctx.tx)
  return rows
}
