import { newId } from '../db/new-id.ts'
import type { Ctx } from '../http/context.ts'
import type { Claimed } from './claim.ts'
import { disableWebhook } from './disable.ts'
import type { Answer } from './post.ts'

/** Minutes until the next try, four times as long each time and at most a day: about three days in all. */
export const waits = [1, 4, 16, 64, 256, 1024, 1440, 1440] as const

const day = 86_400_000
/** Nothing at all having arrived for so long, the webhook is disabled with the next message that is given up. */
const silence = 2 * day

/** Writes down what came of a try, and decides what follows: done, another try, or giving up. */
export async function settle(
  ctx: Ctx,
  message: Claimed,
  { ms, status, fault, reply, retry_after }: Answer & { ms: number },
): Promise<'delivered' | 'later' | 'failed' | undefined> {
  const webhook = await lock(ctx, message)
  // Somebody removed it, or sent the message again, while it was on its way.
  if (!webhook) return undefined
  const { org_id, id, attempts } = message
  await ctx.tx
    .insertInto('kernel.webhook_attempt')
    .values({ org_id, id: newId(), delivery_id: id, at: ctx.now, ms, status, fault, reply })
    .execute()
  if (!fault) {
    await change(ctx, message, { state: 'delivered', delivered_at: ctx.now })
    if (webhook.failures > 0) await count(ctx, message, { failures: 0, failing_since: null })
    return 'delivered'
  }
  const failures = webhook.failures + 1
  await count(ctx, message, { failures, failing_since: webhook.failing_since ?? ctx.now })
  const wait = waits[attempts - 1]
  if (status === 410 || wait === undefined) {
    await change(ctx, message, { state: 'failed' })
    const since = new Date(webhook.failing_since ?? ctx.now).getTime()
    if (status === 410 || ctx.now.getTime() - since >= silence)
      await disableWebhook(ctx, { ...message, fault })
    return 'failed'
  }
  const asked = Math.min((retry_after ?? 0) * 1000, day)
  await change(ctx, message, { next_at: new Date(ctx.now.getTime() + Math.max(wait * 60_000, asked)) })
  return 'later'
}

async function lock({ tx }: Ctx, { org_id, id, webhook_id, attempts }: Claimed) {
  const webhook = await tx
    .selectFrom('kernel.webhook')
    .select(['failures', 'failing_since'])
    .where('org_id', '=', org_id)
    .where('id', '=', webhook_id)
    .forUpdate()
    .executeTakeFirst()
  const mine = await tx
    .selectFrom('kernel.webhook_delivery')
    .select('id')
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('attempts', '=', attempts)
    .forUpdate()
    .executeTakeFirst()
  return mine && webhook
}

const change = (
  { tx }: Ctx,
  { org_id, id }: Claimed,
  set: { state?: 'delivered' | 'failed'; delivered_at?: Date; next_at?: Date },
) =>
  tx
    .updateTable('kernel.webhook_delivery')
    .set(set)
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()

/** How it fares is no change of the webhook itself: its version stays. */
const count = (
  { tx }: Ctx,
  { org_id, webhook_id }: Claimed,
  set: { failures: number; failing_since: Date | string | null },
) =>
  tx
    .updateTable('kernel.webhook')
    .set(set)
    .where('org_id', '=', org_id)
    .where('id', '=', webhook_id)
    .execute()
