import { dropSpooled, spoolDir } from '../../../kernel/files/spool.ts'
import type { Ctx, Kernel } from '../../../kernel/http/context.ts'
import { asRequester } from '../../../kernel/jobs/as-requester.ts'
import type { Report, RunningJob } from '../../../kernel/jobs/define.ts'
import { tellOfImport } from './bringing/ask-for-work.ts'
import { getImport, type ImportRecord, spoolFile } from './find.ts'
import type { Input } from './jobs.ts'
import { judge } from './judging/judge.ts'
import type { Judged } from './judging/plan.ts'
import { dropRows, keepRows } from './keep-rows.ts'
import { permission } from './permissions.ts'
import { noProgress, type Progress } from './progress.ts'
import { readRows } from './reading/in-thread.ts'
import type { ReadRow } from './reading/read-row.ts'
import { type IntakeMapping, type IntakeSummary, verdicts } from './words/contract.ts'

/** Says what would become of every row, a set at a time: neither the file's rows nor what is said of them is held. */
export function checkRows(kernel: Kernel, job: RunningJob, report: Report): Promise<IntakeSummary> {
  const { import_id } = job.input as Input
  return asRequester(
    kernel,
    job,
    permission,
    async (ctx) => {
      await report(0, null, 'complaints.import.steps.reading')
      const found = await getImport(ctx, import_id)
      await dropRows(ctx, found)
      const summary = emptySummary()
      const seen = new Map<string, number>()
      const take = async (rows: ReadRow[]) => {
        const judged = await judge(ctx, rows, seen)
        await keepRows(ctx, found, judged)
        for (const one of judged) count(summary, one)
        await report(summary.rows, found.row_count, 'complaints.import.steps.checking')
      }
      const file = await spoolFile(ctx, found)
      const task = {
        path: file.path,
        dir: spoolDir(kernel.filesDir),
        mapping: found.mapping as IntakeMapping,
      }
      await readRows(task, take).finally(() => dropSpooled(file))
      await keepSummary(ctx, { ...found, job_id: job.id }, summary)
      return summary
    },
    { untrailed: 'a check enters no complaint' },
  )
}

const emptySummary = (): IntakeSummary => ({
  ...{ rows: 0, faults: {}, open: 0 },
  verdicts: Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as IntakeSummary['verdicts'],
})

function count(summary: IntakeSummary, { verdict, faults, plan }: Judged): void {
  summary.rows += 1
  summary.verdicts[verdict] += 1
  if (plan && plan.closed_at === null) summary.open += 1
  for (const code of new Set(faults.map((fault) => fault.code)))
    summary.faults[code] = (summary.faults[code] ?? 0) + 1
}

/**
 * What came in before this check it counts as there already. Whoever is to hear of that hears at the end of the import, or
 * now where nothing is left to bring in.
 */
async function keepSummary(ctx: Ctx, found: ImportRecord, summary: IntakeSummary): Promise<void> {
  let { told } = (found.progress as Progress | null) ?? noProgress
  if (summary.verdicts.create + summary.verdicts.doubtful === 0) {
    await tellOfImport(ctx, found, told)
    told = {}
  }
  await ctx.tx
    .updateTable('complaints.import')
    .set({
      ...{ state: 'checked', summary: JSON.stringify(summary), checked_at: ctx.now },
      progress: JSON.stringify({ ...noProgress, told }),
    })
    .where('org_id', '=', found.org_id)
    .where('id', '=', found.id)
    .where('job_id', '=', found.job_id)
    .execute()
}
