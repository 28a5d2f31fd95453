import { ownerOf } from '../db/lock.ts'
import { invalid, notFound, refused, stale } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { getOrganisation, todayAt } from '../org/organisation.ts'
import { companyDay } from '../regulation/company.ts'
import { endRoles } from './end-roles.ts'
import { followAssignments } from './follow-assignments.ts'
import { getPerson } from './person.ts'

type Ending = {
  person_id: string
  id: string
  version: number
  ends_on: string
  note?: string | undefined
}

/**
 * Ends an assignment: `ends_on` is the first day on which it no longer holds. One that has not begun is withdrawn by
 * ending it on the day on which it was to begin. With an employment end the roles held at
 * that organisation, today at the earliest: who was allowed what in the past is not rewritten. A head leaves through a
 * filing, so that someone follows.
 */
export async function endAssignment(
  ctx: Ctx,
  { person_id, id, version, ends_on, note }: Ending,
): Promise<void> {
  const person = await getPerson(ctx, person_id)
  const found = await ctx.tx
    .selectFrom('kernel.assignment')
    .selectAll()
    .where('org_id', '=', await ownerOf(ctx.tx, 'kernel.assignment', id))
    .where('id', '=', id)
    .where('person_id', '=', person_id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) throw notFound()
  if (found.version !== version) throw stale()
  if (found.kind === 'head') throw refused('people.errors.head_by_filing', { name: person.name })
  if (found.ends_on) throw refused('people.errors.ended_already', { on: found.ends_on })
  const today = todayAt(ctx, await getOrganisation(ctx, found.org_id))
  const withdrawn = ends_on === found.starts_on && found.starts_on > today
  if (ends_on <= found.starts_on && !withdrawn)
    throw invalid('errors.invalid', {}, [{ path: 'ends_on', code: 'people.errors.ends_before_start' }])
  if (found.kind === 'employment') await leave(ctx, { person, org_id: found.org_id, ends_on })
  await ctx.tx
    .updateTable('kernel.assignment')
    .set({ ends_on, version: version + 1 })
    .where('org_id', '=', found.org_id)
    .where('id', '=', id)
    .execute()
  await followAssignments(ctx, [person_id])
  ctx.record({
    action: 'people.assignment.end',
    org_id: found.org_id,
    subject_type: 'person',
    subject_id: person_id,
    title: person.name,
    diff: { post: [found.post, found.post], ends_on: [null, ends_on] },
    note: note ?? null,
  })
}

type Leaving = { person: { id: string; name: string }; org_id: string; ends_on: string }

async function leave(ctx: Ctx, { person, org_id, ends_on }: Leaving) {
  const heads = await ctx.tx
    .selectFrom('kernel.assignment')
    .select('id')
    .where('person_id', '=', person.id)
    .where('org_id', '=', org_id)
    .where('kind', '=', 'head')
    .where((row) => row.or([row('ends_on', 'is', null), row('ends_on', '>', ends_on)]))
    .executeTakeFirst()
  if (heads) throw refused('people.errors.still_heads')
  const today = await companyDay(ctx)
  await endRoles(ctx, { person_id: person.id, org_id, ends_on: ends_on < today ? today : ends_on })
}
