import { notFound } from '../../../../kernel/errors/problem.ts'
import { confideFiles } from '../../../../kernel/files/confide.ts'
import { readFile } from '../../../../kernel/files/read.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { FileAnswer } from '../../../../kernel/http/send-file.ts'
import { type Application, getApplication, subjectType } from '../life/row.ts'
import { seesReview } from '../review/sees-review.ts'

type Source = 'paper' | 'review'

/** Where a file of an application belongs: to what was handed in, or to the review and its visits. */
async function findSource(
  ctx: Ctx,
  { org_id, id }: Application,
  fileId: string,
): Promise<Source | undefined> {
  const file = await ctx.tx
    .selectFrom('kernel.file')
    .select(['subject_type', 'subject_id'])
    .where('org_id', '=', org_id)
    .where('id', '=', fileId)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (!file?.subject_id) return undefined
  if (file.subject_type === 'establishment.application') return file.subject_id === id ? 'paper' : undefined
  const table = {
    'establishment.review': 'establishment.review',
    'establishment.site_visit': 'establishment.site_visit',
  }
  const owner = table[file.subject_type as keyof typeof table] as
    | 'establishment.review'
    | 'establishment.site_visit'
    | undefined
  if (!owner) return undefined
  const row = await ctx.tx
    .selectFrom(owner)
    .select('application_id')
    .where('org_id', '=', org_id)
    .where('id', '=', file.subject_id)
    .executeTakeFirst()
  return row?.application_id === id ? 'review' : undefined
}

export async function isFileOf(ctx: Ctx, application: Application, fileId: string): Promise<boolean> {
  return (await findSource(ctx, application, fileId)) !== undefined
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
  const source = await findSource(ctx, application, file_id)
  if (!source || (source === 'review' && !seesReview(ctx, application))) throw notFound()
  return readFile(ctx, file_id)
}
