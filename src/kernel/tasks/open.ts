import { newId } from '../db/new-id.ts'
import { keepEvents } from '../events/keep.ts'
import type { Ctx } from '../http/context.ts'
import type { NoticeKind } from '../notices/contract.ts'
import { canWork, findStandIn } from './stand-in.ts'

export type NewTask = {
  org_id: string
  person_id: string
  /** Message key of what is asked, in the catalogue of whoever asks; `params` fill it, names kept as data in every language. */
  kind: string
  subject_type: string
  subject_id: string
  /** What it is about, as it is called now. */
  title: string
  /** Path of the page where it is done. */
  link: string
  params?: Record<string, unknown>
  due_at?: Date | string | null
  /** Whoever asks reminds of it as well: the mails about what is due leave it out. */
  own_reminders?: boolean
  /** Whoever asks writes to the person as well: no mail about the new task. */
  own_mail?: boolean
  /** What its mail is: something waits (so unless told), is there to be read, or was asked for and is done. */
  notice?: Extract<NoticeKind, 'waiting' | 'copy' | 'done'>
}

type Opened = { id: string } | undefined

/**
 * Lets something wait for a person, who is written to as they chose. Whoever asks sees to it that the person reaches
 * the organisation. Where the person has no account in use it waits for a stand-in, who hands it over; what is only to
 * be read waits for nobody then, and no task is opened.
 * Invariant: no open task waits for somebody whose account was shut.
 */
export async function openTask(ctx: Ctx, given: NewTask): Promise<Opened> {
  return (await openTasks(ctx, [given]))[0]
}

const batch = 500

/** The same for many at once, in their order. */
export async function openTasks(ctx: Ctx, given: NewTask[]): Promise<Opened[]> {
  const whose = whoWaits(ctx)
  const tasks: ((NewTask & { meant_for_id?: string; id: string }) | undefined)[] = []
  for (const task of given) {
    const found = await whose(task)
    tasks.push(found && { ...task, ...found, id: newId() })
  }
  const opened = tasks.filter((task) => task !== undefined)
  for (let at = 0; at < opened.length; at += batch)
    await ctx.tx
      .insertInto('kernel.task')
      .values(opened.slice(at, at + batch).map((task) => rowOf(ctx, task)))
      .execute()
  await keepEvents(
    ctx,
    opened.map(({ org_id, id, person_id, kind, subject_type, subject_id, title, link, due_at = null }) => ({
      ...{ type: 'task.opened', org_id },
      data: { id, person_id, kind, subject_type, subject_id, title, link, due_at },
    })),
  )
  return tasks.map((task) => task && { id: task.id })
}

const rowOf = (
  { now }: Ctx,
  { params = {}, due_at = null, own_reminders = false, own_mail = false, ...task }: NewTask & { id: string },
) => ({
  ...{ meant_for_id: null, notice: 'waiting', ...task, due_at, opened_at: now },
  ...{ params: JSON.stringify(params), reminded: JSON.stringify(own_reminders ? ['due', 'overdue'] : []) },
  tell_at: own_mail ? null : now,
})

/** Whom a task waits for: asked once per person, and once per person and organisation for a stand-in. */
function whoWaits(ctx: Ctx) {
  const works = new Map<string, boolean>()
  const standIns = new Map<string, string | undefined>()
  return async ({ person_id, org_id, notice }: NewTask) => {
    if (!works.has(person_id)) works.set(person_id, await canWork(ctx, person_id))
    if (works.get(person_id)) return { person_id }
    const key = `${org_id} ${person_id}`
    if (!standIns.has(key)) standIns.set(key, await findStandIn(ctx, { org_id, person_id }))
    const standIn = standIns.get(key)
    if (!standIn) return { person_id }
    return notice === 'copy' || notice === 'done'
      ? undefined
      : { person_id: standIn, meant_for_id: person_id }
  }
}
