import { sql } from 'kysely'
import { personOf } from '../../access/actor.ts'
import type { Ctx } from '../../http/context.ts'
import { nameIn } from '../../language/contract.ts'
import { queueMail } from '../../mail/queue.ts'
import { namesOf } from '../request/names.ts'
import { recordProxy } from './row.ts'

/**
 * Whoever's account is shut stands in for nobody any more: their windows end with it, those to come as well, and each
 * owner is written to, as otherwise nobody would decide for them unnoticed. Called where everything is in reach.
 */
export async function endProxiesOf(ctx: Ctx, proxy_id: string): Promise<void> {
  const windows = await ctx.tx
    .updateTable('kernel.approval_proxy')
    .set((row) => ({ ended_at: ctx.now, ended_by: personOf(ctx.actor), version: row('version', '+', 1) }))
    .where('proxy_id', '=', proxy_id)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`ends_at > ${ctx.now}`)
    .returning(['id', 'owner_id'])
    .execute()
  for (const { id, owner_id } of windows) {
    await recordProxy(ctx, id, 'end')
    await tellOwner(ctx, { owner_id, proxy_id })
  }
}

async function tellOwner(ctx: Ctx, { owner_id, proxy_id }: { owner_id: string; proxy_id: string }) {
  const nameOf = await namesOf(ctx, [proxy_id])
  const { name, name_en } = nameOf(proxy_id)
  const { home_org_id } = await ctx.tx
    .selectFrom('kernel.person')
    .select('home_org_id')
    .where('id', '=', owner_id)
    .executeTakeFirstOrThrow()
  await queueMail(ctx, {
    ...{ org_id: home_org_id, person_id: owner_id, template: 'approvals.proxy.mail.ended' },
    ...{ link: '/approvals/proxies', notice: 'escalation' },
    params: (language) => ({ proxy: nameIn(language, { name, name_en }) }),
  })
}
