import { sql } from 'kysely'
import { personOf } from '../../access/actor.ts'
import { type Page, pageByKey } from '../../db/keyset.ts'
import type { Ctx } from '../../http/context.ts'
import { inReach } from '../../org/organisation.ts'
import type { ProxyWindow, proxyStates } from './contract.ts'
import { showProxies } from './row.ts'

type Query = {
  of: 'mine' | 'all'
  state?: (typeof proxyStates)[number] | undefined
  after?: string | undefined
  limit: number
}

/** Windows, the latest to begin first. `all` is cut to the owners whom the caller looks after, besides the own ones. */
export async function listProxies(ctx: Ctx, { of, state, ...paging }: Query): Promise<Page<ProxyWindow>> {
  const me = personOf(ctx.actor)
  let query = ctx.tx.selectFrom('kernel.approval_proxy').selectAll()
  const mine = sql<boolean>`(owner_id = ${me} or proxy_id = ${me})`
  const managed = ctx.reachOf('approvals.proxy.manage')
  query =
    of === 'mine'
      ? query.where(mine)
      : query.where(sql<boolean>`(${mine} or exists (select from kernel.person p
          where p.id = kernel.approval_proxy.owner_id and ${inReach(managed, 'p.home_org_id')}))`)
  const over = sql<boolean>`(ended_at is not null or ends_at <= ${ctx.now})`
  if (state === 'past') query = query.where(over)
  if (state === 'later') query = query.where(sql<boolean>`not ${over} and starts_at > ${ctx.now}`)
  if (state === 'now') query = query.where(sql<boolean>`not ${over} and starts_at <= ${ctx.now}`)
  const page = await pageByKey(
    ctx.tx,
    query,
    [
      { by: 'kernel.approval_proxy.starts_at', as: 'starts_at', direction: 'desc' },
      { by: 'kernel.approval_proxy.id', as: 'id' },
    ],
    paging,
  )
  return { ...page, items: await showProxies(ctx, page.items) }
}
