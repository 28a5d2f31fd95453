import { regulation } from '../../../regulation/load.ts'
import { headquartersOf } from '../calendar/headquarters.ts'
import { newId } from '../db/new-id.ts'
import { invalid, refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import type { Direction, Frequency, indicatorUnits } from './contract.ts'
import { inOrder } from './judge.ts'
import { lockIndicator, readThresholds } from './row.ts'

export type Defining = {
  title: string
  title_en: string | null
  description: string
  unit: (typeof indicatorUnits)[number]
  direction: Direction
  frequency: Frequency
  grace_days: number
  clause: string | null
  source: 'entered' | 'imported'
  starts_on: string
  amber: number
  red: number
}

/** Defines an indicator with its first warning values. */
export async function createIndicator(ctx: Ctx, { amber, red, ...input }: Defining): Promise<{ id: string }> {
  if (input.clause !== null && !regulation().clauses.some(({ id }) => id === input.clause))
    throw invalid('errors.invalid', {}, [
      { path: 'clause', code: 'issues.errors.no_clause', params: { clause: input.clause } },
    ])
  checkOrder(input.direction, { amber, red })
  const id = newId()
  await ctx.tx
    .insertInto('kernel.indicator')
    .values({
      ...input,
      id,
      key: `own.i${id.replaceAll('-', '').replace(/\d/g, (d) => 'abcdefghij'[Number(d)]!)}`,
    })
    .execute()
  await keepThresholds(ctx, { indicator_id: id, version: 1, amber, red, reason: '' })
  await record(ctx, { id, title: input.title }, 'create', { amber: [null, amber], red: [null, red] })
  return { id }
}

type Setting = { id: string; version: number; amber: number; red: number; reason: string }

/** New warning values from now on; what was entered before keeps those it was judged by. */
export async function setThresholds(ctx: Ctx, { id, version, amber, red, reason }: Setting): Promise<void> {
  const indicator = await lockIndicator(ctx, { id, version })
  checkOrder(indicator.direction, { amber, red })
  const now = await readThresholds(ctx, id)
  if (now.amber === amber && now.red === red) throw refused('indicators.errors.same_thresholds')
  await keepThresholds(ctx, { indicator_id: id, version: now.version + 1, amber, red, reason })
  await ctx.tx
    .updateTable('kernel.indicator')
    .set({ version: version + 1 })
    .where('id', '=', id)
    .execute()
  await record(ctx, indicator, 'set_thresholds', { amber: [now.amber, amber], red: [now.red, red] }, reason)
}

function checkOrder(direction: Direction, thresholds: { amber: number; red: number }) {
  if (inOrder(direction, thresholds)) return
  throw invalid('errors.invalid', {}, [{ path: 'red', code: `indicators.errors.order_${direction}` }])
}

const keepThresholds = (
  { tx, now, actor }: Ctx,
  row: { indicator_id: string; version: number; amber: number; red: number; reason: string },
) =>
  tx
    .insertInto('kernel.indicator_threshold')
    .values({ ...row, set_by: actor.person_id, set_at: now })
    .execute()

/** Indicators are the company's: their trail is headquarters'. */
async function record(
  ctx: Ctx,
  { id, title }: { id: string; title: string },
  verb: 'create' | 'set_thresholds',
  diff: Record<string, [unknown, unknown]>,
  note: string | null = null,
) {
  ctx.record({
    ...{ action: `indicators.indicator.${verb}`, org_id: await headquartersOf(ctx) },
    ...{ subject_type: 'indicators.indicator', subject_id: id, title, diff, note },
  })
}
