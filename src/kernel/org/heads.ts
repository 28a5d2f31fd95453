import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'
import type { OrganisationHead } from './contract.ts'

/** Who heads these organisations today (or on a day), as far as this request reaches their assignments. */
export async function readHeads(
  ctx: Ctx,
  ids: string[],
  on?: string,
): Promise<Map<string, OrganisationHead>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<OrganisationHead & { org_id: string }>`
    select a.org_id, a.person_id, p.name, p.name_en, a.starts_on
    from kernel.assignment a
    join kernel.organisation o on o.id = a.org_id
    join kernel.person p on p.id = a.person_id
    cross join lateral (select coalesce(${on ?? null}::date, (${ctx.now}::timestamptz at time zone o.time_zone)::date) as day) today
    where a.kind = 'head' and a.org_id in (select unnest(${ids}::uuid[]))
      and a.starts_on <= today.day and (a.ends_on is null or a.ends_on > today.day)
    order by a.starts_on`.execute(ctx.tx)
  return new Map(rows.map(({ org_id, ...head }) => [org_id, head]))
}
