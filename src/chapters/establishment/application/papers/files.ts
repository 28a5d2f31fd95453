import { sql } from 'kysely'
import { notFound } from '../../../../kernel/errors/problem.ts'
import { confideFiles } from '../../../../kernel/files/confide.ts'
import { readFile } from '../../../../kernel/files/read.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { FileAnswer } from '../../../../kernel/http/send-file.ts'
import { type Application, getApplication, subjectType } from '../life/row.ts'
import { seesReview } from '../review/sees-review.ts'

type Source = 'paper' | 'review'

/** Where files of an application belong: to what was handed in, or to the review and its visits. One that is not there is none of its. */
export async function findSources(
  { tx }: Ctx,
  { org_id, id }: Application,
  files: readonly string[],
): Promise<Map<string, Source>> {
  const { rows } = await sql<{ id: string; source: Source }>`
    select f.id, case f.subject_type when ${subjectType} then 'paper' else 'review' end as source
    from kernel.file f
    where f.org_id = ${org_id} and f.id = any(${files}::uuid[]) and f.removed_at is null and (
      f.subject_type = ${subjectType} and f.subject_id = ${id}
      or f.subject_type = 'establishment.review' and exists (select from establishment.review r
        where r.org_id = f.org_id and r.id = f.subject_id and r.application_id = ${id})
      or f.subject_type = 'establishment.site_visit' and exists (select from establishment.site_visit v
        where v.org_id = f.org_id and v.id = f.subject_id and v.application_id = ${id})
    )`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.source]))
}

/** Whoever has the id of a file only: the same files as on the application's page, and no others. */
export function confideApplicationFiles(): void {
  const permission = 'establishment.application.read'
  confideFiles(subjectType, (ctx, { org_id }) => ctx.may(permission, org_id))
  for (const table of ['establishment.review', 'establishment.site_visit'] as const)
    confideFiles(table, async (ctx, { org_id, subject_id }) => {
      const row = await ctx.tx
        .selectFrom(table)
        .select('application_id')
        .where('org_id', '=', org_id)
        .where('id', '=', subject_id)
        .executeTakeFirst()
      if (!row || !ctx.may(permission, org_id)) return false
      return seesReview(ctx, await getApplication(ctx, row.application_id))
    })
}

/** A file of an application; what belongs to the review only for whoever may see it. */
export async function downloadFile(
  ctx: Ctx,
  { id, file_id }: { id: string; file_id: string },
): Promise<FileAnswer> {
  const application = await getApplication(ctx, id)
  const source = (await findSources(ctx, application, [file_id])).get(file_id)
  if (!source || (source === 'review' && !seesReview(ctx, application))) throw notFound()
  return readFile(ctx, file_id)
}
