import type { Ctx } from '../http/context.ts'
import type { StoredFile } from './contract.ts'
import { holdBytes } from './hold.ts'
import { insertFile } from './insert.ts'
import { getFile } from './read.ts'

/** The same bytes as an attachment of another organisation. The trail entry is the caller's. Throws `not_found`. */
export async function copyFile(
  ctx: Ctx,
  { id, ...owner }: { id: string; org_id: string; subject_type: string },
): Promise<StoredFile> {
  await holdBytes(ctx.tx, (await getFile(ctx, id)).sha256)
  // Held first, then looked at: it may have been erased meanwhile.
  const { sha256, name, type, size } = await getFile(ctx, id)
  return insertFile(ctx, { ...owner, sha256, name, type, size })
}
