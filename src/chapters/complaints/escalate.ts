import { sql } from 'kysely'
import type { Ctx, Kernel } from '../../kernel/http/context.ts'
import { asSystem } from '../../kernel/http/open-context.ts'
import { openTask } from '../../kernel/tasks/open.ts'
import { superiorsOf } from './complaint/handling/give.ts'
import { checkTask } from './complaint/handling/remedy.ts'
import { recordOn } from './complaint/life/move.ts'
import { type Complaint, linkOf, lockComplaint, subjectOf } from './complaint/life/row.ts'
import type { ClockKind } from './complaint/words/contract.ts'

type Told = { org_id: string; complaint_id: string; kind: ClockKind; stage: 'soon' | 'overdue' }
type Count = { soon: number; overdue: number; unread: number; checks: number }

/**
 * Tells the superior when four fifths and when all of a clock is gone, when an assignment lies unread after four working
 * hours, and asks whether a corrective action worked 30 days after. Run every minute; each is told once.
 */
export async function escalateComplaints(kernel: Kernel): Promise<Count> {
  const done: Count = { soon: 0, overdue: 0, unread: 0, checks: 0 }
  for (const told of await asSystem(kernel, readGone, { readOnly: true }))
    if (await asSystem(kernel, (ctx) => tellGone(ctx, told))) done[told.stage]++
  for (const { id } of await asSystem(kernel, readUnread, { readOnly: true }))
    if (await asSystem(kernel, (ctx) => tellUnread(ctx, id))) done.unread++
  for (const { id } of await asSystem(kernel, readToCheck, { readOnly: true }))
    if (await asSystem(kernel, (ctx) => askCheck(ctx, id))) done.checks++
  return done
}

async function readGone(ctx: Ctx): Promise<Told[]> {
  const { rows } = await sql<Told>`
    (select org_id, complaint_id, kind, 'overdue' stage from complaints.clock
      where running_since is not null and overdue_at is null and due_at <= ${ctx.now} limit 500)
    union all
    (select org_id, complaint_id, kind, 'soon' stage from complaints.clock
      where running_since is not null and warned_at is null and warn_at <= ${ctx.now} and due_at > ${ctx.now} limit 500)`.execute(
    ctx.tx,
  )
  return rows
}

/** Whoever comes second finds it told already. An overdue clock needs no warning any more. */
async function tellGone(ctx: Ctx, { complaint_id, kind, stage }: Told): Promise<boolean> {
  const complaint = await lockComplaint(ctx, { id: complaint_id })
  const { rows } = await sql`
    update complaints.clock set warned_at = coalesce(warned_at, ${ctx.now}),
      overdue_at = ${stage === 'overdue' ? ctx.now : null}::timestamptz
    where org_id = ${complaint.org_id} and complaint_id = ${complaint_id} and kind = ${kind} and running_since is not null
      and ${stage === 'overdue' ? sql`overdue_at is null and due_at <= ${ctx.now}` : sql`warned_at is null and warn_at <= ${ctx.now}`}
    returning kind`.execute(ctx.tx)
  if (rows.length === 0) {
    ctx.unchanged()
    return false
  }
  await tellSuperiors(ctx, complaint, `complaints.complaint.task.${kind}_${stage}`)
  recordOn(ctx, complaint, 'escalate', { diff: { clock: [null, kind], stage: [null, stage] } })
  return true
}

async function readUnread(ctx: Ctx) {
  return ctx.tx
    .selectFrom('complaints.complaint')
    .select('id')
    .where('read_at', 'is', null)
    .where('unread_told_at', 'is', null)
    .where('unread_due_at', '<=', ctx.now.toISOString())
    .limit(500)
    .execute()
}

async function tellUnread(ctx: Ctx, id: string): Promise<boolean> {
  const complaint = await lockComplaint(ctx, { id })
  const { org_id, read_at, unread_told_at, unread_due_at } = complaint
  if (read_at || unread_told_at || !unread_due_at || new Date(unread_due_at) > ctx.now) {
    ctx.unchanged()
    return false
  }
  await ctx.tx
    .updateTable('complaints.complaint')
    .set({ unread_told_at: ctx.now })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
  await tellSuperiors(ctx, complaint, 'complaints.complaint.task.unread')
  recordOn(ctx, complaint, 'escalate', { diff: { stage: [null, 'unread'] } })
  return true
}

async function readToCheck(ctx: Ctx): Promise<{ id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    select r.complaint_id id from complaints.remedy r join kernel.organisation o on o.id = r.org_id
    join complaints.complaint c on c.org_id = r.org_id and c.id = r.complaint_id and c.state = 'closed'
    where r.checked_at is null and r.asked_at is null
      and r.check_on <= (${ctx.now}::timestamptz at time zone o.time_zone)::date limit 500`.execute(ctx.tx)
  return rows
}

/** Asks its owner whether a corrective action worked; false where that was asked already, or nothing is closed. */
export async function askCheck(ctx: Ctx, id: string): Promise<boolean> {
  const complaint = await lockComplaint(ctx, { id })
  if (complaint.state !== 'closed') {
    ctx.unchanged()
    return false
  }
  const asked = await ctx.tx
    .updateTable('complaints.remedy')
    .set({ asked_at: ctx.now })
    .where('org_id', '=', complaint.org_id)
    .where('complaint_id', '=', id)
    .where('asked_at', 'is', null)
    .returning('owner_id')
    .executeTakeFirst()
  if (!asked) {
    ctx.unchanged()
    return false
  }
  await openTask(ctx, {
    ...{ ...subjectOf(complaint), person_id: asked.owner_id, kind: checkTask },
    ...{ title: complaint.subject, link: `${linkOf(id)}#remedy` },
  })
  recordOn(ctx, complaint, 'ask_check')
  return true
}

async function tellSuperiors(ctx: Ctx, complaint: Complaint, kind: string): Promise<void> {
  for (const person_id of await superiorsOf(ctx, complaint))
    await openTask(ctx, {
      ...{ ...subjectOf(complaint), person_id, kind, title: complaint.subject, link: linkOf(complaint.id) },
      params: { number: complaint.number },
    })
}
