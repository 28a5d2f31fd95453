import { sql } from 'kysely'
import { personOf } from '../../access/actor.ts'
import { holdersAt } from '../../access/holders.ts'
import { roleDay } from '../../access/role-day.ts'
import { newId } from '../../db/new-id.ts'
import { forbidden, notFound, refused, stale } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { formatDateTime } from '../../language/contract.ts'
import { getPerson } from '../../people/person.ts'
import type { ProxyWindow } from './contract.ts'
import { getProxy, isOver, type ProxyRow, recordProxy } from './row.ts'

type Giving = { owner_id: string | null; proxy_id: string; from: string; to: string; note: string | null }
type Party = { id: string; name: string; home_org_id: string; time_zone: string }

/** Longest window, in days: whoever is away longer hands over. */
const longest = 366

/**
 * Lets one person decide in another's place. Refuses windows that overlap another of the owner's, a circle, and a chain:
 * at no moment is somebody's proxy away themselves. Both people are locked in the order of their ids, so that two
 * windows that share anybody are looked at one after the other.
 */
export async function giveProxy(ctx: Ctx, { owner_id, proxy_id, ...given }: Giving): Promise<ProxyWindow> {
  const me = personOf(ctx.actor)
  const owner = await lockParties(ctx, owner_id ?? me, proxy_id)
  if (owner.id !== me && !ctx.may('approvals.proxy.manage', owner.home_org_id)) throw notFound()
  await checkKnown(ctx, owner, proxy_id)
  if (owner.id === proxy_id) throw refused('approvals.proxy.yourself')
  const [starts_at, ends_at] = [momentAt(owner, given.from), momentAt(owner, given.to)]
  checkWindow(ctx, starts_at, ends_at)
  await checkDecides(ctx, proxy_id)
  await checkFree(ctx, { owner, proxy_id, starts_at, ends_at })
  const id = newId()
  const parties = { id, owner_id: owner.id, proxy_id, created_by: me, created_at: ctx.now }
  await ctx.tx
    .insertInto('kernel.approval_proxy')
    .values({ ...parties, starts_at, ends_at, note: given.note })
    .execute()
  await recordProxy(ctx, id, 'give')
  return getProxy(ctx, id)
}

/** Ends a window now; one that has not begun never holds. */
export async function endProxy(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
): Promise<ProxyWindow> {
  const found = await getProxy(ctx, id)
  const row = await ctx.tx
    .selectFrom('kernel.approval_proxy')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (isOver(ctx, row)) throw refused('approvals.proxy.is_over')
  if (found.can.length === 0) throw forbidden()
  if (row.version !== version) throw stale({ ...found })
  await ctx.tx
    .updateTable('kernel.approval_proxy')
    .set({ ended_at: ctx.now, ended_by: personOf(ctx.actor), version: version + 1 })
    .where('id', '=', id)
    .execute()
  await recordProxy(ctx, id, 'end')
  return getProxy(ctx, id)
}

async function lockParties(ctx: Ctx, owner_id: string, proxy_id: string): Promise<Party> {
  const { rows } = await sql<Party & { active: boolean }>`
    select p.id, p.name, p.home_org_id, p.active, o.time_zone
    from kernel.person p join kernel.organisation o on o.id = p.home_org_id
    where p.id in (${owner_id}, ${proxy_id}) order by p.id for no key update of p`.execute(ctx.tx)
  const owner = rows.find(({ id, active }) => id === owner_id && active)
  if (!owner || !rows.some(({ id, active }) => id === proxy_id && active)) throw notFound()
  return owner
}

/** Whoever decides where the owner works, or is in reach; anybody else is as if there were none. */
async function checkKnown(ctx: Ctx, { home_org_id: org_id }: Party, proxy_id: string) {
  const deciders = await holdersAt(ctx, { org_id, permission: 'approvals.request.decide' })
  if (!deciders.includes(proxy_id)) await getPerson(ctx, proxy_id)
}

/** The instant at which it is that time on the owner's clock; a bare day begins at midnight. */
function momentAt({ time_zone }: Party, local: string): Date {
  try {
    const clock = Temporal.PlainDateTime.from(local.length === 10 ? `${local}T00:00` : local)
    return new Date(clock.toZonedDateTime(time_zone).epochMilliseconds)
  } catch {
    throw refused('approvals.proxy.no_such_time', { time: local })
  }
}

function checkWindow({ now }: Ctx, starts_at: Date, ends_at: Date) {
  if (ends_at <= starts_at) throw refused('approvals.proxy.ends_first')
  if (ends_at <= now) throw refused('approvals.proxy.ended_already')
  if (ends_at.getTime() - starts_at.getTime() > longest * 86_400_000)
    throw refused('approvals.proxy.too_long', { days: longest })
}

/** Where they may decide is asked again at each decision; who decides nowhere, or can't sign in, is of no use. */
async function checkDecides({ tx, now }: Ctx, proxy_id: string) {
  const { rows } = await sql<{ name: string; decides: boolean }>`
    select p.name, exists (
      select from kernel.account a
      join kernel.role_assignment r on r.person_id = a.person_id
      join kernel.role_permission g on g.role_key = r.role_key and g.permission = 'approvals.request.decide'
      where a.person_id = p.id and a.disabled_at is null
        and (r.ends_on is null or r.ends_on > ${roleDay(now)})
    ) decides
    from kernel.person p where p.id = ${proxy_id}`.execute(tx)
  if (!rows[0]?.decides) throw refused('approvals.proxy.never_decides', { name: rows[0]?.name ?? '' })
}

async function checkFree(
  ctx: Ctx,
  { owner, proxy_id, starts_at, ends_at }: { owner: Party; proxy_id: string; starts_at: Date; ends_at: Date },
) {
  const clashes = await ctx.tx
    .selectFrom('kernel.approval_proxy')
    .selectAll()
    .where((eb) => eb.or([eb('owner_id', 'in', [owner.id, proxy_id]), eb('proxy_id', '=', owner.id)]))
    .where(sql<boolean>`starts_at < ${ends_at} and least(ends_at, coalesce(ended_at, ends_at)) > ${starts_at}
      and (ended_at is null or ended_at > starts_at)`)
    .orderBy('starts_at')
    .execute()
  for (const clash of clashes) {
    const params = await describe(ctx, clash, owner)
    if (clash.owner_id === owner.id) throw refused('approvals.proxy.overlaps', params)
    if (clash.owner_id === proxy_id && clash.proxy_id === owner.id)
      throw refused('approvals.proxy.circle', params)
    if (clash.owner_id === proxy_id) throw refused('approvals.proxy.chain', params)
    throw refused('approvals.proxy.stands_in', params)
  }
}

async function describe(ctx: Ctx, clash: ProxyRow, { time_zone }: Party) {
  const names = await ctx.tx
    .selectFrom('kernel.person')
    .select(['id', 'name'])
    .where('id', 'in', [clash.owner_id, clash.proxy_id])
    .execute()
  const nameOf = (id: string) => names.find((one) => one.id === id)?.name ?? ''
  const show = (at: string) => formatDateTime(ctx.language, at, { timeZone: time_zone })
  return {
    owner: nameOf(clash.owner_id),
    proxy: nameOf(clash.proxy_id),
    from: show(clash.starts_at),
    to: show(clash.ended_at && clash.ended_at < clash.ends_at ? clash.ended_at : clash.ends_at),
  }
}
