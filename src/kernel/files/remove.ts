import type { Ctx } from '../http/context.ts'
import type { StoredFile } from './contract.ts'
import { getFile } from './read.ts'

/**
 * Marks an attachment removed: it is no longer listed nor downloaded. Its bytes stay: it may
 * be part of what was decided on. Whether it may go, and the trail entry, are the caller's. Throws `not_found` when it is not there or already removed.
 */
export async function removeFile(ctx: Ctx, { id }: { id: string }): Promise<StoredFile> {
  const file = await getFile(ctx, id)
  await ctx.tx
    .updateTable('kernel.file')
    .set({ removed_at: ctx.now })
    .where('org_id', '=', file.org_id)
    .where('id', '=', id)
    .execute()
  return file
}
