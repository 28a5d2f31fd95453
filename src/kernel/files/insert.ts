import { newId } from '../db/new-id.ts'
import type { Ctx } from '../http/context.ts'
import type { StoredFile } from './contract.ts'
import { getFile } from './read.ts'

type Row = Pick<StoredFile, 'org_id' | 'sha256' | 'name' | 'type' | 'size'> & {
  subject_type?: string | undefined
  subject_id?: string | undefined
  meta?: Record<string, unknown> | undefined
}

/** An attachment whose bytes are kept already, and held by this transaction (`hold.ts`). */
export async function insertFile(
  ctx: Ctx,
  { subject_type, subject_id, meta = {}, ...file }: Row,
): Promise<StoredFile> {
  const id = newId()
  await ctx.tx
    .insertInto('kernel.file')
    .values({
      ...{ ...file, id, subject_type: subject_type ?? null, subject_id: subject_id ?? null },
      ...{ uploaded_by: ctx.actor.person_id, meta: JSON.stringify(meta), created_at: ctx.now },
    })
    .execute()
  return getFile(ctx, id)
}
