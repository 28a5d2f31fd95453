import { ownerOf } from '../db/lock.ts'
import { isUniqueViolation } from '../db/transaction.ts'
import { invalid, notFound, refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { getOrganisation, todayAt } from '../org/organisation.ts'
import type { Level } from './contract.ts'
import { keepValue } from './keep-value.ts'
import { judgeLate, readLateRoles } from './late.ts'
import { daysOf, isOf, isPeriod } from './period.ts'
import { countAnew } from './recount/recount.ts'
import { getIndicator, type Indicator } from './row.ts'

type Entering = { id: string; org_id: string; period: string; value: number; reason?: string | undefined }

/**
 * Enters the value of a period that is over, once; whoever enters it again is told to correct it. Once the grace is over
 * it takes the right to correct values, and a reason: `refused` or `invalid` on `reason` otherwise.
 */
export async function enterValue(
  ctx: Ctx,
  { id, org_id, period, value, reason }: Entering,
): Promise<{ id: string; level: Level }> {
  const indicator = await getIndicator(ctx, id)
  const organisation = await getOrganisation(ctx, org_id)
  if (indicator.source === 'computed') throw refused('indicators.errors.computed')
  const today = todayAt(ctx, organisation)
  checkPeriod(indicator, period, today)
  const known = await findCurrent(ctx, { indicator_id: id, org_id, period })
  if (known) throw refused('indicators.errors.entered_already', { period })
  const late = await refuseLate(ctx, indicator, { org_id, period, today, reason })
  const said = { late, reason: late ? reason! : null }
  try {
    const kept = await keepValue(ctx, indicator, { org_id, period, value, ...said })
    record(ctx, indicator, { org_id, verb: 'enter', period, value: [null, value], note: said.reason })
    return kept
  } catch (error) {
    if (isUniqueViolation(error)) throw refused('indicators.errors.entered_already', { period })
    throw error
  }
}

type Coming = { org_id: string; period: string; today: string; reason: string | undefined }

/** Gives whether the value comes late. */
async function refuseLate(ctx: Ctx, indicator: Indicator, coming: Coming): Promise<boolean> {
  const { late, fault } = judgeLate(ctx, indicator, coming)
  if (fault?.code === 'late_not_allowed')
    throw refused('indicators.errors.late_not_allowed', { ...fault.params, roles: await readLateRoles(ctx) })
  if (fault)
    throw invalid('errors.invalid', {}, [
      { path: 'reason', code: 'indicators.errors.late_reason', params: fault.params },
    ])
  return late
}

/** Replaces a value with privilege and a reason; the old one stays as an earlier revision. */
export async function correctValue(
  ctx: Ctx,
  { id, value, reason }: { id: string; value: number; reason: string },
): Promise<{ id: string; level: Level }> {
  const old = await ctx.tx
    .selectFrom('kernel.indicator_value')
    .selectAll()
    .where('org_id', '=', await ownerOf(ctx.tx, 'kernel.indicator_value', id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!old) throw notFound()
  if (old.superseded_at !== null) throw refused('indicators.errors.superseded')
  const indicator = await getIndicator(ctx, old.indicator_id)
  if (indicator.source === 'computed') throw refused('indicators.errors.computed')
  await ctx.tx
    .updateTable('kernel.indicator_value')
    .set({ superseded_at: ctx.now })
    .where('org_id', '=', old.org_id)
    .where('id', '=', id)
    .execute()
  const { org_id, period, late } = old
  const revision = old.revision + 1
  const kept = await keepValue(ctx, indicator, { org_id, period, value, reason, revision, late })
  record(ctx, indicator, { org_id, verb: 'correct', period, value: [Number(old.value), value], note: reason })
  await countAnew(ctx, { key: indicator.key, org_id, period, reason })
  return kept
}

/** Throws `invalid` on `period` for what is none of the indicator's, isn't over, or lies before its begin. */
export function checkPeriod(indicator: Indicator, period: string, today: string) {
  const wrong = (code: string, params = {}) =>
    invalid('errors.invalid', {}, [{ path: 'period', code, params }])
  if (!isPeriod(period)) throw wrong('indicators.errors.period')
  if (!isOf(indicator.frequency, period)) throw wrong(`indicators.errors.not_${indicator.frequency}`)
  const { from, to } = daysOf(period)
  if (to >= today) throw wrong('indicators.errors.not_over', { to })
  if (from < indicator.starts_on) throw wrong('indicators.errors.before_start', { from: indicator.starts_on })
}

async function findCurrent(
  { tx }: Ctx,
  { indicator_id, org_id, period }: { indicator_id: string; org_id: string; period: string },
) {
  return tx
    .selectFrom('kernel.indicator_value')
    .select('id')
    .where('org_id', '=', org_id)
    .where('indicator_id', '=', indicator_id)
    .where('period', '=', period)
    .where('superseded_at', 'is', null)
    .executeTakeFirst()
}

type Recorded = {
  org_id: string
  verb: 'enter' | 'correct'
  period: string
  value: [unknown, unknown]
  note: string | null
}

function record(ctx: Ctx, { id, title }: Indicator, { org_id, verb, period, value, note }: Recorded) {
  ctx.record({
    ...{ action: `indicators.value.${verb}`, org_id, subject_type: 'indicators.indicator', subject_id: id },
    ...{ title, diff: { period: [null, period], value }, note },
  })
}
