import type { StoredFile } from '../../../kernel/files/contract.ts'
import { type FileToKeep, storeFile } from '../../../kernel/files/store.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { checkAction, recordOn } from './life/move.ts'
import { lockComplaint, subjectOf } from './life/row.ts'

/** Attaches what the customer handed over, or what was found out. */
export async function attachFile(
  ctx: Ctx,
  { id, file }: { id: string; file: FileToKeep },
): Promise<StoredFile> {
  const complaint = await lockComplaint(ctx, { id })
  await checkAction(ctx, complaint, 'edit')
  const stored = await storeFile(ctx, { ...subjectOf(complaint), ...file })
  // Not by its name, which may say who the customer is: the trail forgets nothing.
  recordOn(ctx, complaint, 'attach', { diff: { sha256: [null, stored.sha256] } })
  return stored
}
