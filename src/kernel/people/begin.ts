import { sql } from 'kysely'
import { newId } from '../db/new-id.ts'
import { invalid, refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { lockOrganisation } from '../org/organisation.ts'
import type { NewAssignment } from './contract.ts'
import { followAssignments } from './follow-assignments.ts'
import { getPerson } from './person.ts'
import { checkTakesPeople } from './takes-people.ts'

/**
 * Begins an assignment of a person. One employment at a time: a second one that overlaps is refused, wherever the first
 * is, as is the same kind and post twice at one organisation. An employment becomes the person's
 * home on its first day.
 */
export async function beginAssignment(
  ctx: Ctx,
  { person_id, org_id, kind, post, post_en, starts_on, ends_on }: NewAssignment & { person_id: string },
): Promise<{ id: string }> {
  if (ends_on && ends_on <= starts_on)
    throw invalid('errors.invalid', {}, [{ path: 'ends_on', code: 'people.errors.ends_before_start' }])
  await getPerson(ctx, person_id)
  const organisation = await lockOrganisation(ctx, org_id)
  // Whoever begins another at the same moment waits, and then sees this one; after the organisation, as for a head.
  await sql`select id from kernel.person where id = ${person_id} for update`.execute(ctx.tx)
  const person = await getPerson(ctx, person_id)
  checkTakesPeople(organisation)
  await checkNoOverlap(ctx, { person_id, org_id, kind, post, starts_on, ends_on: ends_on ?? null })
  const id = newId()
  await ctx.tx
    .insertInto('kernel.assignment')
    .values({
      ...{ org_id, id, person_id, kind, post, post_en: post_en || null, starts_on },
      ...{ ends_on: ends_on ?? null, created_at: ctx.now },
    })
    .execute()
  await followAssignments(ctx, [person_id])
  ctx.record({
    action: 'people.assignment.begin',
    org_id,
    subject_type: 'person',
    subject_id: person_id,
    title: person.name,
    diff: {
      kind: [null, kind],
      post: [null, post],
      starts_on: [null, starts_on],
      ...(ends_on ? { ends_on: [null, ends_on] as [null, string] } : {}),
    },
  })
  return { id }
}

type Span = {
  person_id: string
  org_id: string
  kind: string
  post: string
  starts_on: string
  ends_on: string | null
}

async function checkNoOverlap({ tx }: Ctx, { person_id, org_id, kind, post, starts_on, ends_on }: Span) {
  let others = tx
    .selectFrom('kernel.assignment as a')
    .innerJoin('kernel.organisation as o', 'o.id', 'a.org_id')
    .select(['o.name', 'a.starts_on'])
    .where('a.person_id', '=', person_id)
    .where('a.kind', '=', kind)
    .where((row) => row.or([row('a.ends_on', 'is', null), row('a.ends_on', '>', starts_on)]))
    .where((row) => row.or([row('a.ends_on', 'is', null), row('a.ends_on', '>', row.ref('a.starts_on'))]))
  if (ends_on) others = others.where('a.starts_on', '<', ends_on)
  if (kind !== 'employment') others = others.where('a.org_id', '=', org_id).where('a.post', '=', post)
  const other = await others.executeTakeFirst()
  if (!other && kind === 'employment') return refuseEmployed({ tx }, { person_id, starts_on, ends_on })
  if (!other) return
  if (kind === 'employment')
    throw refused('people.errors.employed_already', { name: other.name, on: other.starts_on })
  throw refused('people.errors.assigned_already', { name: other.name, on: other.starts_on })
}

/** The same of an employment out of reach, of which nothing but that there is one is told. */
async function refuseEmployed(
  { tx }: Pick<Ctx, 'tx'>,
  { person_id, starts_on, ends_on }: Pick<Span, 'person_id' | 'starts_on' | 'ends_on'>,
) {
  const { rows } = await sql<{ employed: boolean }>`
    select kernel.is_employed(${person_id}, ${starts_on}, ${ends_on}) employed`.execute(tx)
  if (rows[0]?.employed) throw refused('people.errors.employed_elsewhere')
}
