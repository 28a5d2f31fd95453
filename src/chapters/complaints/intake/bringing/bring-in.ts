import { sql } from 'kysely'
import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx, Kernel } from '../../../../kernel/http/context.ts'
import { asRequester } from '../../../../kernel/jobs/as-requester.ts'
import type { Report, RunningJob } from '../../../../kernel/jobs/define.ts'
import { endWithWork } from '../../../../kernel/jobs/run.ts'
import type { IntakeResult } from '../contract.ts'
import { getImport, type ImportRecord } from '../find.ts'
import type { Input } from '../jobs.ts'
import { judge } from '../judging/judge.ts'
import { keepMade, keepTurned, subjectAlone } from '../keep-rows.ts'
import { permission } from '../permissions.ts'
import { addUp, noProgress, type Progress } from '../progress.ts'
import { readRow } from '../reading/read-row.ts'
import type { FaultCode, IntakeMapping, IntakeSummary } from '../words/contract.ts'
import { askForWork, tellOfImport } from './ask-for-work.ts'
import { putIn } from './put-in.ts'
import { TimesByDay } from './times-by-day.ts'

/** Rows brought in at once: nobody else waits for a number longer than these take. */
const set = 500

/**
 * Brings in what was checked, a set at a time, each in a transaction of its own: one transaction would hold the numbers of
 * the year, and everybody who enters a complaint, for as long as it takes. A row's key at its organisation is what makes
 * that safe: begun anew after its worker died, or started again by hand, it goes on with the rows that are no complaints
 * yet, and none comes in twice.
 */
export async function bringIn(kernel: Kernel, job: RunningJob, report: Report): Promise<IntakeResult> {
  const { import_id, doubtful } = job.input as Input
  const times = new TimesByDay()
  let after = 0
  for (;;) {
    const { done, total, last } = await asRequester(kernel, job, permission, (ctx) =>
      bringInSet(ctx, { job, import_id, doubtful, after, times }),
    )
    await report(done, total, 'complaints.import.steps.entering')
    if (last === null) break
    after = last
  }
  return asRequester(kernel, job, permission, (ctx) => finish(ctx, job, { import_id, doubtful }))
}

type Asked = Input & { job: RunningJob; after: number; times: TimesByDay }

/** `last` is the line to go on after; null once there are no more. */
async function bringInSet(ctx: Ctx, { job, import_id, doubtful, after, times }: Asked) {
  const found = await getImport(ctx, import_id)
  if (found.job_id !== job.id) throw refused('complaints.import.errors.not_checked')
  if (found.file_gone && found.state !== 'imported') throw refused('complaints.import.errors.file_gone')
  const progress = (found.progress as Progress | null) ?? noProgress
  const waiting = found.state === 'imported' ? [] : await readWaiting(ctx, found, { doubtful, after })
  const doneBy = (now: Progress) => ({ done: now.created + now.refused, total: totalOf(found, doubtful) })
  if (waiting.length === 0) {
    ctx.unchanged()
    return { ...doneBy(progress), last: null }
  }
  // Of two imports of one file at once the second finds what the first entered.
  await sql`select pg_advisory_xact_lock(hashtext('complaints.import'))`.execute(ctx.tx)
  const mapping = found.mapping as IntakeMapping
  const width = (found.columns as unknown[]).length
  const rows = waiting.map(({ line, cells, codes }) => {
    const row = readRow({ line, cells }, mapping, width)
    return codes.includes('quotes_broken' satisfies FaultCode) ? { ...row, quotes_broken: true } : row
  })
  const judged = await judge(ctx, rows, new Map())
  const made = await putIn(
    ctx,
    judged.flatMap(({ plan }) => plan ?? []),
    { import_id, times },
  )
  const turned = judged.filter(({ plan }) => plan === null)
  await keepMade(ctx, found, made)
  await keepTurned(ctx, found, turned)
  const refusedNow = turned.filter(({ verdict }) => verdict === 'refused').length
  const told = await askForWork(ctx, made)
  const now = addUp(progress, { created: made.length, refused: refusedNow, told })
  await ctx.tx
    .updateTable('complaints.import')
    .set({ progress: JSON.stringify(now) })
    .where('org_id', '=', found.org_id)
    .where('id', '=', import_id)
    .execute()
  if (made.length === 0) ctx.unchanged()
  return { ...doneBy(now), last: waiting.at(-1)!.line }
}

const totalOf = ({ summary }: ImportRecord, doubtful: Input['doubtful']) => {
  const { verdicts } = summary as IntakeSummary
  return verdicts.create + (doubtful === 'import' ? verdicts.doubtful : 0)
}

type Waiting = { doubtful: Input['doubtful']; after: number }

function readWaiting({ tx }: Ctx, { org_id, id }: ImportRecord, { doubtful, after }: Waiting) {
  return tx
    .selectFrom('complaints.import_row')
    .select(['line', 'cells', 'codes'])
    .where('org_id', '=', org_id)
    .where('import_id', '=', id)
    .where('does', '=', 'create')
    .where('complaint_id', 'is', null)
    .where('verdict', 'in', doubtful === 'import' ? ['create', 'doubtful'] : ['create'])
    .where('line', '>', after)
    .orderBy('line')
    .limit(set)
    .execute()
}

/** Tells everybody it gives work, keeps the result, and takes the file away: what it held is in the complaints now. */
async function finish(ctx: Ctx, job: RunningJob, { import_id, doubtful }: Input): Promise<IntakeResult> {
  const found = await getImport(ctx, import_id)
  if (found.state === 'imported') {
    ctx.unchanged()
    return found.result as IntakeResult
  }
  const { org_id, file_name } = found
  const { created, told } = (found.progress as Progress | null) ?? noProgress
  const result = { created, ...(await countRest(ctx, found, doubtful)) }
  await tellOfImport(ctx, found, told)
  const columns = (found.columns as object[]).map((column) => ({ ...column, samples: [] }))
  await ctx.tx
    .updateTable('complaints.import')
    .set({
      ...{ state: 'imported', imported_at: ctx.now, result: JSON.stringify(result), bytes: null },
      columns: JSON.stringify(columns),
    })
    .where('org_id', '=', org_id)
    .where('id', '=', import_id)
    .execute()
  await forgetSame(ctx, found)
  ctx.record({
    action: 'complaints.import.import',
    ...{ org_id, subject_type: 'complaints.import', subject_id: import_id, title: file_name },
    diff: Object.fromEntries(Object.entries(result).map(([what, count]) => [what, [null, count]])),
  })
  await endWithWork(ctx, job, result)
  return result
}

/** What was there already is kept there. */
async function forgetSame({ tx }: Ctx, { org_id, id }: ImportRecord): Promise<void> {
  await sql`
    update complaints.import_row r set subject = ${subjectAlone}, cells = '{}' from complaints.import i
    where i.org_id = ${org_id} and i.id = ${id} and r.org_id = ${org_id} and r.import_id = ${id}
      and r.verdict = 'same' and r.cells <> '{}'`.execute(tx)
}

async function countRest({ tx }: Ctx, { org_id, id }: ImportRecord, doubtful: Input['doubtful']) {
  const { rows } = await sql<Omit<IntakeResult, 'created'>>`
    select count(*) filter (where verdict = 'same')::int same, count(*) filter (where verdict = 'refused')::int refused,
      count(*) filter (where verdict = 'doubtful' and complaint_id is null)::int left_out
    from complaints.import_row where org_id = ${org_id} and import_id = ${id}`.execute(tx)
  const { same, refused, left_out } = rows[0]!
  return { same, refused, left_out: doubtful === 'leave_out' ? left_out : 0 }
}
