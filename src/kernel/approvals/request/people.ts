import { sql } from 'kysely'
import { holdsToday } from '../../access/role-day.ts'
import { listBarred } from '../../access/segregation.ts'
import { notFound } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import type { Directory } from '../engine/resolve.ts'
import { readMembers } from '../group/members.ts'

/** Who is who, and whom to tell when nobody can decide. */
export type People = Directory & {
  administrators: readonly string[]
  deciders: readonly string[]
  /** Where on the line a person holds a role, the lowest place first; 0 for someone who holds none. */
  levelOf: (personId: string) => number
}

/** Which roles make the head of an organisation, by its kind. */
const headRoles: Record<string, readonly string[]> = {
  headquarters: ['hq_management'],
  region: ['region_lead'],
  branch: ['head'],
  department: ['head'],
  partner_point: ['head', 'partner'],
}

type Held = {
  person_id: string
  role_key: string
  organisation_id: string
  kind: string
  /** The role gives the permission, and spans the organisation in question. */
  decides: boolean
  administers: boolean
}

/**
 * Reads who is who on the line from an organisation up to headquarters: roles held today by active people with an
 * account in use. Someone appointed comes before someone granted the same role.
 */
export async function readPeople(
  ctx: Ctx,
  { org_id, barred }: { org_id: string; barred?: Record<string, string> },
): Promise<People> {
  const organisation = await ctx.tx
    .selectFrom('kernel.organisation')
    .select('path')
    .where('id', '=', org_id)
    .executeTakeFirst()
  if (!organisation) throw notFound()
  const line = organisation.path.toReversed()
  const rows = await readHeld(ctx, { line, org_id })
  const people = (held: Held[]) => [...new Set(held.map((row) => row.person_id))]
  const deciders = people(rows.filter((row) => row.decides))
  return {
    line,
    membersOf: await readMembers(ctx.tx),
    headsOf: (org) =>
      people(
        rows.filter((row) => row.organisation_id === org && headRoles[row.kind]?.includes(row.role_key)),
      ),
    holdersOf: (role, org) =>
      people(rows.filter((row) => row.organisation_id === org && row.role_key === role)),
    mayDecide: (person) => deciders.includes(person),
    barred: await listBarred(ctx, { act: 'approvals.request.decide', subject: { org_id, ties: barred } }),
    barredFromOverride: await listBarred(ctx, {
      act: 'approvals.request.override',
      subject: { org_id, ties: barred },
    }),
    deciders,
    levelOf: (person) =>
      Math.max(
        0,
        line.findIndex((org) => rows.some((row) => row.organisation_id === org && row.person_id === person)),
      ),
    administrators: people(rows.filter((row) => row.administers)),
  }
}

async function readHeld(ctx: Ctx, { line, org_id }: { line: string[]; org_id: string }) {
  const gives = (permission: string) => sql`
    (ra.with_subtree or ra.organisation_id = ${org_id}) and exists (
      select from kernel.role_permission rp where rp.role_key = ra.role_key and rp.permission = ${permission}
    )`
  const { rows } = await sql<Held>`
    select ra.person_id, ra.role_key, ra.organisation_id, o.kind,
      ${gives('approvals.request.decide')} decides, ${gives('approvals.request.appoint')} administers
    from kernel.role_assignment ra
    join kernel.organisation o on o.id = ra.organisation_id
    join kernel.person p on p.id = ra.person_id and p.active
    join kernel.account a on a.person_id = p.id and a.disabled_at is null
    where ra.organisation_id = any(${line}::uuid[])
      and ${holdsToday(ctx.now, 'ra')}
    order by ra.source, ra.starts_on, ra.person_id`.execute(ctx.tx)
  return rows
}
