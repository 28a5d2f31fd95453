import { type Kysely, sql } from 'kysely'
import type { DB } from '../../../db/types.ts'
import { ownerOf } from '../db/lock.ts'
import { Problem } from '../errors/problem.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import { openTask } from '../tasks/open.ts'
import { findJobDefinition, type RunningJob } from './define.ts'
import { Cancelled, reportFor } from './report.ts'

/** How often a job is begun before it is given up: its worker died each time. */
const mostStarts = 3

/**
 * Runs a waiting job, or one whose worker died, to its end. Does nothing for one that is over or that another worker
 * holds. Never throws for what the work does: that is written on the job.
 */
export async function runJob(kernel: Kernel, id: string): Promise<void> {
  await kernel.db.connection().execute(async (holder) => {
    if (!(await lock(holder, id))) return
    try {
      const job = await begin(kernel, id)
      if (job) await work(kernel, job)
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended(${lockName(id)}, 0))`.execute(holder)
    }
  })
}

const lockName = (id: string) => `bylaw.job.${id}`

/**
 * Whoever runs a job holds its lock on a connection of its own. Invariant: the lock falls with the connection, so a
 * job that says it is running while its lock is free has lost its worker.
 */
async function lock(holder: Kysely<DB>, id: string): Promise<boolean> {
  const { rows } = await sql<{ held: boolean }>`
    select pg_try_advisory_lock(hashtextextended(${lockName(id)}, 0)) as held`.execute(holder)
  return rows[0]!.held
}

/** A job whose lock is held has a worker; takes none for itself. */
export async function isLocked(kernel: Kernel, id: string): Promise<boolean> {
  return kernel.db.connection().execute(async (holder) => {
    if (!(await lock(holder, id))) return true
    await sql`select pg_advisory_unlock(hashtextextended(${lockName(id)}, 0))`.execute(holder)
    return false
  })
}

const untrailed = 'a job says how far it is'

function begin(kernel: Kernel, id: string): Promise<RunningJob | undefined> {
  return asSystem(
    kernel,
    async (ctx) => {
      const row = await ctx.tx
        .selectFrom('kernel.job')
        .selectAll()
        .where('org_id', '=', await ownerOf(ctx.tx, 'kernel.job', id))
        .where('id', '=', id)
        .forUpdate()
        .executeTakeFirst()
      if (!row || (row.state !== 'waiting' && row.state !== 'running')) return undefined
      if (row.starts >= mostStarts || !findJobDefinition(row.name)) {
        const code = row.starts >= mostStarts ? 'jobs.errors.interrupted' : 'jobs.errors.unknown'
        await end(ctx, row, { state: 'failed', error: { code, params: {} } })
        return undefined
      }
      await ctx.tx
        .updateTable('kernel.job')
        .set({ state: 'running', starts: row.starts + 1, started_at: ctx.now, done: 0, total: null })
        .where('org_id', '=', row.org_id)
        .where('id', '=', id)
        .execute()
      const { org_id, name, title, input, requested_by } = row
      return { id, org_id, name, title, input, requested_by }
    },
    { untrailed },
  )
}

type Ending =
  | { state: 'done'; result: unknown }
  | { state: 'failed'; error: { code: string; params: Record<string, unknown> } }

async function work(kernel: Kernel, job: RunningJob) {
  const ending = await findJobDefinition(job.name)!
    .work(kernel, job, reportFor(kernel, job))
    .then((result): Ending => ({ state: 'done', result: result ?? null }))
    .catch((error: unknown) => endingOf(kernel, job, error))
  if (ending) await asSystem(kernel, (ctx) => end(ctx, job, ending), { untrailed })
}

function endingOf(kernel: Kernel, job: RunningJob, error: unknown): Ending | undefined {
  if (error instanceof Cancelled) return undefined
  if (error instanceof Problem)
    return { state: 'failed', error: { code: error.code, params: { ...error.params } } }
  kernel.log.error(error, `job ${job.name}`)
  return { state: 'failed', error: { code: 'jobs.errors.broken', params: {} } }
}

type Row = Pick<RunningJob, 'org_id' | 'id' | 'title' | 'requested_by'>

/**
 * Ends a job within the transaction that keeps what it made: the two stand or fall together. Throws `Cancelled` for one
 * that was cancelled meanwhile, so that nothing is kept of it; whoever cancels it later is told that it is over.
 */
export async function endWithWork(ctx: Ctx, job: Row, result: unknown): Promise<void> {
  if (!(await end(ctx, job, { state: 'done', result }))) throw new Cancelled()
}

/** False for one that is over already. */
async function end(ctx: Ctx, { org_id, id, title, requested_by }: Row, ending: Ending): Promise<boolean> {
  const ended = await ctx.tx
    .updateTable('kernel.job')
    .set({
      state: ending.state,
      finished_at: ctx.now,
      note: null,
      ...(ending.state === 'done'
        ? { result: JSON.stringify(ending.result) }
        : { error: JSON.stringify(ending.error) }),
    })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .returning('link')
    .executeTakeFirst()
  if (!ended) return false
  if (!requested_by) return true
  const account = await ctx.tx
    .selectFrom('kernel.account')
    .select('person_id')
    .where('id', '=', requested_by)
    .executeTakeFirst()
  if (!account?.person_id) return true
  const kind = ending.state === 'done' ? 'jobs.inbox.finished' : 'jobs.inbox.failed'
  const subject = { subject_type: 'job', subject_id: id }
  const about = { ...subject, title, link: ended.link, notice: 'done' as const }
  await openTask(ctx, { org_id, person_id: account.person_id, kind, ...about })
  return true
}
