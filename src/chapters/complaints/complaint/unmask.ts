import { notFound, refused } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import type { Complainant } from './contract.ts'
import { tiesOf } from './life/concerned.ts'
import { recordOn } from './life/move.ts'
import { lockComplaint } from './life/row.ts'
import { findComplainant } from './page.ts'

/**
 * Invariant: nobody sees who complained in full without an entry in the trail that says so, and whom it concerns never
 * does. Throws a refusal for those.
 */
export async function unmaskComplainant(ctx: Ctx, id: string): Promise<Complainant> {
  const complaint = await lockComplaint(ctx, { id })
  const found = await findComplainant(ctx, complaint)
  if (!found || !ctx.may('complaints.complaint.unmask', complaint.org_id)) throw notFound()
  if ((await tiesOf(ctx, complaint)).includes('concerned'))
    throw refused('complaints.complaint.errors.unmask_concerned')
  recordOn(ctx, complaint, 'unmask')
  return found
}
