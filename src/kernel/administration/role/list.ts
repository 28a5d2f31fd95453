import { sql } from 'kysely'
import { type Role, readRoles } from '../../access/read-roles.ts'
import { everyRole } from '../../access/roles.ts'
import type { Ctx } from '../../http/context.ts'
import type { ShownRole } from './contract.ts'

/** Every role × permission, built-in roles first. */
export async function listRoles(ctx: Ctx) {
  const roles = await readRoles(ctx)
  const holders = await countHolders(ctx)
  const can = (role: { builtin: boolean }): ShownRole['can'] =>
    role.builtin || !ctx.reach.all
      ? []
      : (['update', 'remove'] as const).filter((verb) => ctx.holds(`administration.role.${verb}`))
  return {
    items: [...roles.values()].sort(byRank).map((role) => ({
      ...role,
      permissions: [...role.permissions],
      holders: holders.get(role.key) ?? 0,
      can: can(role),
    })),
    permissions: await listPermissions(ctx),
    org_id: await getHeadquarters(ctx),
    can: ctx.reach.all && ctx.holds('administration.role.create') ? (['create'] as const).slice() : [],
  }
}

const rank = (role: { key: string }) => (everyRole as readonly string[]).indexOf(role.key)

/** Built-in roles as the company knows them, from headquarters down; custom ones after them. */
const byRank = (a: Role, b: Role) =>
  Number(b.builtin) - Number(a.builtin) || rank(a) - rank(b) || (a.title < b.title ? -1 : 1)

/** Each is given by a built-in role, so the table of what roles give names them all. */
export async function listPermissions({ tx }: Ctx): Promise<string[]> {
  const rows = await tx
    .selectFrom('kernel.role_permission')
    .select('permission')
    .distinct()
    .orderBy('permission')
    .execute()
  return rows.map(({ permission }) => permission)
}

/** Roles belong to the whole company, so headquarters' chain tells of them. */
export async function getHeadquarters({ tx }: Ctx): Promise<string> {
  const { id } = await tx
    .selectFrom('kernel.organisation')
    .select('id')
    .where('parent_id', 'is', null)
    .executeTakeFirstOrThrow()
  return id
}

async function countHolders({ tx, now }: Ctx): Promise<Map<string, number>> {
  const { rows } = await sql<{ role_key: string; n: number }>`
    select h.role_key, count(distinct h.person_id) n
    from kernel.role_assignment h join kernel.organisation o on o.id = h.organisation_id
    where h.ends_on is null
      or h.ends_on > greatest(h.starts_on, (${now}::timestamptz at time zone o.time_zone)::date)
    group by 1`.execute(tx)
  return new Map(rows.map(({ role_key, n }) => [role_key, Number(n)]))
}
