import { refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { closeTasks } from '../tasks/close.ts'
import { getJob, type JobRow } from './read.ts'

/** Cancels a job of the caller. Its work is stopped at its next report. Throws `refused` for one that is over. */
export async function cancelJob(ctx: Ctx, id: string): Promise<JobRow> {
  const { org_id, title, name } = await getJob(ctx, id)
  const cancelled = await ctx.tx
    .updateTable('kernel.job')
    .set({ state: 'cancelled', finished_at: ctx.now, seen_at: ctx.now, note: null })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .returningAll()
    .executeTakeFirst()
  if (!cancelled) throw refused('jobs.errors.over')
  ctx.record({ action: 'jobs.job.cancel', org_id, subject_type: 'job', subject_id: id, title, note: name })
  return cancelled
}

/** The caller saw how the job ended: its notice leaves the inbox. */
export async function seeJob(ctx: Ctx, id: string): Promise<JobRow> {
  const job = await getJob(ctx, id)
  if (!job.finished_at || job.seen_at) return job
  await closeTasks(ctx, { org_id: job.org_id, subject_type: 'job', subject_id: id, outcome: 'done' })
  return ctx.tx
    .updateTable('kernel.job')
    .set({ seen_at: ctx.now })
    .where('org_id', '=', job.org_id)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
