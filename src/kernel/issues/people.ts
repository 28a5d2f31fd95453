import { sql } from 'kysely'
import { refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { getOrganisation, todayAt } from '../org/organisation.ts'

/** Active people with an account who hold a permission at an organisation today, the nearest first. */
export async function holdersAt(
  ctx: Ctx,
  { org_id, permission }: { org_id: string; permission: string },
): Promise<string[]> {
  return (await listHolders(ctx, { org_id, permission })).map(({ id }) => id)
}

type Named = { id: string; name: string; name_en: string | null }

async function listHolders(
  { tx, now }: Ctx,
  { org_id, permission }: { org_id: string; permission: string },
): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select p.id, p.name, p.name_en
    from kernel.organisation o
    join kernel.role_assignment r on r.organisation_id = any(o.path) and (r.with_subtree or r.organisation_id = o.id)
    join kernel.role_permission g on g.role_key = r.role_key and g.permission = ${permission}
    join kernel.person p on p.id = r.person_id and p.active
    join kernel.account a on a.person_id = p.id and a.disabled_at is null
    cross join lateral (select (${now}::timestamptz at time zone o.time_zone)::date as day) today
    where o.id = ${org_id} and r.starts_on <= today.day and (r.ends_on is null or r.ends_on > today.day)
    group by p.id, o.path
    order by max(array_position(o.path, r.organisation_id)) desc, p.id
    limit 500`.execute(tx)
  return rows
}

/** Throws the refusal when somebody is named who can't do what they are named for. */
export async function checkHolder(
  ctx: Ctx,
  { org_id, permission, person_id }: { org_id: string; permission: string; person_id: string | null },
): Promise<void> {
  if (person_id === null) return
  if ((await holdersAt(ctx, { org_id, permission })).includes(person_id)) return
  throw refused(
    permission === 'issues.issue.verify' ? 'issues.errors.may_not_verify' : 'issues.errors.may_not_rectify',
  )
}

/** Who may be named at an organisation; for a measure, whoever works there or answers for it. */
export async function listPeopleAt(ctx: Ctx, { org_id }: { org_id: string }) {
  const organisation = await getOrganisation(ctx, org_id)
  const responsible = await listHolders(ctx, { org_id, permission: 'issues.issue.submit' })
  const verifier = await listHolders(ctx, { org_id, permission: 'issues.issue.verify' })
  const working = await listWorking(ctx, org_id, todayAt(ctx, organisation))
  const known = new Set(working.map(({ id }) => id))
  return { responsible, verifier, measure: [...working, ...responsible.filter(({ id }) => !known.has(id))] }
}

async function listWorking({ tx }: Ctx, org_id: string, today: string): Promise<Named[]> {
  const { rows } = await sql<Named>`
    select distinct p.id, p.name, p.name_en
    from kernel.assignment a join kernel.person p on p.id = a.person_id and p.active
    where a.org_id = ${org_id} and a.starts_on <= ${today} and (a.ends_on is null or a.ends_on > ${today})
    order by p.name, p.id limit 500`.execute(tx)
  return rows
}

/** Names persons a plan can't count on: who neither works at the organisation nor may put right there. */
export async function checkMeasurePeople(ctx: Ctx, org_id: string, persons: string[]): Promise<void> {
  const { measure } = await listPeopleAt(ctx, { org_id })
  const known = new Set(measure.map(({ id }) => id))
  if (persons.some((person) => !known.has(person))) throw refused('issues.errors.measure_person')
}
