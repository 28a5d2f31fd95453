import { lockForGrant } from '../access/lock-for-grant.ts'
import type { RoleKey } from '../access/roles.ts'
import { refuseBarred } from '../access/segregation.ts'
import { newId } from '../db/new-id.ts'
import { notFound, refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { translate } from '../language/translate.ts'
import type { OrganisationKind } from '../org/contract.ts'
import { lockOrganisation, type Organisation } from '../org/organisation.ts'
import { followAssignments } from './follow-assignments.ts'
import { checkTakesPeople } from './takes-people.ts'

/** The role that comes with heading an organisation of a kind, and whether it spans what lies below. */
export const headRoles: Record<OrganisationKind, { role_key: RoleKey; with_subtree: boolean; post: string }> =
  {
    headquarters: { role_key: 'hq_management', with_subtree: true, post: 'people.posts.headquarters' },
    region: { role_key: 'region_lead', with_subtree: true, post: 'people.posts.region' },
    branch: { role_key: 'head', with_subtree: true, post: 'people.posts.branch' },
    department: { role_key: 'head', with_subtree: false, post: 'people.posts.department' },
    partner_point: { role_key: 'partner', with_subtree: false, post: 'people.posts.partner_point' },
  }

type Appointment = {
  org_id: string
  person_id: string
  starts_on: string
  post?: string | undefined
  /** The filing behind it. */
  note?: string | null
}

/**
 * Makes a person head of an organisation from a day on: the former head's assignment and the role that came with it
 * end that day, the new ones begin. Both may lie ahead. Refusals: `checkMayHead`.
 */
export async function appointHead(ctx: Ctx, appointment: Appointment): Promise<void> {
  const { org_id, person_id, starts_on, note = null } = appointment
  const organisation = await lockOrganisation(ctx, org_id)
  await lockForGrant(ctx, person_id)
  const { person, former } = await checkMayHead(ctx, organisation, appointment)
  await endFormer(ctx, { org_id, starts_on, former })
  await begin(ctx, organisation, appointment)
  await followAssignments(ctx, former ? [former.person_id, person_id] : [person_id])
  ctx.record({
    action: 'people.head.appoint',
    org_id,
    subject_type: 'organisation',
    subject_id: org_id,
    number: organisation.code,
    title: organisation.name,
    diff: { head: [former?.name ?? null, person.name], on: [null, starts_on] },
    note,
  })
}

/**
 * Throws `refused` at a suspended or closed organisation, when that person has left or heads it already, when a head
 * begins on that day or later, or when the role that comes with it breaks a segregation rule.
 */
export async function checkMayHead(
  ctx: Ctx,
  organisation: Organisation,
  { org_id, person_id, starts_on }: Appointment,
) {
  checkTakesPeople(organisation)
  const person = await ctx.tx
    .selectFrom('kernel.person')
    .select(['id', 'name', 'active'])
    .where('id', '=', person_id)
    .executeTakeFirst()
  if (!person) throw notFound()
  if (!person.active) throw refused('people.errors.not_active', { name: person.name })
  const former = await findUnended(ctx, org_id)
  if (former?.person_id === person_id)
    throw refused('people.errors.heads_already', { name: person.name, organisation: organisation.name })
  if (former && former.starts_on >= starts_on)
    throw refused('people.errors.head_begins_later', { name: former.name, on: former.starts_on })
  const { role_key, with_subtree } = headRoles[organisation.kind]
  await refuseBarred(ctx, {
    person_id,
    act: 'people.head.appoint',
    subject: { org_id, grant: { role_key, with_subtree, starts_on, ends_on: null } },
  })
  return { person, former }
}

type Former = { id: string; person_id: string; name: string; starts_on: string; version: number }

const findUnended = ({ tx }: Ctx, org_id: string): Promise<Former | undefined> =>
  tx
    .selectFrom('kernel.assignment as a')
    .innerJoin('kernel.person as p', 'p.id', 'a.person_id')
    .select(['a.id', 'a.person_id', 'p.name', 'a.starts_on', 'a.version'])
    .where('a.org_id', '=', org_id)
    .where('a.kind', '=', 'head')
    .where('a.ends_on', 'is', null)
    .orderBy('a.starts_on', 'desc')
    .executeTakeFirst()

async function endFormer(
  { tx }: Ctx,
  { org_id, starts_on, former }: { org_id: string; starts_on: string; former: Former | undefined },
) {
  if (former)
    await tx
      .updateTable('kernel.assignment')
      .set({ ends_on: starts_on, version: former.version + 1 })
      .where('org_id', '=', org_id)
      .where('id', '=', former.id)
      .execute()
  await tx
    .updateTable('kernel.role_assignment')
    .set((row) => ({ ends_on: starts_on, version: row('version', '+', 1) }))
    .where('organisation_id', '=', org_id)
    .where('source', '=', 'appointment')
    .where('starts_on', '<', starts_on)
    .where((row) => row.or([row('ends_on', 'is', null), row('ends_on', '>', starts_on)]))
    .execute()
}

/** A post the program names is there in every language. */
const postNamed = (key: string) => ({
  ...{ post: translate('zh-CN', key), post_tw: translate('zh-TW', key), post_en: translate('en', key) },
})

async function begin(ctx: Ctx, { kind }: Organisation, { org_id, person_id, starts_on, post }: Appointment) {
  const { post: usual } = headRoles[kind]
  await ctx.tx
    .insertInto('kernel.assignment')
    .values({
      org_id,
      id: newId(),
      person_id,
      kind: 'head',
      ...(post ? { post } : postNamed(usual)),
      starts_on,
      created_at: ctx.now,
    })
    .execute()
  await beginHeadRole(ctx, { org_id, kind, person_id, starts_on })
}

/** The role that comes with heading an organisation of this kind, from a day on. */
export async function beginHeadRole(
  { tx, now }: Ctx,
  given: { org_id: string; kind: OrganisationKind; person_id: string; starts_on: string },
): Promise<void> {
  const { org_id, kind, person_id, starts_on } = given
  const { role_key, with_subtree } = headRoles[kind]
  await tx
    .insertInto('kernel.role_assignment')
    .values({
      ...{ id: newId(), person_id, role_key, organisation_id: org_id, with_subtree },
      ...{ starts_on, source: 'appointment', created_at: now },
    })
    .execute()
}
