import { randomUUIDv7 } from 'node:crypto'
import { refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { keepBlob } from './blobs.ts'
import { cleanName } from './clean-name.ts'
import type { StoredFile } from './contract.ts'
import { getFile } from './read.ts'
import { typeOf } from './type-of.ts'

type Storing = {
  org_id: string
  /** As the sender called it; cleaned here. */
  name: string
  bytes: Buffer
  subject_type?: string
  subject_id?: string
  /** Facts taken with the file: where and when a photo was made, validity of a document. */
  meta?: Record<string, unknown>
}

/**
 * Keeps an attachment of an organisation. Its type is found in its content. Throws `refused` for what is too large or
 * not accepted. The trail entry is the caller's: it knows what the file is for.
 */
export async function storeFile(ctx: Ctx, input: Storing): Promise<StoredFile> {
  const { org_id, bytes, subject_type = null, subject_id = null, meta = {} } = input
  const limit = ctx.app.configuration.MAX_UPLOAD_MB
  if (bytes.length > limit * 1_000_000) throw refused('files.errors.too_large', { name: input.name, limit })
  const { type, endings } = await typeOf(input.name, bytes)
  const sha256 = await keepBlob(ctx.app.filesDir, bytes)
  const id = randomUUIDv7()
  await ctx.tx
    .insertInto('kernel.file')
    .values({
      org_id,
      id,
      sha256,
      name: cleanName(input.name, endings),
      type,
      size: bytes.length,
      subject_type,
      subject_id,
      uploaded_by: ctx.actor.person_id,
      meta: JSON.stringify(meta),
      created_at: ctx.now,
    })
    .execute()
  return getFile(ctx, id)
}
