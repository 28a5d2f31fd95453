import { sql } from 'kysely'
import { holdsToday } from '../../access/role-day.ts'
import { containing } from '../../db/like.ts'
import { namesInOrder } from '../../db/pinyin.ts'
import type { Tx } from '../../db/pool.ts'
import type { Ctx } from '../../http/context.ts'

const permission = 'approvals.request.decide'
const most = 50

/** Roles whose holders may decide on approvals. */
export async function readDecidingRoles(tx: Tx): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('kernel.role_permission')
    .select('role_key')
    .where('permission', '=', permission)
    .execute()
  return new Set(rows.map(({ role_key }) => role_key))
}

/** Of these roles, whether anybody with an account in use holds them today: anywhere, and at headquarters. */
export async function readHeldRoles(
  { tx, now }: Ctx,
  roles: string[],
): Promise<Map<string, { at_headquarters: boolean }>> {
  if (roles.length === 0) return new Map()
  const { rows } = await sql<{ role_key: string; at_headquarters: boolean }>`
    select ra.role_key, bool_or(o.parent_id is null) at_headquarters
    from kernel.role_assignment ra
    join kernel.organisation o on o.id = ra.organisation_id
    join kernel.person p on p.id = ra.person_id and p.active
    join kernel.account a on a.person_id = p.id and a.disabled_at is null
    where ra.role_key = any(${roles}::text[]) and ${holdsToday(now, 'ra')}
    group by ra.role_key`.execute(tx)
  return new Map(rows.map(({ role_key, at_headquarters }) => [role_key, { at_headquarters }]))
}

type Decider = {
  id: string
  name: string
  name_en: string | null
  organisation: string
  organisation_en: string | null
}

/** Whether a person, `p`, may decide anywhere today. */
const mayDecide = (now: Date) => sql`p.active
  and exists (select from kernel.account a where a.person_id = p.id and a.disabled_at is null)
  and exists (
    select from kernel.role_assignment ra
    join kernel.role_permission rp on rp.role_key = ra.role_key and rp.permission = ${permission}
    where ra.person_id = p.id and ${holdsToday(now, 'ra')}
  )`

/** Those of these persons who may decide anywhere today. */
export async function readDeciders({ tx, now }: Ctx, persons: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select p.id from kernel.person p where p.id = any(${persons}::uuid[]) and ${mayDecide(now)}`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** Who may decide anywhere today, by name. */
export async function listDeciders({ tx, now }: Ctx, { q }: { q?: string | undefined }): Promise<Decider[]> {
  const like = q ? containing(q) : null
  const { rows } = await sql<Decider>`
    select p.id, p.name, p.name_en, o.name as organisation, o.name_en as organisation_en
    from kernel.person p join kernel.organisation o on o.id = p.home_org_id
    where ${mayDecide(now)}
      and (${like}::text is null or p.name ilike ${like} or p.name_en ilike ${like})
    order by ${namesInOrder('p.name')}, p.id limit ${most}`.execute(tx)
  return rows
}
