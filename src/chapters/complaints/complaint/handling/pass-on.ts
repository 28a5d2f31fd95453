import { newId } from '../../../../kernel/db/new-id.ts'
import { forbidden, refused } from '../../../../kernel/errors/problem.ts'
import { moveFiles } from '../../../../kernel/files/move.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { getOrganisation } from '../../../../kernel/org/organisation.ts'
import { removeEntry } from '../../../../kernel/search/index-entry.ts'
import { closeTasks } from '../../../../kernel/tasks/close.ts'
import { noteCounts } from '../../analysis/tally/note.ts'
import { limitClocks, readClocks, stopClocks } from '../../clocks/keep.ts'
import { refuseWhileRuled } from '../../ruling/running.ts'
import { checkAction, move, recordOn } from '../life/move.ts'
import { type Complaint, lockComplaint, subjectOf } from '../life/row.ts'
import { indexComplaint } from '../receive.ts'
import { endAction } from './action-task.ts'
import { letSuperiorsAssign } from './give.ts'
import { say } from './say.ts'

type Transfer = { id: string; version: number; to_org_id: string; reason: string }

/**
 * Hands it over to the organisation it is really about: the number, the code, what was said and the time gone go along;
 * its handler and the person named stay behind. Whoever does it reaches both.
 */
export async function transferComplaint(ctx: Ctx, { to_org_id, reason, ...seen }: Transfer): Promise<void> {
  const before = await lockComplaint(ctx, seen)
  await checkAction(ctx, before, 'transfer')
  await refuseWhileRuled(ctx, before, 'ruling_runs')
  const target = await getOrganisation(ctx, to_org_id)
  if (to_org_id === before.org_id) throw refused('complaints.complaint.errors.same_organisation')
  if (!ctx.may('complaints.complaint.transfer', to_org_id)) throw forbidden()
  const id = newId()
  const { words_key: _derived, ...written } = before
  const clocks = await readClocks(ctx, before)
  await stopClocks(ctx, before)
  const left = await move(ctx, before, {
    action: 'transfer',
    set: { went_to: id, tracking_hash: null },
    diff: { organisation: [null, target.name] },
  })
  await ctx.tx
    .insertInto('complaints.complaint')
    .values({
      ...written,
      ...{ org_id: to_org_id, id, state: before.state, came_from: before.id, version: 1, staff_id: null },
      ...{ handler_id: null, assigned_at: null, unread_due_at: null, unread_told_at: null, read_at: null },
    })
    .execute()
  await say(ctx, left, { kind: 'note', text: reason })
  await takeAlong(ctx, left, { org_id: to_org_id, id })
  for (const { kind, limit_ms, elapsed_ms, running_since, paused_ms, paused_since, stopped_at } of clocks)
    await ctx.tx
      .insertInto('complaints.clock')
      .values({
        ...{ org_id: to_org_id, complaint_id: id, kind, limit_ms, elapsed_ms, paused_ms },
        ...{ running_since, paused_since, stopped_at },
        // The limits are set anew below, by the calendar there.
        ...(running_since ? { due_at: running_since, warn_at: running_since } : {}),
      })
      .execute()
  const there = await lockComplaint(ctx, { id })
  await noteCounts(ctx, null, there)
  await limitClocks(ctx, there)
  await closeTasks(ctx, { ...subjectOf(before), outcome: 'cancelled' })
  await endAction(ctx, before, 'cancelled')
  await removeEntry(ctx, before)
  await indexComplaint(ctx, there)
  await letSuperiorsAssign(ctx, there)
  recordOn(ctx, there, 'take_over')
}

/** Who complained and what was said move; nothing of it stays at the organisation that has no part in it. */
async function takeAlong({ tx }: Ctx, from: Complaint, to: { org_id: string; id: string }): Promise<void> {
  const moved = { org_id: to.org_id, complaint_id: to.id }
  for (const table of ['complaints.complainant', 'complaints.message', 'complaints.mail'] as const) {
    const rows = await tx
      .deleteFrom(table)
      .where('org_id', '=', from.org_id)
      .where('complaint_id', '=', from.id)
      .returningAll()
      .execute()
    for (const row of rows)
      await tx
        .insertInto(table)
        .values({
          ...writtenOf(row),
          ...moved,
          // An array would be taken for one of PostgreSQL's.
          ...('left_out' in row ? { left_out: JSON.stringify(row.left_out) } : {}),
        } as never)
        .execute()
  }
  await moveFiles(
    { tx },
    { org_id: from.org_id, subject_id: from.id },
    { org_id: to.org_id, subject_id: to.id },
  )
}

/** Without what the table derives. */
function writtenOf(row: object): object {
  const { email_key: _derived, ...written } = row as { email_key?: unknown }
  return written
}
