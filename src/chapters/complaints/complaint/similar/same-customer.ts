import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Complaint } from '../life/row.ts'

type Of = Pick<Complaint, 'org_id' | 'id'>

/** Whether two complaints are known to come from one customer: both gave the same number or the same address. */
export async function sameCustomer({ tx }: Pick<Ctx, 'tx'>, one: Of, other: Of): Promise<boolean> {
  const found = await tx
    .selectFrom('complaints.complainant as p')
    .innerJoin('complaints.complainant as q', (on) =>
      on.on((both) =>
        both.or([
          both('p.phone', '=', both.ref('q.phone')),
          both('p.email_key', '=', both.ref('q.email_key')),
        ]),
      ),
    )
    .select('p.complaint_id')
    .where('p.org_id', '=', one.org_id)
    .where('p.complaint_id', '=', one.id)
    .where('q.org_id', '=', other.org_id)
    .where('q.complaint_id', '=', other.id)
    .executeTakeFirst()
  return found !== undefined
}
