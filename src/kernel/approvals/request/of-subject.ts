import { notFound } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { findApprovalSubject } from '../subjects.ts'
import type { RequestPage } from './contract.ts'
import { readRequestPage } from './page.ts'

type Earlier = Pick<RequestPage, 'id' | 'state' | 'round' | 'opened_at' | 'ended_at'>

/** The latest request about a matter as its page shows it, and those before it. Throws `not_found` where the matter is. */
export async function readRequestsOf(
  ctx: Ctx,
  { type, id }: { type: string; id: string },
): Promise<{ request: RequestPage | null; earlier: Earlier[] }> {
  const subject = findApprovalSubject(type)
  if (!subject) throw notFound()
  const { org_id } = await subject.load(ctx, id)
  const rows = await ctx.tx
    .selectFrom('kernel.approval_request')
    .select(['id', 'state', 'round', 'opened_at', 'ended_at'])
    .where('org_id', '=', org_id)
    .where('subject_type', '=', type)
    .where('subject_id', '=', id)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const [latest, ...earlier] = rows
  return {
    request: latest ? await readRequestPage(ctx, latest.id) : null,
    earlier: earlier.map((row) => ({ ...row, state: row.state as Earlier['state'] })),
  }
}
