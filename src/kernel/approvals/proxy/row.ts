import { type Selectable, sql } from 'kysely'
import type { DB } from '../../../../db/types.ts'
import { within } from '../../access/grants.ts'
import { widenReach } from '../../db/transaction.ts'
import { notFound } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { namesOf } from '../request/names.ts'
import type { ProxyWindow } from './contract.ts'

export type ProxyRow = Selectable<DB['kernel.approval_proxy']>

/** A window as its parties and whoever looks after proxies see it; `not_found` for everybody else. */
export async function getProxy(ctx: Ctx, id: string): Promise<ProxyWindow> {
  const row = await ctx.tx
    .selectFrom('kernel.approval_proxy')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  const [shown] = row ? await showProxies(ctx, [row]) : []
  const me = ctx.actor.person_id
  if (!row || !shown) throw notFound()
  const mine = row.owner_id === me || row.proxy_id === me
  if (!mine && shown.can.length === 0 && !(await isManaged(ctx, row))) throw notFound()
  return shown
}

export const endOf = ({ ended_at, ends_at }: Pick<ProxyRow, 'ended_at' | 'ends_at'>): Date => {
  const end = new Date(ends_at)
  return ended_at && new Date(ended_at) < end ? new Date(ended_at) : end
}

export const isOver = ({ now }: Pick<Ctx, 'now'>, row: ProxyRow): boolean =>
  row.ended_at !== null || endOf(row) <= now

export async function showProxies(ctx: Ctx, rows: ProxyRow[]): Promise<ProxyWindow[]> {
  const nameOf = await namesOf(
    ctx,
    rows.flatMap((row) => [
      row.owner_id,
      row.proxy_id,
      row.created_by,
      ...(row.ended_by ? [row.ended_by] : []),
    ]),
  )
  const homes = await homesOf(ctx, rows)
  const me = ctx.actor.person_id
  return rows.map((row) => {
    const over = isOver(ctx, row)
    const home = homes.get(row.owner_id)!
    const ends = row.owner_id === me || ctx.may('approvals.proxy.manage', home.org_id)
    return {
      ...{ id: row.id, note: row.note, version: row.version, time_zone: home.time_zone },
      ...{ owner: nameOf(row.owner_id), proxy: nameOf(row.proxy_id), created_by: nameOf(row.created_by) },
      from: row.starts_at,
      to: endOf(row).toISOString(),
      state: over ? 'past' : new Date(row.starts_at) > ctx.now ? 'later' : 'now',
      ended_at: row.ended_at,
      ended_by: row.ended_by ? nameOf(row.ended_by) : null,
      can: ends && !over ? ['end'] : [],
    }
  })
}

/** What happened belongs to the history of whoever is stood in for, where they work, be it out of the caller's reach. */
export async function recordProxy(ctx: Ctx, id: string, verb: 'give' | 'end'): Promise<void> {
  const { rows } = await sql<{
    person_id: string
    owner: string
    proxy: string
    org_id: string
    from: string
    to: string
  }>`
    select o.id person_id, o.name owner, p.name proxy, o.home_org_id org_id, x.starts_at "from", x.ends_at "to"
    from kernel.approval_proxy x
    join kernel.person o on o.id = x.owner_id join kernel.person p on p.id = x.proxy_id
    where x.id = ${id}`.execute(ctx.tx)
  const { person_id, owner, proxy, org_id, from, to } = rows[0]!
  if (!within(ctx.reach, org_id)) await widenReach(ctx.tx)
  ctx.record({
    action: `approvals.proxy.${verb}`,
    org_id,
    subject_type: 'person',
    subject_id: person_id,
    title: owner,
    diff: {
      proxy: verb === 'give' ? [null, proxy] : [proxy, null],
      from: [null, from],
      to: [null, verb === 'give' ? to : ctx.now.toISOString()],
    },
  })
}

async function isManaged(ctx: Ctx, row: ProxyRow): Promise<boolean> {
  const home = (await homesOf(ctx, [row])).get(row.owner_id)
  return home !== undefined && ctx.may('approvals.proxy.manage', home.org_id)
}

async function homesOf({ tx }: Ctx, rows: ProxyRow[]) {
  const owners = [...new Set(rows.map(({ owner_id }) => owner_id))]
  const found = owners.length
    ? await tx
        .selectFrom('kernel.person as p')
        .innerJoin('kernel.organisation as o', 'o.id', 'p.home_org_id')
        .select(['p.id', 'o.id as org_id', 'o.time_zone'])
        .where('p.id', 'in', owners)
        .execute()
    : []
  return new Map(found.map((row) => [row.id, row]))
}
