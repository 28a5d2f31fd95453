import { newId } from '../db/new-id.ts'
import type { Ctx } from '../http/context.ts'
import { getJobDefinition } from './define.ts'
import { sendJob } from './queue.ts'

export type Asked = {
  /** Of `defineJob`. */
  name: string
  org_id: string
  /** What it is about, in the words of the person who asks: a file's name, a list's title. */
  title: string
  /** What the work needs, as JSON; large things lie in tables and are named here. */
  input: unknown
  /** Path of the page where the result is looked at; without one, the list of one's own jobs. */
  link?: string | undefined
}

/** Asks for long work, in the caller's transaction: it begins after the commit, and not at all after a rollback. */
export async function enqueueJob(ctx: Ctx, asked: Asked): Promise<{ id: string }> {
  const { name, org_id, input, link = '/jobs' } = asked
  getJobDefinition(name)
  const id = newId()
  const title = asked.title.slice(0, 300)
  await ctx.tx
    .insertInto('kernel.job')
    .values({
      ...{ org_id, id, name, title, link },
      input: JSON.stringify(input ?? null),
      requested_by: ctx.actor.account_id,
      created_at: ctx.now,
    })
    .execute()
  ctx.record({ action: 'jobs.job.start', org_id, subject_type: 'job', subject_id: id, title, note: name })
  ctx.afterCommit(() => sendJob(ctx.app, id))
  return { id }
}
