import type { Ctx, Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import { companyDay } from '../regulation/company.ts'
import { computed, countAll, keepCounted } from './counting.ts'
import { before, daysOf, lastClosed } from './period.ts'
import { recountChanged } from './recount/recount.ts'
import type { Indicator } from './row.ts'

/**
 * Periods gone by that are counted when their values aren't there yet: a server that stood still makes up for them. So
 * far back they are also counted anew when their records change.
 */
export const back = 12

/**
 * Counts what the system feeds by itself, for every period that is over and isn't counted yet, each in a transaction of
 * its own: what was counted stays when the rest is stopped. Then anew what changed since it was counted. Gives how many
 * values came.
 */
export async function computeIndicators(kernel: Kernel): Promise<number> {
  const asked = await asSystem(kernel, dueOf, { readOnly: true })
  let kept = 0
  for (const one of asked) kept += await asSystem(kernel, (ctx) => computeOne(ctx, one))
  return kept + (await recountChanged(kernel, back))
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
