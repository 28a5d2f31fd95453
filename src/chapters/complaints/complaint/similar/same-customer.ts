import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Complaint } from '../life/row.ts'

type Of = Pick<Complaint, 'org_id' | 'id'>

/** Whether two complaints are known to come from one customer: both gave the same number or the same address. */
export async function sameCustomer(ctx: Pick<Ctx, 'tx'>, one: Of, other: Of): Promise<boolean> {
  // Each by itself: the other may have been handed over to another organisation.
  const [p, q] = [await readContact(ctx, one), await readContact(ctx, other)]
  if (!p || !q) return false
  return (p.phone !== null && p.phone === q.phone) || (p.email_key !== null && p.email_key === q.email_key)
}

const readContact = ({ tx }: Pick<Ctx, 'tx'>, { org_id, id }: Of) =>
  tx
    .selectFrom('complaints.complainant')
    .select(['phone', 'email_key'])
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .executeTakeFirst()
