import { sql } from 'kysely'
import { within } from '../access/grants.ts'
import { dayIn } from '../calendar/working-days.ts'
import type { Ctx } from '../http/context.ts'
import { readNames } from '../org/list.ts'
import { inReach } from '../org/organisation.ts'
import { companyDay } from '../regulation/company.ts'
import type { Assignment, AssignmentKind, HeldRole, PersonPage } from './contract.ts'
import { getPerson, holdsOn } from './person.ts'
import { postIn } from './post-in.ts'

/** A person within reach: everything this reader may know of them, and nothing from beyond. */
export async function readPersonPage(ctx: Ctx, id: string): Promise<PersonPage> {
  const person = await getPerson(ctx, id)
  const home = within(ctx.reach, person.home_org_id) ? await readNames(ctx, [person.home_org_id]) : undefined
  return {
    id: person.id,
    name: person.name,
    name_en: person.name_en,
    version: person.version,
    active: person.active,
    home: home?.get(person.home_org_id) ?? null,
    assignments: await readAssignments(ctx, id),
    roles: await readRoles(ctx, id),
    can: [
      ...(ctx.holds('people.assignment.begin') ? (['begin'] as const) : []),
      ...(ctx.holds('people.assignment.end') ? (['end'] as const) : []),
    ],
  }
}

async function readAssignments(ctx: Ctx, person_id: string): Promise<Assignment[]> {
  const rows = await ctx.tx
    .selectFrom('kernel.assignment as a')
    .innerJoin('kernel.organisation as o', 'o.id', 'a.org_id')
    .select(['a.id', 'a.org_id', 'a.kind', 'a.post', 'a.post_tw', 'a.post_en', 'a.starts_on', 'a.ends_on'])
    .select(['a.version', 'o.time_zone'])
    .where('a.person_id', '=', person_id)
    .orderBy('a.starts_on', 'desc')
    .orderBy('a.id', 'desc')
    .execute()
  const names = await readNames(
    ctx,
    rows.map(({ org_id }) => org_id),
  )
  return rows.map(({ org_id, time_zone, kind, post_tw, post_en, ...row }) => ({
    ...row,
    post: postIn(ctx.language, { post: row.post, post_tw, post_en }),
    kind: kind as AssignmentKind,
    organisation: names.get(org_id)!,
    holds: holdsOn(dayIn(time_zone, ctx.now), row),
  }))
}

type RoleRow = Omit<HeldRole, 'organisation' | 'holds'> & { organisation_id: string }

async function readRoles(ctx: Ctx, person_id: string): Promise<HeldRole[]> {
  const { rows } = await sql<RoleRow>`
    select h.role_key, r.title, r.title_en, r.builtin, h.organisation_id, h.with_subtree, h.starts_on, h.ends_on,
      h.source
    from kernel.role_assignment h
    join kernel.role r on r.key = h.role_key
    where h.person_id = ${person_id} and ${inReach(ctx.reach, 'h.organisation_id')}
    order by h.starts_on desc, h.id desc`.execute(ctx.tx)
  const names = await readNames(
    ctx,
    rows.map(({ organisation_id }) => organisation_id),
  )
  const today = await companyDay(ctx)
  return rows.map(({ organisation_id, ...row }) => ({
    ...row,
    organisation: names.get(organisation_id)!,
    holds: holdsOn(today, row),
  }))
}
