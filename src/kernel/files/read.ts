import { notFound, Problem } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import type { FileAnswer } from '../http/send-file.ts'
import { isIntact, placeOf } from './blobs.ts'
import type { StoredFile } from './contract.ts'

/** A file within reach that was not removed. Throws `not_found`. */
export async function getFile(ctx: Ctx, id: string): Promise<StoredFile> {
  const found = await files(ctx).where('f.id', '=', id).executeTakeFirst()
  if (!found) throw notFound()
  return shown(found)
}

/** The files of one subject, in the order they came. */
export async function listFiles(
  ctx: Ctx,
  { org_id, subject_type, subject_id }: { org_id: string; subject_type: string; subject_id: string },
): Promise<StoredFile[]> {
  const found = await files(ctx)
    .where('f.org_id', '=', org_id)
    .where('f.subject_type', '=', subject_type)
    .where('f.subject_id', '=', subject_id)
    .orderBy('f.created_at')
    .orderBy('f.id')
    .execute()
  return found.map(shown)
}

/** Name, type and where it lies, to be sent. Throws `unavailable` when what lies in the store is not what was put there. */
export async function readFile(ctx: Ctx, id: string): Promise<FileAnswer> {
  const { name, type, sha256, size } = await getFile(ctx, id)
  const { filesDir, log } = ctx.app
  if (!(await isIntact(filesDir, sha256))) {
    log.error({ file: id, sha256 }, 'a stored file is damaged or gone')
    throw new Problem('unavailable', 'files.errors.damaged', { name })
  }
  return { name, type, sha256, size, path: placeOf(filesDir, sha256) }
}

const files = ({ tx }: Ctx) =>
  tx
    .selectFrom('kernel.file as f')
    .leftJoin('kernel.person as p', 'p.id', 'f.uploaded_by')
    .select(['f.id', 'f.org_id', 'f.sha256', 'f.name', 'f.type', 'f.size', 'f.meta', 'f.created_at'])
    .select(['p.id as person_id', 'p.name as person_name', 'p.name_en as person_name_en'])
    .where('f.removed_at', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof files>['execute']>>[number]

function shown({ person_id, person_name, person_name_en, meta, ...file }: Row): StoredFile {
  const uploaded_by = person_id && { id: person_id, name: person_name ?? '', name_en: person_name_en }
  return { ...file, meta: meta as StoredFile['meta'], uploaded_by: uploaded_by || null }
}
