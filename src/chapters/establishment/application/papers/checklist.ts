import { sql } from 'kysely'
import { dayIn } from '../../../../kernel/calendar/working-days.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Application } from '../life/row.ts'
import type { FileShown, Paper } from './contract.ts'
import { readWantedDocuments } from './kinds.ts'

/**
 * The checklist of an application with what was handed in for each line. A document that has run out counts as
 * missing: its line is `expired` until a valid one is there.
 */
export async function readPapers(ctx: Ctx, application: Application): Promise<Paper[]> {
  const wanted = await readWantedDocuments(ctx, application)
  const today = await todayOf(ctx, application.org_id)
  const handedIn = await readHandedIn(ctx, application)
  return wanted.map((line) => {
    const files = handedIn
      .filter((one) => one.document_type === line.document_type)
      .map(({ id, valid_until, file }) => ({
        id,
        valid_until,
        expired: valid_until !== null && valid_until < today,
        file,
      }))
    const valid = files.some((one) => !one.expired)
    return { ...line, state: valid ? 'present' : files.length > 0 ? 'expired' : 'missing', files }
  })
}

/** Required documents that aren't there or have run out. */
export const missingPapers = (papers: Paper[]): Paper[] =>
  papers.filter(({ required, state }) => required && state !== 'present')

/** Today, where the applying organisation is. */
export async function todayOf(ctx: Ctx, orgId: string): Promise<string> {
  return dayIn(await timeZoneOf(ctx, orgId), ctx.now)
}

export async function timeZoneOf({ tx }: Ctx, orgId: string): Promise<string> {
  const { time_zone } = await tx
    .selectFrom('kernel.organisation')
    .select('time_zone')
    .where('id', '=', orgId)
    .executeTakeFirstOrThrow()
  return time_zone
}

async function readHandedIn(ctx: Ctx, { org_id, id }: Application) {
  const rows = await ctx.tx
    .selectFrom('establishment.application_document as d')
    .innerJoin('kernel.file as f', (join) =>
      join.onRef('f.org_id', '=', 'd.org_id').onRef('f.id', '=', 'd.file_id'),
    )
    .leftJoin('kernel.person as p', 'p.id', 'f.uploaded_by')
    .select(['d.id', 'd.document_type', 'd.valid_until', 'd.file_id'])
    .select(['f.name', 'f.type', 'f.size', 'f.sha256', 'f.meta', 'f.created_at'])
    .select(['f.uploaded_by', 'p.name as person', 'p.name_en as person_en'])
    .where('d.org_id', '=', org_id)
    .where('d.application_id', '=', id)
    .where(sql<boolean>`f.removed_at is null`)
    .orderBy('d.created_at')
    .orderBy('d.id')
    .execute()
  return rows.map(
    ({
      id: documentId,
      document_type,
      valid_until,
      file_id,
      meta,
      uploaded_by,
      person,
      person_en,
      ...file
    }) => ({
      id: documentId,
      document_type,
      valid_until,
      file: {
        ...file,
        id: file_id,
        meta: meta as FileShown['meta'],
        uploaded_by: uploaded_by ? { id: uploaded_by, name: person ?? '', name_en: person_en } : null,
      },
    }),
  )
}
