import { refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { keepBlob } from './blobs.ts'
import { cleanName } from './clean-name.ts'
import type { StoredFile } from './contract.ts'
import { holdBytes } from './hold.ts'
import { insertFile } from './insert.ts'
import { dropSpooled, type Spooled, spool } from './spool.ts'
import { typeOf } from './type-of.ts'

/** A file to be kept: one that was uploaded, or bytes the program has made. */
export type FileToKeep = {
  /** As the sender called it; cleaned here. */
  name: string
} & (Spooled | { bytes: Buffer })

type Storing = {
  org_id: string
  subject_type?: string
  subject_id?: string
  /** Facts taken with the file: where and when a photo was made, validity of a document. */
  meta?: Record<string, unknown>
}

/**
 * Keeps an attachment of an organisation: one that was uploaded, or bytes the program has made. Its type is found in its
 * content. Throws `refused` for what is too large or not accepted. The trail entry is the caller's: it knows what the
 * file is for.
 */
export async function storeFile(ctx: Ctx, input: Storing & FileToKeep): Promise<StoredFile> {
  if (!('bytes' in input)) return store(ctx, input)
  checkSize(ctx, input.name, input.bytes.length)
  const { bytes, ...about } = input
  const made = await spool(ctx.app.filesDir, [bytes])
  try {
    return await store(ctx, { ...about, ...made })
  } finally {
    await dropSpooled(made)
  }
}

async function store(ctx: Ctx, input: Storing & Spooled & { name: string }): Promise<StoredFile> {
  const { org_id, size, sha256, subject_type, subject_id, meta } = input
  checkSize(ctx, input.name, size)
  const { type, endings } = await typeOf(input.name, input)
  await holdBytes(ctx.tx, sha256)
  await keepBlob(ctx.app.filesDir, input)
  const name = cleanName(input.name, endings)
  return insertFile(ctx, { org_id, size, sha256, subject_type, subject_id, meta, name, type })
}

function checkSize({ app }: Ctx, name: string, size: number) {
  const limit = app.configuration.MAX_UPLOAD_MB
  if (size > limit * 1_000_000) throw refused('files.errors.too_large', { name, limit })
}
