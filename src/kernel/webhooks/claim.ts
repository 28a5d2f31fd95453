import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'

/** Minutes after which a message whose server died while sending it is tried again. */
const lease = 5

export type Claimed = {
  org_id: string
  id: string
  webhook_id: string
  body: string
  /** Tries, this one among them. */
  attempts: number
  url: string
  /** Sealed; the new one before the old. */
  secrets: string[]
}

type Lane = { org_id: string; webhook_id: string }

/** Webhooks with something to send now. */
export async function findDue(ctx: Ctx): Promise<Lane[]> {
  const { rows } = await sql<Lane>`
    select w.org_id, w.id webhook_id from kernel.webhook w
    where w.state = 'active' and exists (
      select from kernel.webhook_delivery d
      where d.org_id = w.org_id and d.webhook_id = w.id and d.state = 'waiting' and d.next_at <= ${ctx.now})
    order by w.id`.execute(ctx.tx)
  return rows
}

/** Takes the webhook's oldest message that is due, or the one named, whatever state the webhook is in. */
export async function claim(
  ctx: Ctx,
  which: Lane | { org_id: string; delivery_id: string },
): Promise<Claimed | undefined> {
  const one = 'delivery_id' in which
  const { rows } = await sql<Omit<Claimed, 'secrets'> & { secret: string; old_secret: string | null }>`
    update kernel.webhook_delivery d
    set attempts = d.attempts + 1, next_at = ${new Date(ctx.now.getTime() + lease * 60_000)}
    from kernel.webhook w
    where w.org_id = ${which.org_id} and w.id = d.webhook_id and d.org_id = ${which.org_id}
      and (${one} or w.state = 'active')
      and d.id = (
        select id from kernel.webhook_delivery
        where org_id = ${which.org_id} and state = 'waiting' and next_at <= ${ctx.now}
          and ${one ? sql`id = ${which.delivery_id}` : sql`webhook_id = ${which.webhook_id}`}
        order by at, id limit 1 for update skip locked)
    returning d.org_id, d.id, d.webhook_id, d.body, d.attempts, w.url, w.secret,
      case when w.old_secret_until > ${ctx.now} then w.old_secret end old_secret`.execute(ctx.tx)
  const [found] = rows
  if (!found) return undefined
  const { secret, old_secret, ...message } = found
  return { ...message, secrets: old_secret ? [secret, old_secret] : [secret] }
}
