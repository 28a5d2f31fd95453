import { lockForGrant } from '../access/lock-for-grant.ts'
import { refuseBarred } from '../access/segregation.ts'
import { notFound, refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import type { Corrected } from '../org/correct-past.ts'
import { lockOrganisation, type Organisation } from '../org/organisation.ts'
import { companyDay } from '../regulation/company.ts'
import { beginHeadRole, headRoles } from './appoint-head.ts'
import { followAssignments } from './follow-assignments.ts'

type Correcting = Corrected & { org_id: string; was: string; is: string; note: string }

/**
 * Tells who headed an organisation, and from which day, as it is right. Nobody gains or loses rights for days gone by:
 * where somebody else heads it to this day, the role that comes with it passes on today. Refusals: `checkHeadship`.
 */
export async function correctHead(ctx: Ctx, given: Correcting): Promise<void> {
  const { org_id, was_on, on, was, is, note } = given
  const organisation = await lockOrganisation(ctx, org_id)
  const { headship, before, person, former } = await checkHeadship(ctx, organisation, given)
  if (before && before.ends_on === was_on && before.ends_on !== on)
    await ctx.tx
      .updateTable('kernel.assignment')
      .set({ ends_on: on, version: before.version + 1 })
      .where('org_id', '=', org_id)
      .where('id', '=', before.id)
      .execute()
  await ctx.tx
    .updateTable('kernel.assignment')
    .set({ person_id: is, starts_on: on, version: headship.version + 1 })
    .where('org_id', '=', org_id)
    .where('id', '=', headship.id)
    .execute()
  if (was !== is && headship.ends_on === null) await passRoleOn(ctx, organisation, given)
  await followAssignments(ctx, [was, is])
  ctx.record({
    action: 'people.head.correct',
    ...{ org_id, subject_type: 'organisation', subject_id: org_id },
    ...{ number: organisation.code, title: organisation.name, note },
    diff: { head: [former.name, person.name], on: [was_on, on] },
  })
}

/**
 * The headship that is told anew, and the one before it. Throws `refused` where that was itself changed since, would
 * begin before the one before it did, or brings a role which breaks a segregation rule.
 */
export async function checkHeadship(
  ctx: Ctx,
  organisation: Organisation,
  { org_id, was_on, on, was, is }: Omit<Correcting, 'note'>,
) {
  const headships = await ctx.tx
    .selectFrom('kernel.assignment')
    .select(['id', 'person_id', 'starts_on', 'ends_on', 'version'])
    .where('org_id', '=', org_id)
    .where('kind', '=', 'head')
    .orderBy('starts_on')
    .execute()
  const at = headships.findIndex(({ person_id, starts_on }) => person_id === was && starts_on === was_on)
  const headship = headships[at]
  if (!headship) throw refused('people.errors.headship_not_found', { on: was_on })
  const before = headships[at - 1]
  const free = before && (before.ends_on === was_on ? before.starts_on : before.ends_on)
  if ((free && on <= free && on !== was_on) || (headship.ends_on !== null && on >= headship.ends_on))
    throw refused('people.errors.headship_overlaps', { on: free && on <= free ? free : headship.ends_on })
  const people = await ctx.tx
    .selectFrom('kernel.person')
    .select(['id', 'name', 'active'])
    .where('id', 'in', [was, is])
    .execute()
  const person = people.find(({ id }) => id === is)
  const former = people.find(({ id }) => id === was)
  if (!person || !former) throw notFound()
  if (was !== is && headship.ends_on === null) {
    if (!person.active) throw refused('people.errors.not_active', { name: person.name })
    const { role_key, with_subtree } = headRoles[organisation.kind]
    await refuseBarred(ctx, {
      person_id: is,
      act: 'people.head.appoint',
      subject: {
        org_id,
        grant: { role_key, with_subtree, starts_on: await companyDay(ctx), ends_on: null },
      },
    })
  }
  return { headship, before, person, former }
}

async function passRoleOn(ctx: Ctx, organisation: Organisation, { org_id, was, is }: Correcting) {
  await lockForGrant(ctx, is)
  const today = await companyDay(ctx)
  await ctx.tx
    .updateTable('kernel.role_assignment')
    .set((row) => ({
      ends_on: row.fn<string>('greatest', [row.val(today), row.ref('starts_on')]),
      version: row('version', '+', 1),
    }))
    .where('organisation_id', '=', org_id)
    .where('person_id', '=', was)
    .where('source', '=', 'appointment')
    .where((row) => row.or([row('ends_on', 'is', null), row('ends_on', '>', today)]))
    .execute()
  await beginHeadRole(ctx, { org_id, kind: organisation.kind, person_id: is, starts_on: today })
}
