import { sql } from 'kysely'
import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx, Kernel } from '../../../../kernel/http/context.ts'
import { asRequester } from '../../../../kernel/jobs/as-requester.ts'
import { defineJob, type Report, type RunningJob } from '../../../../kernel/jobs/define.ts'
import { enqueueJob } from '../../../../kernel/jobs/enqueue.ts'
import { endWithWork } from '../../../../kernel/jobs/run.ts'
import type { ImportResult } from '../contract.ts'
import type { Summary } from '../dry-run/contract.ts'
import type { Mapping } from '../mapping/contract.ts'
import { apply } from './apply.ts'
import { getImport, type ImportRecord, lockImport } from './find.ts'
import { checkFile, type Judging } from './in-thread.ts'
import { dropRows, keepRows } from './keep-rows.ts'
import { printOfLevels } from './print.ts'
import { spoolInputs } from './spool-inputs.ts'

const permission = 'establishment.network.import'
type Input = { import_id: string; doubtful: 'import' | 'leave_out' }

/** Starts the check of an import as the caller last saw it. */
export async function startCheck(ctx: Ctx, given: { id: string; version: number }): Promise<void> {
  const found = await lockImport(ctx, given)
  if ((found.mapping as Mapping).columns.name === undefined)
    throw refused('establishment.network.errors.name_column_missing')
  await start(ctx, found, 'check', { import_id: found.id, doubtful: 'import' })
}

/** Starts the import of what was checked. Throws `refused` when there is no check, or nothing in it to do. */
export async function startImport(
  ctx: Ctx,
  { doubtful, ...given }: { id: string; version: number; doubtful: Input['doubtful'] },
): Promise<void> {
  const found = await lockImport(ctx, given)
  if (found.state !== 'checked') throw refused('establishment.network.errors.not_checked')
  const { verdicts } = found.summary as Summary
  const count = verdicts.create + verdicts.change + (doubtful === 'import' ? verdicts.doubtful : 0)
  if (count === 0) throw refused('establishment.network.errors.nothing_to_do')
  await start(ctx, found, 'import', { import_id: found.id, doubtful })
}

async function start(
  ctx: Ctx,
  { org_id, id, file_name, version }: { org_id: string; id: string; file_name: string; version: number },
  does: 'check' | 'import',
  input: Input,
) {
  const { name } = does === 'check' ? checkJob : importJob
  const job = await enqueueJob(ctx, {
    ...{ name, org_id, title: file_name, input },
    link: `/organisations/import/${id}`,
  })
  await ctx.tx
    .updateTable('establishment.network_import')
    .set({ job_id: job.id, job_does: does, version: version + 1 })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
}

const checkJob = defineJob({
  name: 'establishment.network.check',
  work: (kernel, job, report) => check(kernel, job, report),
})
const importJob = defineJob({
  name: 'establishment.network.import',
  work: (kernel, job, report) => bringIn(kernel, job, report),
})

async function check(kernel: Kernel, job: RunningJob, report: Report): Promise<Summary> {
  const { import_id } = job.input as Input
  await report(0, null, 'establishment.network.steps.reading')
  const { found, inputs } = await asRequester(
    kernel,
    job,
    permission,
    async (ctx) => {
      // All sets of the network are of one moment.
      await sql`set transaction isolation level repeatable read`.execute(ctx.tx)
      const record = await getImport(ctx, import_id)
      return { found: record, inputs: await spoolInputs(ctx, record) }
    },
    { readOnly: true },
  )
  const checking = async () => {
    await report(0, found.row_count, 'establishment.network.steps.checking')
    return keepCheck(kernel, job, report, { found, judging: inputs.judging })
  }
  return checking().finally(inputs.drop)
}

type Checking = { found: ImportRecord; judging: Judging }

function keepCheck(kernel: Kernel, job: RunningJob, report: Report, { found, judging }: Checking) {
  return asRequester(
    kernel,
    job,
    permission,
    async (ctx) => {
      await dropRows(ctx, found)
      let kept = 0
      const { levels, summary } = await checkFile(judging, async (judged) => {
        await keepRows(ctx, found, judged)
        kept += judged.length
        await report(kept, found.row_count, 'establishment.network.steps.keeping')
      })
      await ctx.tx
        .updateTable('establishment.network_import')
        .set({
          ...{ state: 'checked', summary: JSON.stringify(summary), checked_at: ctx.now },
          levels_print: printOfLevels(levels),
        })
        .where('org_id', '=', found.org_id)
        .where('id', '=', found.id)
        .where('job_id', '=', job.id)
        .execute()
      return summary
    },
    { untrailed: 'a check writes nothing into the network' },
  )
}

/** One transaction, with the job's own end: all of it or nothing. Begun anew after its worker died, it finds what it did. */
function bringIn(kernel: Kernel, job: RunningJob, report: Report): Promise<ImportResult> {
  const { import_id, doubtful } = job.input as Input
  return asRequester(kernel, job, permission, async (ctx) => {
    const found = await getImport(ctx, import_id)
    if (found.state === 'imported') {
      ctx.unchanged()
      return found.result as ImportResult
    }
    const result = await apply(ctx, { found, doubtful, report })
    await endWithWork(ctx, job, result)
    return result
  })
}
