import { sql } from 'kysely'
import { newId } from '../db/new-id.ts'
import type { Ctx } from '../http/context.ts'
import { readHeads } from '../org/heads.ts'
import { closeTasksOf } from '../tasks/close.ts'
import { openTasks } from '../tasks/open.ts'
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
  const raised = await readRaised(ctx, indicator)
  for (const values of Map.groupBy(given, ({ period }) => period).values()) {
    const inside = values.filter(({ org_id, level }) => level === 'green' && raised.has(org_id))
    for (const org_id of await rearm(ctx, indicator, inside)) raised.delete(org_id)
    // Each level is raised once; what is red has passed amber as well: a fall back to amber is no news.
    const news = values.filter(({ org_id, level }) => {
      if (level === 'green') return false
      const levels = raised.get(org_id) ?? []
      if (levels.some((one) => one === level || one === 'red')) return false
      raised.set(org_id, [...levels, level])
      return true
    })
    await raise(ctx, indicator, news)
  }
}

/** The levels that were raised and not left again, by organisation. */
async function readRaised({ tx }: Ctx, { id }: Indicator): Promise<Map<string, Level[]>> {
  const rows = await tx
    .selectFrom('kernel.indicator_warning')
    .select(['org_id', 'level'])
    .where('indicator_id', '=', id)
    .where('rearmed_at', 'is', null)
    .execute()
  const raised = new Map<string, Level[]>()
  for (const { org_id, level } of rows) raised.set(org_id, [...(raised.get(org_id) ?? []), level as Level])
  return raised
}

/** So many rows go to the database in one statement. */
const batch = 500

async function raise(ctx: Ctx, indicator: Indicator, news: Given[]): Promise<void> {
  const warnings = news.map(({ org_id, period, value, level }) => ({
    ...{ org_id, id: newId(), indicator_id: indicator.id, level, period, value, raised_at: ctx.now },
  }))
  for (let at = 0; at < warnings.length; at += batch)
    await ctx.tx
      .insertInto('kernel.indicator_warning')
      .values(warnings.slice(at, at + batch))
      .execute()
  for (const { org_id, id, level, period, value } of warnings)
    ctx.record({
      ...{ action: 'indicators.warning.raise', org_id, subject_type: 'indicators.warning', subject_id: id },
      ...{
        title: indicator.title,
        diff: { level: [null, level], period: [null, period], value: [null, value] },
      },
    })
  const heads = await readHeads(
    ctx,
    warnings.map(({ org_id }) => org_id),
  )
  await openTasks(
    ctx,
    warnings.flatMap(({ org_id, id, period }) => {
      const head = heads.get(org_id)
      if (!head) return []
      return {
        ...{ org_id, person_id: head.person_id, kind: warningTask },
        ...{ subject_type: 'indicators.warning', subject_id: id },
        ...{ title: indicator.title, link: warningLink(indicator.id), params: { period } },
      }
    }),
  )
}

/** After so many periods in a row inside, a level can be raised anew. Gives the organisations where it can. */
async function rearm(ctx: Ctx, indicator: Indicator, inside: Given[]): Promise<Set<string>> {
  const [first] = inside
  if (!first) return new Set()
  const wanted = Array.from({ length: calm }, (_, n) => before(indicator.frequency, first.period, n))
  const { rows } = await sql<{ org_id: string }>`
    select org_id from kernel.indicator_value
    where org_id in (select unnest(${inside.map(({ org_id }) => org_id)}::uuid[])) and indicator_id = ${indicator.id}
      and superseded_at is null and level = 'green' and period = any(${wanted}::text[])
    group by org_id having count(*) >= ${calm}`.execute(ctx.tx)
  const { rows: over } = await sql<{ org_id: string; id: string }>`
    update kernel.indicator_warning set rearmed_at = ${ctx.now}, version = version + 1
    where org_id in (select unnest(${rows.map(({ org_id }) => org_id)}::uuid[])) and indicator_id = ${indicator.id}
      and rearmed_at is null
    returning org_id, id`.execute(ctx.tx)
  for (const { org_id, id } of over)
    ctx.record({
      ...{ action: 'indicators.warning.rearm', org_id, subject_type: 'indicators.warning', subject_id: id },
      title: indicator.title,
    })
  await closeTasksOf(ctx, {
    ...{ subject_type: 'indicators.warning', outcome: 'cancelled' },
    subjects: over.map(({ org_id, id }) => ({ org_id, subject_id: id })),
  })
  return new Set(over.map(({ org_id }) => org_id))
}
