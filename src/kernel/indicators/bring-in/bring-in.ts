import { isUniqueViolation } from '../../db/transaction.ts'
import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import type { BroughtRow } from '../contract.ts'
import { keepValues } from '../keep-value.ts'
import { getIndicator, type Indicator } from '../row.ts'
import { checkLines } from './check-lines.ts'
import { readLines } from './read-lines.ts'

type Given = { id: string; text: string; reason?: string | undefined }
export type Counts = { new: number; same: number; fault: number }

/** What would come of every line; changes nothing. */
export async function checkBroughtIn(
  ctx: Ctx,
  given: Given,
): Promise<{ counts: Counts; rows: BroughtRow[] }> {
  const { checked } = await check(ctx, given)
  ctx.unchanged()
  const rows = checked.map(({ row }) => row)
  return { counts: countsOf(rows), rows }
}

/** Brings the values in, all of them or none: a line at fault stops it. What is there already stays as it is. */
export async function bringIn(ctx: Ctx, given: Given): Promise<{ brought: number; same: number }> {
  const { indicator, checked } = await check(ctx, given)
  const counts = countsOf(checked.map(({ row }) => row))
  if (counts.fault > 0) throw refused('indicators.errors.bring_in_faults', { count: counts.fault })
  const values = checked.flatMap(({ row: { standing, period, value, late }, org_id }) =>
    standing === 'new'
      ? [{ org_id: org_id!, period, value: value!, late, reason: late ? given.reason! : null }]
      : [],
  )
  if (values.length === 0) {
    ctx.unchanged()
    return { brought: 0, same: counts.same }
  }
  try {
    await keepValues(ctx, indicator, values)
  } catch (error) {
    if (isUniqueViolation(error)) throw refused('indicators.errors.bring_in_meanwhile')
    throw error
  }
  for (const { org_id, period, value, reason } of values)
    ctx.record({
      ...{ action: 'indicators.value.bring_in', org_id, subject_type: 'indicators.indicator' },
      ...{ subject_id: indicator.id, title: indicator.title, note: reason },
      diff: { period: [null, period], value: [null, value] },
    })
  return { brought: values.length, same: counts.same }
}

async function check(ctx: Ctx, { id, text, reason }: Given) {
  const indicator: Indicator = await getIndicator(ctx, id)
  if (indicator.source === 'computed') throw refused('indicators.errors.computed')
  return { indicator, checked: await checkLines(ctx, indicator, readLines(text), reason) }
}

function countsOf(rows: BroughtRow[]): Counts {
  const counts: Counts = { new: 0, same: 0, fault: 0 }
  for (const { standing } of rows) counts[standing] += 1
  return counts
}
