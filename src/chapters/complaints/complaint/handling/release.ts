import { sql } from 'kysely'
import type { Ctx, Kernel } from '../../../../kernel/http/context.ts'
import { asSystem } from '../../../../kernel/http/open-context.ts'
import { closeTasks } from '../../../../kernel/tasks/close.ts'
import { readConcerned } from '../life/concerned.ts'
import { recordOn } from '../life/move.ts'
import { lockComplaint, subjectOf } from '../life/row.ts'
import { openStates } from '../words/contract.ts'
import { letSuperiorsAssign } from './give.ts'

/**
 * Whoever became head of a unit meanwhile handles its complaints no longer: the superiors name somebody else. Until then
 * they could do nothing to it already.
 */
export async function releaseConcerned(kernel: Kernel): Promise<number> {
  let released = 0
  for (const { id } of await asSystem(kernel, readHeads, { readOnly: true }))
    if (await asSystem(kernel, (ctx) => release(ctx, id))) released++
  return released
}

async function readHeads(ctx: Ctx): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    select c.id from complaints.complaint c
    join kernel.organisation o on o.id = c.org_id
    join kernel.assignment a on a.org_id = c.org_id and a.person_id = c.handler_id and a.kind = 'head'
    cross join lateral (select (${ctx.now}::timestamptz at time zone o.time_zone)::date as day) today
    where c.state in (${sql.join([...openStates, 'resolved'])})
      and a.starts_on <= today.day and (a.ends_on is null or a.ends_on > today.day)
    limit 500`.execute(ctx.tx)
  return rows
}

async function release(ctx: Ctx, id: string): Promise<boolean> {
  const complaint = await lockComplaint(ctx, { id })
  const { org_id, handler_id, version } = complaint
  if (!handler_id || !(await readConcerned(ctx, complaint)).has(handler_id)) {
    ctx.unchanged()
    return false
  }
  await ctx.tx
    .updateTable('complaints.complaint')
    .set({
      ...{ handler_id: null, assigned_at: null, read_at: null, unread_due_at: null, unread_told_at: null },
      version: version + 1,
    })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
  await closeTasks(ctx, { ...subjectOf(complaint), person_id: handler_id, outcome: 'cancelled' })
  await letSuperiorsAssign(ctx, { ...complaint, handler_id: null })
  recordOn(ctx, complaint, 'release')
  return true
}
