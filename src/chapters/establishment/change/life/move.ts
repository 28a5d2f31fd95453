import type { Updateable } from 'kysely'
import type { DB } from '../../../../../db/types.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { next } from '../../../../kernel/lifecycle/lifecycle.ts'
import { type Action, changeLifecycle } from './lifecycle.ts'
import { type Change, subjectOf, tiesOf, typed } from './row.ts'

type Diff = Record<string, [unknown, unknown]>
type Changes = Omit<Updateable<DB['establishment.change']>, 'state' | 'version' | 'org_id' | 'id'>

/** Refuses whoever may not take this action now, whatever permission they hold. */
export function checkAction(ctx: Ctx, change: Change, action: Action): void {
  next(changeLifecycle, change.state, action, tiesOf(ctx, change))
}

/**
 * Takes a locked filing to where an action leads, with what else changes, and leaves the trail entry. Gives the row as
 * it is afterwards.
 */
export async function move(
  ctx: Ctx,
  change: Change,
  {
    action,
    set = {},
    diff = {},
    note = null,
  }: { action: Action; set?: Changes; diff?: Diff; note?: string | null },
): Promise<Change> {
  const state = next(changeLifecycle, change.state, action, tiesOf(ctx, change))
  const row = await ctx.tx
    .updateTable('establishment.change')
    .set({ ...set, state, version: change.version + 1 })
    .where('org_id', '=', change.org_id)
    .where('id', '=', change.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const moved = typed(row)
  const turned: Diff = state === change.state ? {} : { state: [change.state, state] }
  await recordOn(ctx, moved, action, { diff: { ...turned, ...diff }, note })
  return moved
}

/** What happened to a filing, in its organisation's history. */
export async function recordOn(
  ctx: Ctx,
  change: Change,
  verb: string,
  more: { diff?: Diff; note?: string | null } = {},
): Promise<void> {
  const { name } = await ctx.tx
    .selectFrom('kernel.organisation')
    .select('name')
    .where('id', '=', change.org_id)
    .executeTakeFirstOrThrow()
  ctx.record({
    action: `establishment.change.${verb}`,
    ...subjectOf(change),
    number: change.number,
    title: name,
    ...more,
  })
}
