import { type Holder, holdersAt, listHolders } from '../../../../kernel/access/holders.ts'
import { namesOf } from '../../../../kernel/approvals/request/names.ts'
import { calendarOf } from '../../../../kernel/calendar/calendar-of.ts'
import { addWorkingTime } from '../../../../kernel/calendar/working-time.ts'
import { forbidden, refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { OrganisationLife } from '../../../../kernel/org/contract.ts'
import { getOrganisation } from '../../../../kernel/org/organisation.ts'
import { closeTasks } from '../../../../kernel/tasks/close.ts'
import { openTask } from '../../../../kernel/tasks/open.ts'
import { onTakeOver } from '../../../../kernel/tasks/take-over.ts'
import { readNextDue } from '../../clocks/keep.ts'
import { readConcerned, refuseConcerned } from '../life/concerned.ts'
import { checkAction, recordOn } from '../life/move.ts'
import { type Complaint, linkOf, lockComplaint, subjectOf, subjectType } from '../life/row.ts'

/** Working minutes in which an assignment should have been opened. */
const unreadAfter = 4 * 60
export const handlePermission = 'complaints.complaint.handle'
export const assignPermission = 'complaints.complaint.assign'

/** Gives it to somebody; whoever only handles takes what nobody has, for themselves. */
export async function assignComplaint(
  ctx: Ctx,
  { id, version, handler_id }: { id: string; version: number; handler_id: string },
): Promise<void> {
  const complaint = await lockComplaint(ctx, { id, version })
  await checkAction(ctx, complaint, 'assign')
  const takes = handler_id === ctx.actor.person_id && complaint.handler_id === null
  if (!takes && !ctx.may('complaints.complaint.assign', complaint.org_id)) throw forbidden()
  await giveTo(ctx, complaint, handler_id)
}

/**
 * The one way to a handler. Invariant: it is somebody who may handle there, and neither whom it is about nor the head of
 * the unit.
 */
export async function giveTo(ctx: Ctx, complaint: Complaint, handler_id: string): Promise<void> {
  await refuseConcerned(ctx, complaint, handler_id)
  await checkMayHandle(ctx, complaint, handler_id)
  if (complaint.handler_id === handler_id) return ctx.unchanged()
  await nameHandler(ctx, complaint, handler_id)
  await closeTasks(ctx, { ...subjectOf(complaint), outcome: 'done' })
  const due_at = await readNextDue(ctx, complaint)
  await openTask(ctx, {
    ...{ ...subjectOf(complaint), person_id: handler_id, kind: 'complaints.complaint.task.handle' },
    ...{ title: complaint.subject, link: linkOf(complaint.id), due_at },
  })
  await recordHandler(ctx, complaint, handler_id)
}

/** From now on it is theirs, and unread until they open it, unless they took it themselves. */
async function nameHandler(ctx: Ctx, { org_id, id, version }: Complaint, handler_id: string): Promise<void> {
  const read = handler_id === ctx.actor.person_id
  await ctx.tx
    .updateTable('complaints.complaint')
    .set({
      ...{ handler_id, assigned_at: ctx.now, version: version + 1, unread_told_at: null },
      ...{ read_at: read ? ctx.now : null },
      unread_due_at: read ? null : addWorkingTime(await calendarOf(ctx, org_id), ctx.now, unreadAfter),
    })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
}

async function recordHandler(ctx: Ctx, complaint: Complaint, handler_id: string): Promise<void> {
  const before = complaint.handler_id
  const nameOf = await namesOf(ctx, [handler_id, ...(before ? [before] : [])])
  recordOn(ctx, complaint, 'assign', {
    diff: { handler: [before && nameOf(before).name, nameOf(handler_id).name] },
  })
}

async function checkMayHandle(ctx: Ctx, { org_id }: Complaint, handler_id: string): Promise<void> {
  const able = await holdersAt(ctx, { org_id, permission: handlePermission })
  if (!able.includes(handler_id)) throw refused('complaints.complaint.errors.may_not_handle')
}

/**
 * The nearest who may assign there and whom it doesn't concern: the superiors a complaint goes to. Of an organisation that
 * is suspended, headquarters, where anybody there may.
 */
export async function superiorsOf(ctx: Ctx, complaint: Complaint): Promise<string[]> {
  const { org_id, handler_id } = complaint
  const concerned = await readConcerned(ctx, complaint)
  const able = await listHolders(ctx, { org_id, permission: assignPermission })
  const { life } = await getOrganisation(ctx, org_id)
  return superiorsAmong(able, { concerned, handler_id, life })
}

/** The same, of those who may assign there, the nearest first. */
export function superiorsAmong(
  able: Holder[],
  {
    concerned,
    handler_id,
    life,
  }: { concerned: Set<string>; handler_id: string | null; life: OrganisationLife },
): string[] {
  const others = able.filter(({ id }) => !concerned.has(id) && id !== handler_id)
  const atTheTop = life === 'suspended' ? others.filter(({ topmost }) => topmost === 1) : []
  const asked =
    atTheTop.length > 0 ? atTheTop : others.filter(({ nearest }) => nearest === others[0]?.nearest)
  return asked.map(({ id }) => id)
}

/** Nobody has it yet: the superiors are asked to name somebody. */
export async function letSuperiorsAssign(ctx: Ctx, complaint: Complaint): Promise<void> {
  const due_at = await readNextDue(ctx, complaint)
  for (const person_id of await superiorsOf(ctx, complaint))
    await openTask(ctx, {
      ...{ ...subjectOf(complaint), person_id, kind: 'complaints.complaint.task.assign' },
      ...{ title: complaint.subject, link: linkOf(complaint.id), due_at },
    })
}

/** Whoever it was given to has seen it: nobody is told that it lies unread. */
export async function markRead(ctx: Ctx, { id }: { id: string }): Promise<void> {
  const complaint = await lockComplaint(ctx, { id })
  if (complaint.handler_id !== ctx.actor.person_id || complaint.read_at !== null) return ctx.unchanged()
  await ctx.tx
    .updateTable('complaints.complaint')
    .set({ read_at: ctx.now })
    .where('org_id', '=', complaint.org_id)
    .where('id', '=', id)
    .execute()
  recordOn(ctx, complaint, 'mark_read')
}

/** A task handed over takes the complaint along, by the same rules as an assignment. */
export function takeOverComplaints(): void {
  onTakeOver('complaints.complaint.task.handle', async (ctx, { task, to_person_id }) => {
    if (task.subject_type !== subjectType) return
    const complaint = await lockComplaint(ctx, { id: task.subject_id })
    await refuseConcerned(ctx, complaint, to_person_id)
    await checkMayHandle(ctx, complaint, to_person_id)
    await nameHandler(ctx, complaint, to_person_id)
    await recordHandler(ctx, complaint, to_person_id)
  })
}
