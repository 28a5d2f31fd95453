import type { Ctx } from '../http/context.ts'

type Owner = { org_id: string; subject_id: string }

/** Files of a subject that goes on at another organisation go with it. The trail entry is the caller's. */
export async function moveFiles({ tx }: Pick<Ctx, 'tx'>, from: Owner, to: Owner): Promise<void> {
  await tx
    .updateTable('kernel.file')
    .set(to)
    .where('org_id', '=', from.org_id)
    .where('subject_id', '=', from.subject_id)
    .execute()
}
