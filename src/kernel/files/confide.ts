import { notFound } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'

/** `subject_id`: of a file that was uploaded and isn't named by its record yet, the file's own. `uploaded_by`: null of what came from outside. */
type Owner = { org_id: string; subject_type: string; subject_id: string; uploaded_by: string | null }
type MayRead = (ctx: Ctx, owner: Owner) => boolean | Promise<boolean>

const known = new Map<string, MayRead>()

/** Who may read the files of a kind of subject, as the part that owns it says; one nobody names follows its organisation. */
export function confideFiles(subject_type: string, mayRead: MayRead): void {
  known.set(subject_type, mayRead)
}

/** Invariant: no way to a file gives more than the page it belongs to. Throws `not_found`. */
export async function checkConfided(ctx: Ctx, id: string): Promise<void> {
  const file = await ctx.tx
    .selectFrom('kernel.file')
    .select(['org_id', 'subject_type', 'subject_id', 'uploaded_by'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!file?.subject_type) return
  const { org_id, subject_type, uploaded_by } = file
  const mayRead = known.get(subject_type)
  const owner = { org_id, subject_type, subject_id: file.subject_id ?? id, uploaded_by }
  if (mayRead && !(await mayRead(ctx, owner))) throw notFound()
}
