import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/http/context.ts'
import { getOrganisation, inReach, todayAt } from '../../../kernel/org/organisation.ts'
import { type MapPoint, mapCap, type Premises } from './contract.ts'

/** Where an organisation works on a day (today unless told), with everything filed about it, the latest first. */
export async function readPremises(
  ctx: Ctx,
  { id, on }: { id: string; on?: string | undefined },
): Promise<{ current: Premises | null; history: Premises[] }> {
  const organisation = await getOrganisation(ctx, id)
  const day = on ?? todayAt(ctx, organisation)
  const history = (await ctx.tx
    .selectFrom('establishment.premises')
    .selectAll()
    .where('org_id', '=', id)
    .orderBy('starts_on', 'desc')
    .execute()) as Premises[]
  const current = history.find(
    ({ starts_on, ends_on }) => starts_on <= day && (ends_on === null || ends_on > day),
  )
  return { current: current ?? null, history }
}

/** Points of the organisations within reach, at most `cap` of them, and how many more there are. */
export async function readMap(
  ctx: Ctx,
  { closed, cap = mapCap }: { closed: boolean; cap?: number },
): Promise<{ points: MapPoint[]; left_out: number; without_point: number }> {
  const open = closed ? sql`true` : sql`o.life <> 'closed'`
  const reached = sql`${inReach(ctx.reach, 'o.id')} and ${open}`
  const placed = sql`from establishment.premises p join kernel.organisation o on o.id = p.org_id
    where p.lng is not null and ${current(ctx)} and ${reached}`
  const { rows: points } = await sql<MapPoint>`
    select o.id, o.name, o.name_en, o.kind, o.life, p.lng, p.lat ${placed} order by o.code limit ${cap}`.execute(
    ctx.tx,
  )
  const { rows: all } = await sql<{ n: number }>`select count(*) n ${placed}`.execute(ctx.tx)
  const { rows: counted } = await sql<{ n: number }>`
    select count(*) n from kernel.organisation o
    where ${reached} and o.kind in ('branch', 'department', 'partner_point') and o.id not in (
      select p.org_id from establishment.premises p join kernel.organisation o on o.id = p.org_id
      where p.lng is not null and ${current(ctx)}
    )`.execute(ctx.tx)
  return { points, left_out: (all[0]?.n ?? 0) - points.length, without_point: counted[0]?.n ?? 0 }
}

const current = ({ now }: Ctx) => {
  const today = sql`(${now}::timestamptz at time zone o.time_zone)::date`
  return sql`p.starts_on <= ${today} and (p.ends_on is null or p.ends_on > ${today})`
}
