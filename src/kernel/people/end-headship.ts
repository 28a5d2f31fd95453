import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'
import { getOrganisation } from '../org/organisation.ts'

/**
 * The last one out: with the closing of an organisation its head's posts and roles there end, on the day it closes.
 * Everybody else has left before, or the closing is refused.
 */
export async function endHeadship(ctx: Ctx, { org_id, on }: { org_id: string; on: string }): Promise<void> {
  const organisation = await getOrganisation(ctx, org_id)
  const { rows } = await sql<{ person_id: string; name: string }>`
    select distinct a.person_id, p.name from kernel.assignment a join kernel.person p on p.id = a.person_id
    where a.org_id = ${org_id} and (a.ends_on is null or a.ends_on > ${on})`.execute(ctx.tx)
  await sql`
    update kernel.assignment set ends_on = greatest(${on}::date, starts_on + 1), version = version + 1
    where org_id = ${org_id} and (ends_on is null or ends_on > ${on})`.execute(ctx.tx)
  await sql`
    update kernel.role_assignment set ends_on = greatest(${on}::date, starts_on + 1), version = version + 1
    where organisation_id = ${org_id} and (ends_on is null or ends_on > ${on})`.execute(ctx.tx)
  for (const { name } of rows)
    ctx.record({
      action: 'people.head.end',
      ...{ org_id, subject_type: 'organisation', subject_id: org_id },
      ...{ number: organisation.code, title: organisation.name },
      diff: { head: [name, null], on: [null, on] },
    })
}
