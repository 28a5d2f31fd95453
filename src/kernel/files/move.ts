import type { Ctx } from '../http/context.ts'
import { holdBytes } from './hold.ts'

type Owner = { org_id: string; subject_id: string }

/** Files of a subject that goes on at another organisation go with it. The trail entry is the caller's. */
export async function moveFiles({ tx }: Pick<Ctx, 'tx'>, from: Owner, to: Owner): Promise<void> {
  // A row never changes the organisation it belongs to: a cluster keeps it where that says.
  const rows = await tx
    .deleteFrom('kernel.file')
    .where('org_id', '=', from.org_id)
    .where('subject_id', '=', from.subject_id)
    .returningAll()
    .execute()
  // There the row that goes may be seen gone before the one that comes is seen.
  for (const sha256 of new Set(rows.map((row) => row.sha256))) await holdBytes(tx, sha256)
  if (rows.length > 0)
    await tx
      .insertInto('kernel.file')
      .values(rows.map((row) => ({ ...row, ...to, meta: JSON.stringify(row.meta) })))
      .execute()
}
