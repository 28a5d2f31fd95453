import { makeInvitation } from '../../access/invitation/make.ts'
import { readLacking, readSay } from '../../access/powers.ts'
import type { Ctx } from '../../http/context.ts'
import type { Delivery, Invited } from './contract.ts'
import { tellHolder } from './tell.ts'

/**
 * How a link reaches the holder. With a mail server nobody but the holder sees it. Without one the administrator hands
 * it over, but never one that opens more than their own rights or a say in decisions: that one is made on the server.
 */
export async function findDelivery(ctx: Ctx, person_id: string): Promise<Delivery> {
  if (ctx.app.configuration.SMTP_URL) return 'mail'
  const more = (await readSay(ctx, person_id)) || (await readLacking(ctx, person_id)).length > 0
  return more ? 'server' : 'hand'
}

type Holder = { id: string; person_id: string; home_org_id: string }
type Delivering = { delivery: Delivery; letter: 'opened' | 'new_link' }

/** Makes the link and gives it to whom it is for. */
export async function deliverLink(
  ctx: Ctx,
  { id, ...holder }: Holder,
  { delivery, letter }: Delivering,
): Promise<Invited> {
  if (delivery === 'server') return { delivery, path: null, expires_at: null }
  const shown_to = delivery === 'hand' ? ctx.actor.account_id : null
  const { path, expires_at } = await makeInvitation(ctx, { account_id: id, shown_to })
  if (delivery === 'hand') return { delivery, path, expires_at }
  await tellHolder(ctx, holder, letter, { path, expires_at })
  return { delivery, path: null, expires_at }
}
