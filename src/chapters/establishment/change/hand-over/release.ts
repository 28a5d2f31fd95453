import type { Ctx } from '../../../../kernel/http/context.ts'
import { getOrganisation, todayAt } from '../../../../kernel/org/organisation.ts'
import { closeTasks } from '../../../../kernel/tasks/close.ts'
import { complete } from '../decision/carry-out.ts'
import { move } from '../life/move.ts'
import { type Change, subjectOf } from '../life/row.ts'
import { findAudit, type HandOver } from './row.ts'

/**
 * With a witnessed list and an exit audit request the filing waits only for its day. One that went by while it was in
 * hand-over becomes today.
 */
export async function releaseWhenReady(ctx: Ctx, change: Change, handOver: HandOver): Promise<void> {
  if (handOver.witnessed_at === null || !(await findAudit(ctx, handOver))) return
  const today = todayAt(ctx, await getOrganisation(ctx, change.org_id))
  const on = change.effective_on! > today ? change.effective_on! : today
  const released = await move(ctx, change, {
    action: 'release',
    set: { effective_on: on },
    ...(on === change.effective_on ? {} : { diff: { effective_on: [change.effective_on, on] } }),
  })
  await closeTasks(ctx, { ...subjectOf(change), outcome: 'done' })
  if (on <= today) await complete(ctx, released)
}
