import type { Updateable } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { next } from '../../lifecycle/lifecycle.ts'
import { noteDue } from '../indicator.ts'
import { type Action, issueLifecycle, type State } from './lifecycle.ts'
import { tiesOf } from './rectifiers.ts'
import { type Issue, subjectOf, typed } from './row.ts'

type Changes = Updateable<DB['kernel.issue']>
export type Diff = Record<string, [unknown, unknown]>

/** The state an action leads to; throws what keeps this actor from it, in the ledger's own words where it has them. */
export async function checkAction(ctx: Ctx, issue: Issue, action: Action): Promise<State> {
  const ties = await tiesOf(ctx, issue)
  const barred = issueLifecycle.actions[action].notBy
  const from = issueLifecycle.actions[action].from.includes(issue.state)
  if (from && barred.includes('rectifier') && ties.includes('rectifier'))
    throw refused('issues.errors.verifier_rectifies')
  if (from && barred.includes('not_verifier') && ties.includes('not_verifier'))
    throw refused('issues.errors.other_verifier')
  if (from && barred.includes('not_rectifying') && ties.includes('not_rectifying'))
    throw refused('issues.errors.other_responsible')
  return next(issueLifecycle, issue.state, action, ties)
}

/** Moves an issue to where an action leads, with what else changes, and leaves the trail entry. */
export async function move(
  ctx: Ctx,
  issue: Issue,
  {
    action,
    set = {},
    diff = {},
    note = null,
  }: { action: Action; set?: Changes; diff?: Diff; note?: string | null },
): Promise<Issue> {
  const state = await checkAction(ctx, issue, action)
  const row = await ctx.tx
    .updateTable('kernel.issue')
    .set({ ...set, state, version: issue.version + 1 })
    .where('org_id', '=', issue.org_id)
    .where('id', '=', issue.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const moved = typed(row)
  if (moved.closed_at !== issue.closed_at) await noteDue(ctx, moved.org_id, [moved.original_due_on])
  const turned: Diff = state === issue.state ? {} : { state: [issue.state, state] }
  recordOn(ctx, moved, action, { diff: { ...turned, ...diff }, note })
  return moved
}

/** What happened to an issue, in its organisation's history. */
export function recordOn(
  ctx: Ctx,
  issue: Issue,
  verb: string,
  more: { diff?: Diff; note?: string | null } = {},
): void {
  const { number, title } = issue
  ctx.record({ action: `issues.issue.${verb}`, ...subjectOf(issue), number, title, ...more })
}
