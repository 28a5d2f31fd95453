import { refused } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { defineJob } from '../../../kernel/jobs/define.ts'
import { enqueueJob } from '../../../kernel/jobs/enqueue.ts'
import { bringIn } from './bringing/bring-in.ts'
import { checkRows } from './check-rows.ts'
import { type ImportRecord, lockImport } from './find.ts'
import { checkMapping } from './map.ts'
import type { IntakeMapping, IntakeSummary } from './words/contract.ts'

/** What a job of an import is told. */
export type Input = { import_id: string; doubtful: 'import' | 'leave_out' }
type Seen = { id: string; version: number }

/** Starts the check of an import as the caller last saw it. */
export async function startCheck(ctx: Ctx, seen: Seen): Promise<void> {
  const found = await lockImport(ctx, seen)
  checkMapping(found.mapping as IntakeMapping, (found.columns as unknown[]).length)
  await start(ctx, found, 'check', { import_id: found.id, doubtful: 'import' })
}

/** Starts bringing in what was checked. Throws `refused` where there is no check, or nothing new in it. */
export async function startBringingIn(
  ctx: Ctx,
  { doubtful, ...seen }: Seen & { doubtful: Input['doubtful'] },
): Promise<void> {
  const found = await lockImport(ctx, seen)
  if (found.state !== 'checked') throw refused('complaints.import.errors.not_checked')
  const { verdicts } = found.summary as IntakeSummary
  if (verdicts.create + (doubtful === 'import' ? verdicts.doubtful : 0) === 0)
    throw refused('complaints.import.errors.nothing_new')
  await start(ctx, found, 'import', { import_id: found.id, doubtful })
}

async function start(
  ctx: Ctx,
  { org_id, id, file_name, version }: ImportRecord,
  does: 'check' | 'import',
  input: Input,
) {
  const { name } = does === 'check' ? checkJob : importJob
  const link = `/complaints/import/${id}`
  const job = await enqueueJob(ctx, { name, org_id, title: file_name, input, link })
  await ctx.tx
    .updateTable('complaints.import')
    .set({ job_id: job.id, job_does: does, version: version + 1 })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
}

const checkJob = defineJob({ name: 'complaints.import.check', work: checkRows })
const importJob = defineJob({ name: 'complaints.import.import', work: bringIn })
