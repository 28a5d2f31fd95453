import type { Ctx } from '../../../kernel/http/context.ts'
import { tiesOf } from './life/concerned.ts'
import { getComplaint } from './life/row.ts'

type File = { org_id: string; subject_id: string; uploaded_by: string | null }

/** As on its page: whom a complaint concerns reads nothing the customer sent, for it may say who they are. */
export async function mayReadFile(ctx: Ctx, { org_id, subject_id, uploaded_by }: File): Promise<boolean> {
  if (!ctx.may('complaints.complaint.read', org_id)) return false
  if (uploaded_by !== null) return true
  return !(await tiesOf(ctx, await getComplaint(ctx, subject_id))).includes('concerned')
}
