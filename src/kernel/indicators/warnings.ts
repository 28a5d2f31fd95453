import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'
import { readHeads } from '../org/heads.ts'
import { closeTasks } from '../tasks/close.ts'
import { openTask } from '../tasks/open.ts'
import type { Level } from './contract.ts'
import { before } from './period.ts'
import type { Indicator } from './row.ts'

export const warningTask = 'indicators.task.warning'
export const warningLink = (id: string) => `/indicators/warnings?indicator_id=${id}`
/** So many periods in a row inside, until a level can be raised anew. */
const calm = 2

type Given = { org_id: string; period: string; value: number; level: Level }

/**
 * What follows from values, the earliest period first. One inside only matters where a level was raised: of thousands
 * that come in at once the others aren't looked at.
 */
export async function followValues(ctx: Ctx, indicator: Indicator, given: Given[]): Promise<void> {
  const raised = new Set(await readRaised(ctx, indicator))
  for (const value of given) {
    if (value.level === 'green' && !raised.has(value.org_id)) continue
    await followValue(ctx, indicator, value)
    raised.add(value.org_id)
  }
}

async function readRaised({ tx }: Ctx, { id }: Indicator): Promise<string[]> {
  const rows = await tx
    .selectFrom('kernel.indicator_warning')
    .select('org_id')
    .where('indicator_id', '=', id)
    .where('rearmed_at', 'is', null)
    .execute()
  return rows.map(({ org_id }) => org_id)
}

/** Raises each level once; after two periods in a row inside it can be raised anew. */
async function followValue(ctx: Ctx, indicator: Indicator, given: Given): Promise<void> {
  if (given.level === 'green') return rearm(ctx, indicator, given)
  const raised = await ctx.tx
    .selectFrom('kernel.indicator_warning')
    .select('level')
    .where('org_id', '=', given.org_id)
    .where('indicator_id', '=', indicator.id)
    .where('rearmed_at', 'is', null)
    .execute()
  // What is red has passed amber as well: a fall back to amber is no news.
  if (raised.some(({ level }) => level === given.level || level === 'red')) return
  const id = randomUUIDv7()
  const { org_id, period, value, level } = given
  await ctx.tx
    .insertInto('kernel.indicator_warning')
    .values({ org_id, id, indicator_id: indicator.id, level, period, value, raised_at: ctx.now })
    .execute()
  ctx.record({
    ...{ action: 'indicators.warning.raise', org_id, subject_type: 'indicators.warning', subject_id: id },
    ...{
      title: indicator.title,
      diff: { level: [null, level], period: [null, period], value: [null, value] },
    },
  })
  const head = (await readHeads(ctx, [org_id])).get(org_id)
  if (head)
    await openTask(ctx, {
      ...{
        org_id,
        person_id: head.person_id,
        kind: warningTask,
        subject_type: 'indicators.warning',
        subject_id: id,
      },
      ...{ title: indicator.title, link: warningLink(indicator.id), params: { period } },
    })
}

async function rearm(ctx: Ctx, indicator: Indicator, { org_id, period }: Given) {
  const wanted = Array.from({ length: calm }, (_, n) => before(indicator.frequency, period, n))
  const { rows } = await sql<{ n: number }>`
    select count(*)::int n from kernel.indicator_value
    where org_id = ${org_id} and indicator_id = ${indicator.id} and superseded_at is null and level = 'green'
      and period = any(${wanted}::text[])`.execute(ctx.tx)
  if ((rows[0]?.n ?? 0) < calm) return
  const over = await ctx.tx
    .updateTable('kernel.indicator_warning')
    .set((row) => ({ rearmed_at: ctx.now, version: row('version', '+', 1) }))
    .where('org_id', '=', org_id)
    .where('indicator_id', '=', indicator.id)
    .where('rearmed_at', 'is', null)
    .returning('id')
    .execute()
  for (const { id } of over) {
    ctx.record({
      ...{ action: 'indicators.warning.rearm', org_id, subject_type: 'indicators.warning', subject_id: id },
      title: indicator.title,
    })
    await closeTasks(ctx, {
      ...{ org_id, subject_type: 'indicators.warning', subject_id: id, outcome: 'cancelled' },
    })
  }
}
