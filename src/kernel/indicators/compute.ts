import { sql } from 'kysely'
import { readPeriod } from '../controls/period.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import { companyDay, readCompany } from '../regulation/company.ts'
import { keepValue } from './keep-value.ts'
import { findMeasure } from './measures.ts'
import { before, daysOf, lastClosed } from './period.ts'
import type { Indicator } from './row.ts'

/** Periods gone by that are counted when their values aren't there yet: a server that stood still makes up for them. */
const back = 12

type Counted = { org_id: string; numerator: number; denominator: number }

/** Counts what the system feeds by itself, for every period that is over and isn't counted yet. Gives how many values came. */
export async function computeIndicators(kernel: Kernel): Promise<number> {
  return asSystem(kernel, async (ctx) => {
    const rows = await ctx.tx
      .selectFrom('kernel.indicator')
      .selectAll()
      .where('source', '=', 'computed')
      .where('active', '=', true)
      .orderBy('key')
      .execute()
    let kept = 0
    for (const row of rows) kept += await computeOne(ctx, row as Indicator)
    if (kept === 0) ctx.unchanged()
    return kept
  })
}

async function computeOne(ctx: Ctx, indicator: Indicator): Promise<number> {
  const last = lastClosed(indicator.frequency, await companyDay(ctx))
  const periods = Array.from({ length: back }, (_, n) => before(indicator.frequency, last, back - 1 - n))
  let kept = 0
  for (const period of periods) {
    if (daysOf(period).from < indicator.starts_on) continue
    for (const { org_id, numerator, denominator } of await countMissing(ctx, indicator, period)) {
      const value = quotient(indicator, { numerator, denominator })
      await keepValue(ctx, indicator, { org_id, period, value, numerator, denominator })
      ctx.record({
        ...{ action: 'indicators.value.compute', org_id, subject_type: 'indicators.indicator' },
        ...{ subject_id: indicator.id, title: indicator.title },
        diff: { period: [null, period], value: [null, value] },
      })
      kept += 1
    }
  }
  return kept
}

export function quotient({ unit }: Indicator, { numerator, denominator }: Omit<Counted, 'org_id'>): number {
  const share = numerator / denominator
  return unit === 'percent' ? Math.round(share * 10_000) / 100 : Math.round(share * 10_000) / 10_000
}

/** One query over all organisations; those that have the period's value already are left out. */
async function countMissing(ctx: Ctx, { id, measure }: Indicator, period: string): Promise<Counted[]> {
  const found = measure === null ? undefined : findMeasure(measure)
  if (!found) return []
  const { time_zone } = await readCompany(ctx.tx)
  const asked = readPeriod(period, { today: await companyDay(ctx), time_zone })
  const { rows } = await sql<Counted>`
    select counted.org_id, sum(counted.numerator)::float8 numerator, sum(counted.denominator)::float8 denominator
    from (${found.sql(asked)}) counted
    where not exists (
      select from kernel.indicator_value v
      where v.org_id = counted.org_id and v.indicator_id = ${id} and v.period = ${period}
    )
    group by 1 having sum(counted.denominator) > 0 order by 1`.execute(ctx.tx)
  return rows
}
