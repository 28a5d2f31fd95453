import { newId } from '../db/new-id.ts'
import type { Ctx } from '../http/context.ts'
import type { Level } from './contract.ts'
import { judge } from './judge.ts'
import { daysOf } from './period.ts'
import { type Indicator, readThresholds } from './row.ts'
import { followValues } from './warnings.ts'

export type NewValue = {
  org_id: string
  period: string
  value: number
  numerator?: number | null
  denominator?: number | null
  revision?: number
  reason?: string | null
  late?: boolean
}

/** Writes a value with the warning values in force and the level they give, and raises what follows from it. */
export async function keepValue(
  ctx: Ctx,
  indicator: Indicator,
  given: NewValue,
): Promise<{ id: string; level: Level }> {
  const [kept] = await keepValues(ctx, indicator, [given])
  return kept!
}

/** So many rows go to the database in one statement. */
const batch = 1000

/** The same for many, the earliest period of an organisation first. */
export async function keepValues(
  ctx: Ctx,
  indicator: Indicator,
  given: NewValue[],
): Promise<{ id: string; level: Level }[]> {
  const thresholds = await readThresholds(ctx, indicator.id)
  const values = given
    .map(({ numerator = null, denominator = null, revision = 1, reason = null, late = false, ...value }) => ({
      ...{ ...value, id: newId(), indicator_id: indicator.id, numerator, denominator },
      ...{ level: judge(indicator.direction, value.value, thresholds), revision, reason, late },
      ...{ period_end: daysOf(value.period).to, threshold_version: thresholds.version },
      ...{ amber: thresholds.amber, red: thresholds.red },
      ...{ entered_by: ctx.actor.person_id, entered_at: ctx.now },
    }))
    .sort((one, other) => (one.period_end < other.period_end ? -1 : 1))
  for (let at = 0; at < values.length; at += batch)
    await ctx.tx
      .insertInto('kernel.indicator_value')
      .values(values.slice(at, at + batch))
      .execute()
  await followValues(ctx, indicator, values)
  return values.map(({ id, level }) => ({ id, level }))
}
