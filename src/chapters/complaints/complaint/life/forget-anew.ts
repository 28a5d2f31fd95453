import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Complaint } from './row.ts'

/** Words came to a complaint that was forgotten already: it is forgotten once more. */
export async function forgetAnew({ tx }: Pick<Ctx, 'tx'>, complaint: Complaint): Promise<void> {
  if (complaint.forgotten_at === null) return
  await tx
    .updateTable('complaints.complaint')
    .set({ forgotten_at: null })
    .where('org_id', '=', complaint.org_id)
    .where('id', '=', complaint.id)
    .execute()
}
