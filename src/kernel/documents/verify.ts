import { hashOfBlob } from '../files/blobs.ts'
import type { Ctx } from '../http/context.ts'
import type { Verification } from './contract.ts'
import { getMaking } from './read.ts'

/** Reads the stored file again and compares it with what was written down when the document was issued. */
export async function verifyDocument(ctx: Ctx, id: string): Promise<Verification> {
  const { sha256: recorded } = await getMaking(ctx, id)
  const found = (await hashOfBlob(ctx.app.filesDir, recorded)) ?? null
  return { recorded, found, matches: found === recorded, checked_at: ctx.now.toISOString() }
}
