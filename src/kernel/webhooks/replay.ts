import { newId } from '../db/new-id.ts'
import { invalid, notFound, refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { keptDays, testEvent } from './contract.ts'
import { deliverNow } from './deliver.ts'
import { lockWebhook, recordWebhook } from './row.ts'

/** A receiver that gets more at once is better served by an export. */
const most = 10_000

/** A message that says nothing but that this is a test, sent at once. */
export async function testWebhook(ctx: Ctx, { id }: { id: string }): Promise<{ id: string }> {
  const row = await lockWebhook(ctx, id)
  const delivery_id = newId()
  const body = { type: testEvent, timestamp: ctx.now.toISOString(), data: { webhook: row.name } }
  await ctx.tx
    .insertInto('kernel.webhook_delivery')
    .values({
      ...{
        org_id: row.org_id,
        id: delivery_id,
        webhook_id: id,
        event: testEvent,
        body: JSON.stringify(body),
      },
      ...{ at: ctx.now, next_at: ctx.now, created_at: ctx.now },
    })
    .execute()
  recordWebhook(ctx, row, 'test')
  sendAfterCommit(ctx, { org_id: row.org_id, delivery_id })
  return { id: delivery_id }
}

/** Sends a message again, under its own id so that the receiver knows it, with all its tries before it. */
export async function replayDelivery(
  ctx: Ctx,
  { id, delivery_id }: { id: string; delivery_id: string },
): Promise<void> {
  const row = await lockWebhook(ctx, id)
  const found = await ctx.tx
    .updateTable('kernel.webhook_delivery')
    .set((was) => ({
      ...{ state: 'waiting', attempts: 0, next_at: ctx.now, delivered_at: null },
      version: was('version', '+', 1),
    }))
    .where('org_id', '=', row.org_id)
    .where('webhook_id', '=', id)
    .where('id', '=', delivery_id)
    .returning('event')
    .executeTakeFirst()
  if (!found) throw notFound()
  recordWebhook(ctx, row, 'replay', { diff: { events: [null, [found.event]] } })
  sendAfterCommit(ctx, { org_id: row.org_id, delivery_id })
}

/** Puts the messages made in a span of time back among those that wait. Throws `refused` for more than so many. */
export async function replayRange(
  ctx: Ctx,
  { id, from, to, which }: { id: string; from: string; to: string; which: 'failed' | 'all' },
): Promise<{ count: number }> {
  const row = await lockWebhook(ctx, id)
  if (new Date(from) >= new Date(to))
    throw invalid('errors.invalid', {}, [{ path: 'to', code: 'webhooks.errors.ends_before_start' }])
  const ids = await ctx.tx
    .selectFrom('kernel.webhook_delivery')
    .select('id')
    .where('org_id', '=', row.org_id)
    .where('webhook_id', '=', id)
    .where('created_at', '>=', from)
    .where('created_at', '<', to)
    .where('event', '<>', testEvent)
    .where('state', 'in', which === 'all' ? ['failed', 'delivered'] : ['failed'])
    .limit(most + 1)
    .forUpdate()
    .execute()
  if (ids.length > most) throw refused('webhooks.errors.too_much_at_once', { most })
  if (ids.length === 0) {
    ctx.unchanged()
    return { count: 0 }
  }
  await ctx.tx
    .updateTable('kernel.webhook_delivery')
    .set((was) => ({
      ...{ state: 'waiting', attempts: 0, next_at: ctx.now, delivered_at: null },
      version: was('version', '+', 1),
    }))
    .where('org_id', '=', row.org_id)
    .where(
      'id',
      'in',
      ids.map((one) => one.id),
    )
    .execute()
  recordWebhook(ctx, row, 'replay', { diff: { count: [null, ids.length] } })
  return { count: ids.length }
}

/** Forgets messages, and the tries with them, when nobody looks for them any more. */
export async function forgetDeliveries({ tx, now }: Ctx): Promise<void> {
  await tx
    .deleteFrom('kernel.webhook_delivery')
    .where('created_at', '<', new Date(now.getTime() - keptDays * 86_400_000).toISOString())
    .execute()
}

const sendAfterCommit = (ctx: Ctx, which: { org_id: string; delivery_id: string }) =>
  ctx.afterCommit(async () => void (await deliverNow(ctx.app, which)))
