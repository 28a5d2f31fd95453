import { sql } from 'kysely'
import type { Ctx } from '../../../../kernel/http/context.ts'

/**
 * Who hears that a licence runs out: of those who keep licences, whoever does so at the organisation itself (where there
 * is nobody, at the nearest above it), and those who do so at headquarters.
 */
export async function whomToTell(
  ctx: Ctx,
  org_id: string,
): Promise<{ own: string[]; headquarters: string[] }> {
  const { rows } = await sql<{ person_id: string; nearest: number; topmost: number }>`
    select ra.person_id, max(array_position(o.path, ra.organisation_id)) as nearest,
      min(array_position(o.path, ra.organisation_id)) as topmost
    from kernel.organisation o
    join kernel.role_assignment ra on ra.organisation_id = any(o.path)
      and (ra.with_subtree or ra.organisation_id = o.id)
    join kernel.role_permission rp on rp.role_key = ra.role_key and rp.permission = 'establishment.licence.edit'
    join kernel.person p on p.id = ra.person_id and p.active
    join kernel.account a on a.person_id = p.id and a.disabled_at is null
    cross join lateral (select (${ctx.now}::timestamptz at time zone o.time_zone)::date as today) day
    where o.id = ${org_id} and ra.starts_on <= day.today and (ra.ends_on is null or ra.ends_on > day.today)
    group by ra.person_id
    order by nearest desc, ra.person_id`.execute(ctx.tx)
  const own = rows.filter(({ nearest }) => nearest === rows[0]!.nearest).map(({ person_id }) => person_id)
  const headquarters = rows.filter(({ topmost }) => topmost === 1).map(({ person_id }) => person_id)
  return { own, headquarters: headquarters.filter((person) => !own.includes(person)) }
}
