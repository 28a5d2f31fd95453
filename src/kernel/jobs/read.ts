import type { Selectable } from 'kysely'
import type { KernelJob } from '../../../db/types.ts'
import { type Page, pageByKey } from '../db/keyset.ts'
import { notFound } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { knowsMessage, translate } from '../language/translate.ts'
import type { Job, JobState } from './contract.ts'

export type JobRow = Selectable<KernelJob>

/** A job of the caller's own. Throws `not_found` for anybody else's. */
export async function getJob(ctx: Ctx, id: string): Promise<JobRow> {
  const row = await mine(ctx).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

export async function listJobs(
  ctx: Ctx,
  paging: { after?: string | undefined; limit: number },
): Promise<Page<Job>> {
  const page = await pageByKey(
    ctx.tx,
    mine(ctx),
    [
      { by: 'kernel.job.created_at', as: 'created_at', direction: 'desc' },
      { by: 'kernel.job.id', as: 'id', direction: 'desc' },
    ],
    paging,
  )
  return { ...page, items: page.items.map((row) => showJob(ctx, row)) }
}

const mine = ({ tx, actor }: Ctx) =>
  tx.selectFrom('kernel.job').selectAll().where('requested_by', '=', actor.account_id)

export function showJob({ language }: Ctx, row: JobRow): Job {
  const { id, org_id, name, title, link, done, total, note, result, created_at, finished_at } = row
  const state = row.state as JobState
  const error = row.error as { code: string; params: Record<string, unknown> } | null
  return {
    ...{ id, org_id, name, title, link, state, done, total, result, created_at, finished_at },
    note: note && knowsMessage(note) ? translate(language, note) : note,
    error: error ? translate(language, error.code, error.params) : null,
    can: !finished_at ? ['cancel'] : row.seen_at ? [] : ['see'],
  }
}
