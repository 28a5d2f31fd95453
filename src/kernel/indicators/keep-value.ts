import { randomUUIDv7 } from 'node:crypto'
import type { Ctx } from '../http/context.ts'
import type { Level } from './contract.ts'
import { judge } from './judge.ts'
import { daysOf } from './period.ts'
import { type Indicator, readThresholds } from './row.ts'
import { followValue } from './warnings.ts'

export type NewValue = {
  org_id: string
  period: string
  value: number
  numerator?: number | null
  denominator?: number | null
  revision?: number
  reason?: string | null
}

/** Writes a value with the warning values in force and the level they give, and raises what follows from it. */
export async function keepValue(
  ctx: Ctx,
  indicator: Indicator,
  { numerator = null, denominator = null, revision = 1, reason = null, ...given }: NewValue,
): Promise<{ id: string; level: Level }> {
  const thresholds = await readThresholds(ctx, indicator.id)
  const level = judge(indicator.direction, given.value, thresholds)
  const id = randomUUIDv7()
  await ctx.tx
    .insertInto('kernel.indicator_value')
    .values({
      ...{ ...given, id, indicator_id: indicator.id, numerator, denominator, level, revision, reason },
      ...{ period_end: daysOf(given.period).to, threshold_version: thresholds.version },
      ...{ amber: thresholds.amber, red: thresholds.red },
      ...{ entered_by: ctx.actor.person_id, entered_at: ctx.now },
    })
    .execute()
  await followValue(ctx, indicator, { org_id: given.org_id, period: given.period, value: given.value, level })
  return { id, level }
}
