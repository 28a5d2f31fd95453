import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'
import { getOrganisation, todayAt } from '../org/organisation.ts'
import { companyDay } from '../regulation/company.ts'
import { endRoles } from './end-roles.ts'
import { followAssignments } from './follow-assignments.ts'

/**
 * The last one out: with the closing of an organisation its head's posts and every role there end, on the day it closes
 * and today at the earliest: the past is not rewritten. Everybody else has left before, or the closing is refused.
 */
export async function endHeadship(ctx: Ctx, given: { org_id: string; on: string }): Promise<void> {
  const { org_id } = given
  const organisation = await getOrganisation(ctx, org_id)
  const today = todayAt(ctx, organisation)
  const on = given.on < today ? today : given.on
  const { rows } = await sql<{ person_id: string; name: string }>`
    select distinct a.person_id, p.name from kernel.assignment a join kernel.person p on p.id = a.person_id
    where a.org_id = ${org_id} and (a.ends_on is null or a.ends_on > greatest(${on}::date, a.starts_on))`.execute(
    ctx.tx,
  )
  await sql`
    update kernel.assignment set ends_on = greatest(${on}::date, starts_on), version = version + 1
    where org_id = ${org_id} and (ends_on is null or ends_on > greatest(${on}::date, starts_on))`.execute(
    ctx.tx,
  )
  const company = await companyDay(ctx)
  await endRoles(ctx, { org_id, ends_on: on < company ? company : on })
  await followAssignments(
    ctx,
    rows.map(({ person_id }) => person_id),
  )
  for (const { name } of rows)
    ctx.record({
      action: 'people.head.end',
      ...{ org_id, subject_type: 'organisation', subject_id: org_id },
      ...{ number: organisation.code, title: organisation.name },
      diff: { head: [name, null], on: [null, on] },
    })
}

/** The closing was on another day: then the last head's post ended on that day, too. Roles ended when it was closed. */
export async function moveEndOfHeadship(
  { tx }: Ctx,
  { org_id, was_on, on }: { org_id: string; was_on: string; on: string },
): Promise<void> {
  await sql`
    update kernel.assignment set ends_on = greatest(${on}::date, starts_on + 1), version = version + 1
    where org_id = ${org_id} and kind = 'head' and ends_on = ${was_on}`.execute(tx)
}
