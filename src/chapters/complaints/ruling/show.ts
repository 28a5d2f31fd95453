import { namesOf } from '../../../kernel/approvals/request/names.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import type { ComplaintPage } from '../complaint/contract.ts'
import type { Complaint } from '../complaint/life/row.ts'

type Which = Pick<Complaint, 'org_id' | 'id'>

/** What went to approval about a complaint, the latest last. */
export async function showRulings(ctx: Ctx, { org_id, id }: Which): Promise<ComplaintPage['rulings']> {
  const rows = await ctx.tx
    .selectFrom('complaints.ruling')
    .select(['id', 'matter', 'state', 'amount', 'reason', 'decided_by', 'request_id'])
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const person = await namesOf(
    ctx,
    rows.flatMap(({ decided_by }) => decided_by ?? []),
  )
  return rows.map(({ decided_by, ...row }) => ({
    ...(row as Omit<ComplaintPage['rulings'][number], 'decided_by'>),
    decided_by: decided_by ? person(decided_by) : null,
  }))
}

export async function findRating({ tx }: Ctx, { org_id, id }: Which): Promise<number | null> {
  const row = await tx
    .selectFrom('complaints.rating')
    .select('stars')
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .executeTakeFirst()
  return row?.stars ?? null
}
