import { newId } from '../../../../kernel/db/new-id.ts'
import { invalid, notFound } from '../../../../kernel/errors/problem.ts'
import { getFile } from '../../../../kernel/files/read.ts'
import { removeFile } from '../../../../kernel/files/remove.ts'
import { type FileToKeep, storeFile } from '../../../../kernel/files/store.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { checkAction, recordOn } from '../life/move.ts'
import { type Application, lockApplication, subjectOf } from '../life/row.ts'
import { readPapers } from './checklist.ts'
import type { Paper } from './contract.ts'
import { readWantedDocuments } from './kinds.ts'

type Attaching = { id: string; document_type: string; valid_until?: string | undefined; file: FileToKeep }

/** Hands in a document of the checklist; what can run out says until when it is valid. */
export async function attachDocument(
  ctx: Ctx,
  { id, document_type, valid_until, file }: Attaching,
): Promise<Paper> {
  const application = await lockApplication(ctx, { id })
  await checkAction(ctx, application, 'edit')
  await checkWanted(ctx, application, { document_type, valid_until })
  const stored = await storeFile(ctx, {
    ...subjectOf(application),
    ...file,
    meta: valid_until ? { document_type, valid_until } : { document_type },
  })
  await ctx.tx
    .insertInto('establishment.application_document')
    .values({
      org_id: application.org_id,
      id: newId(),
      application_id: id,
      document_type,
      file_id: stored.id,
      valid_until: valid_until ?? null,
      created_at: ctx.now,
    })
    .execute()
  recordOn(ctx, application, 'attach', {
    diff: { [document_type]: [null, stored.name], sha256: [null, stored.sha256] },
  })
  const papers = await readPapers(ctx, application)
  return papers.find((paper) => paper.document_type === document_type)!
}

async function checkWanted(
  ctx: Ctx,
  { kind }: Application,
  { document_type, valid_until }: Pick<Attaching, 'document_type' | 'valid_until'>,
) {
  const wanted = await readWantedDocuments(ctx, { kind })
  const line = wanted.find((one) => one.document_type === document_type)
  if (!line)
    throw invalid('errors.invalid', {}, [
      { path: 'document_type', code: 'establishment.application.errors.document_unknown' },
    ])
  if (line.asks_validity && !valid_until)
    throw invalid('errors.invalid', {}, [
      {
        path: 'valid_until',
        code: 'establishment.application.errors.validity_wanted',
        params: { document: line.title },
      },
    ])
}

/** Takes a document away again; its bytes and its trail entries stay. */
export async function detachDocument(
  ctx: Ctx,
  { id, document_id }: { id: string; document_id: string },
): Promise<void> {
  const application = await lockApplication(ctx, { id })
  await checkAction(ctx, application, 'edit')
  const { org_id } = application
  const row = await ctx.tx
    .selectFrom('establishment.application_document')
    .select(['document_type', 'file_id'])
    .where('org_id', '=', org_id)
    .where('application_id', '=', id)
    .where('id', '=', document_id)
    .executeTakeFirst()
  if (!row) throw notFound()
  const file = await getFile(ctx, row.file_id)
  await removeFile(ctx, { id: file.id })
  recordOn(ctx, application, 'detach', { diff: { [row.document_type]: [file.name, null] } })
}
