import type { Ctx } from '../http/context.ts'

/**
 * Takes the attachments of a subject away for good, also those that were removed before: what they were called, where a
 * photo was made, and the night after their bytes (`sweep.ts`). The trail entry is the caller's.
 */
export async function eraseFiles(
  { tx, now }: Pick<Ctx, 'tx' | 'now'>,
  { org_id, subject_type, subject_id }: { org_id: string; subject_type: string; subject_id: string },
): Promise<void> {
  await tx
    .updateTable('kernel.file')
    .set((row) => ({
      ...{ name: '', meta: '{}', erased_at: now },
      removed_at: row.fn.coalesce('removed_at', row.val(now)),
    }))
    .where('org_id', '=', org_id)
    .where('subject_type', '=', subject_type)
    .where('subject_id', '=', subject_id)
    .where('erased_at', 'is', null)
    .execute()
}
