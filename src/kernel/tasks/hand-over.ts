import { sql } from 'kysely'
import { within } from '../access/grants.ts'
import { holdsToday } from '../access/role-day.ts'
import { notFound, Problem, refused } from '../errors/problem.ts'
import { keepEvents } from '../events/keep.ts'
import type { Ctx } from '../http/context.ts'
import { translate } from '../language/translate.ts'
import { isInReach } from '../people/person.ts'
import { canWork } from './stand-in.ts'
import { findTakeOver, type TakeOver, type TaskRow } from './take-over.ts'

type Stayed = { id: string; title: string; link: string; code: string; reason: string }
export type HandedOver = { moved: number; stayed: Stayed[] }

type HandingOver = {
  from_person_id: string
  to_person_id: string
  org_id?: string | undefined
  note?: string | null
  /** The first one's account is being shut in this transaction. */
  leaving?: boolean
}

/**
 * Hands the open tasks of one person to another: those at `org_id`, or all within reach. A task whose organisation the
 * other doesn't reach, or which only the first may do, stays and is named with the reason.
 * Invariant: only tasks of one's own people move, or of somebody who can't work any more: that a matter lies within
 * reach gives no say over those whom it waits for. Whoever is out of reach, has nothing waiting there and reaches none of
 * it is as if there were none.
 */
export async function handOver(ctx: Ctx, input: HandingOver): Promise<HandedOver> {
  const { from_person_id, to_person_id, org_id, note = null } = input
  if (from_person_id === to_person_id) throw refused('tasks.errors.same_person')
  const from = await getNamed(ctx, from_person_id)
  const to = await getNamed(ctx, to_person_id)
  const leaving = input.leaving || !(await canWork(ctx, from_person_id))
  const tasks = await listOpen(ctx, from_person_id, org_id)
  if (!(leaving && tasks.length > 0) && !(await isInReach(ctx, from_person_id))) throw notFound()
  if (!leaving && !within(ctx.reach, from.home_org_id))
    throw refused('tasks.errors.not_your_people', { name: from.name })
  const reached = await reachedBy(ctx, to_person_id, [...new Set(tasks.map((task) => task.org_id))])
  if (reached.size === 0 && !(await isInReach(ctx, to_person_id))) throw notFound()
  if (!(await canWork(ctx, to_person_id))) throw refused('tasks.errors.cannot_work', { name: to.name })
  const moved: TaskRow[] = []
  const stayed: Stayed[] = []
  for (const task of tasks) {
    const problem = reached.has(task.org_id)
      ? await takeOver(ctx, { task, to_person_id, leaving })
      : refused('tasks.errors.not_reached', { name: to.name })
    if (problem === undefined) moved.push(task)
    else if (problem)
      stayed.push({
        ...{ id: task.id, title: task.title, link: task.link, code: problem.code },
        reason: translate(ctx.language, problem.code, problem.params),
      })
  }
  for (const [at, there] of Map.groupBy(moved, (task) => task.org_id))
    ctx.record({
      action: 'tasks.task.hand_over',
      org_id: at,
      subject_type: 'person',
      subject_id: from_person_id,
      title: from.name,
      diff: { holder: [from.name, to.name], tasks: [null, there.length] },
      note,
    })
  return { moved: moved.length, stayed }
}

async function getNamed(ctx: Ctx, id: string) {
  const person = await ctx.tx
    .selectFrom('kernel.person')
    .select(['name', 'home_org_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!person) throw notFound()
  return person
}

/** Their own, and what was meant for them and waits for whoever stands in. */
async function listOpen(ctx: Ctx, personId: string, orgId: string | undefined): Promise<TaskRow[]> {
  let query = ctx.tx
    .selectFrom('kernel.task')
    .selectAll()
    .where(sql<boolean>`${personId} in (person_id, meant_for_id)`)
    .where('closed_at', 'is', null)
  if (orgId) query = query.where('org_id', '=', orgId)
  return query.orderBy('org_id').orderBy('id').execute()
}

async function reachedBy(ctx: Ctx, personId: string, orgIds: string[]): Promise<Set<string>> {
  if (orgIds.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select o.id from kernel.organisation o
    where o.id = any(${orgIds}::uuid[]) and exists (
      select from kernel.role_assignment r
      where r.person_id = ${personId}
        and (r.organisation_id = o.id or (r.with_subtree and r.organisation_id = any(o.path)))
        and ${holdsToday(ctx.now, 'r')}
    )`.execute(ctx.tx)
  return new Set(rows.map((row) => row.id))
}

/**
 * The refusal that keeps the task where it is; false when it was done meanwhile. The subject is locked before its
 * task, in the order in which everything else that closes tasks does it.
 */
async function takeOver(ctx: Ctx, given: Parameters<TakeOver>[1]): Promise<Problem | false | undefined> {
  const { task, to_person_id } = given
  try {
    await findTakeOver(task.kind)?.(ctx, { ...given, task: ofItsOwner(task) })
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  const { numUpdatedRows } = await ctx.tx
    .updateTable('kernel.task')
    .set({ person_id: to_person_id, meant_for_id: null, tell_at: ctx.now })
    .where('org_id', '=', task.org_id)
    .where('id', '=', task.id)
    .where('person_id', '=', task.person_id)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return false
  await tellMoved(ctx, task, to_person_id)
  return undefined
}

/** The matter knows whom it was meant for, not who stands in. */
const ofItsOwner = (task: TaskRow): TaskRow => ({ ...task, person_id: task.meant_for_id ?? task.person_id })

/** To whoever listens from outside it is what a transfer is: closed for the one, opened for the other. */
async function tellMoved(ctx: Ctx, task: TaskRow, to_person_id: string) {
  const { id, org_id, person_id, kind, subject_type, subject_id, title, link, due_at } = task
  const data = { id, kind, subject_type, subject_id, title, link }
  await keepEvents(ctx, [
    { type: 'task.closed', org_id, data: { ...data, person_id, outcome: 'cancelled' } },
    { type: 'task.opened', org_id, data: { ...data, person_id: to_person_id, due_at } },
  ])
}
