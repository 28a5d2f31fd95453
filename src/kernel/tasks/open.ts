import { randomUUIDv7 } from 'node:crypto'
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

/**
 * Lets something wait for a person, who is written to as they chose. Whoever asks sees to it that the person reaches
 * the organisation. Where the person has no account in use it waits for a stand-in, who hands it over; what is only to
 * be read waits for nobody then, and no task is opened.
 * Invariant: no open task waits for somebody whose account was shut.
 */
export async function openTask(ctx: Ctx, given: NewTask): Promise<{ id: string } | undefined> {
  const standIn = (await canWork(ctx, given.person_id)) ? undefined : await findStandIn(ctx, given)
  if (standIn && (given.notice === 'copy' || given.notice === 'done')) return undefined
  const task = standIn ? { ...given, person_id: standIn, meant_for_id: given.person_id } : given
  const { params = {}, due_at = null, own_reminders = false, own_mail = false, ...rest } = task
  const reminded = JSON.stringify(own_reminders ? ['due', 'overdue'] : [])
  const id = randomUUIDv7()
  await ctx.tx
    .insertInto('kernel.task')
    .values({
      ...rest,
      id,
      params: JSON.stringify(params),
      due_at,
      reminded,
      opened_at: ctx.now,
      tell_at: own_mail ? null : ctx.now,
    })
    .execute()
  const { org_id, person_id, kind, subject_type, subject_id, title, link } = task
  const data = { id, person_id, kind, subject_type, subject_id, title, link, due_at }
  await keepEvents(ctx, [{ type: 'task.opened', org_id, data }])
  return { id }
}
