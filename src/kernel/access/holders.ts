import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'
import { holdsToday } from './role-day.ts'

type Asked = { org_id: string; permission: string }
export type Holder = {
  id: string
  name: string
  name_en: string | null
  /** How far down the path to the organisation the nearest and the topmost of their roles stand; 1 is headquarters. */
  nearest: number
  topmost: number
}

/** Active people with an account in use who hold a permission at an organisation today, the nearest first. */
export async function listHolders({ tx, now }: Ctx, { org_id, permission }: Asked): Promise<Holder[]> {
  const { rows } = await sql<Holder>`
    select p.id, p.name, p.name_en, max(array_position(o.path, r.organisation_id)) as nearest,
      min(array_position(o.path, r.organisation_id)) as topmost
    from kernel.organisation o
    join kernel.role_assignment r on r.organisation_id = any(o.path) and (r.with_subtree or r.organisation_id = o.id)
    join kernel.role_permission g on g.role_key = r.role_key and g.permission = ${permission}
    join kernel.person p on p.id = r.person_id and p.active
    join kernel.account a on a.person_id = p.id and a.disabled_at is null
    where o.id = ${org_id} and ${holdsToday(now, 'r')}
    group by p.id
    order by nearest desc, p.id`.execute(tx)
  return rows
}

/** The same, by their ids alone. */
export async function holdersAt(ctx: Ctx, asked: Asked): Promise<string[]> {
  return (await listHolders(ctx, asked)).map(({ id }) => id)
}
