import type { z } from 'zod'
import { newId } from '../db/new-id.ts'
import { refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { closeTasks } from '../tasks/close.ts'
import { checkAddress, checkSeesAllBelow } from './check.ts'
import type { newWebhook, webhookFields } from './contract.ts'
import { lockWebhook, recordWebhook, shownAddress, type WebhookRow } from './row.ts'
import { makeSecret, sealSecret } from './secret.ts'

/** More would be told twice; few companies have more systems than this at one organisation. */
const most = 50

type Named = { id: string; version: number }

/** Registers an address; it hears of what happens from now on. The secret is answered this once. */
export async function createWebhook(
  ctx: Ctx,
  { org_id, name, url, events }: z.output<typeof newWebhook>,
): Promise<{ id: string; secret: string }> {
  await checkSeesAllBelow(ctx, org_id)
  await checkAddress(ctx, url)
  const { count } = await ctx.tx
    .selectFrom('kernel.webhook')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('org_id', '=', org_id)
    .executeTakeFirstOrThrow()
  if (Number(count) >= most) throw refused('webhooks.errors.too_many', { most })
  return keepWebhook(ctx, { org_id, name, url, events })
}

/** The same of an address that was looked at. */
export async function keepWebhook(
  ctx: Ctx,
  { org_id, name, url, events }: z.output<typeof newWebhook>,
): Promise<{ id: string; secret: string }> {
  const [id, secret, chosen] = [newId(), makeSecret(), [...new Set(events)]]
  await ctx.tx
    .insertInto('kernel.webhook')
    .values({
      ...{ org_id, id, name, url, events: chosen, secret: sealSecret(ctx, secret) },
      ...{ created_by: ctx.actor.person_id, created_at: ctx.now },
    })
    .execute()
  await listen(ctx, { org_id, id, events: chosen })
  recordWebhook(ctx, { org_id, id, name }, 'create', {
    diff: { address: [null, shownAddress(url)], events: [null, chosen] },
  })
  return { id, secret }
}

export async function updateWebhook(
  ctx: Ctx,
  { id, version, name, url, events }: Named & z.output<typeof webhookFields>,
): Promise<void> {
  const row = await lockWebhook(ctx, id, version)
  const chosen = [...new Set(events)]
  if (url !== row.url) await checkAddress(ctx, url)
  const diff: Record<string, [unknown, unknown]> = {
    ...(name === row.name ? {} : { name: [row.name, name] as [unknown, unknown] }),
    ...(url === row.url ? {} : { address: [shownAddress(row.url), shownAddress(url)] as [unknown, unknown] }),
    ...(String(chosen) === String(row.events) ? {} : { events: [row.events, chosen] as [unknown, unknown] }),
  }
  if (Object.keys(diff).length === 0) return ctx.unchanged()
  await change(ctx, row, { name, url, events: chosen })
  await listen(ctx, { ...row, events: chosen })
  recordWebhook(ctx, { ...row, name }, 'update', { diff })
}

/** Nothing is sent for the time being; what happens is kept. Throws `refused` where nothing is sent anyway. */
export async function pauseWebhook(ctx: Ctx, { id, version }: Named): Promise<void> {
  const row = await lockWebhook(ctx, id, version)
  if (row.state !== 'active') throw refused('webhooks.errors.not_active')
  await change(ctx, row, { state: 'paused' })
  recordWebhook(ctx, row, 'pause', { diff: { state: [row.state, 'paused'] } })
}

/** Sends again, also what was kept meanwhile. Throws `refused` for one that sends. */
export async function resumeWebhook(ctx: Ctx, { id, version }: Named): Promise<void> {
  const row = await lockWebhook(ctx, id, version)
  if (row.state === 'active') throw refused('webhooks.errors.active_already')
  await change(ctx, row, { state: 'active', disabled_why: null, failures: 0, failing_since: null })
  await ctx.tx
    .updateTable('kernel.webhook_delivery')
    .set({ next_at: ctx.now })
    .where('org_id', '=', row.org_id)
    .where('webhook_id', '=', id)
    .where('state', '=', 'waiting')
    .execute()
  await closeTasks(ctx, { org_id: row.org_id, subject_type: 'webhook', subject_id: id, outcome: 'done' })
  recordWebhook(ctx, row, 'resume', { diff: { state: [row.state, 'active'] } })
}

/** A new secret, answered this once. The old one signs as well for `overlap_hours`; none: it is worthless at once. */
export async function rotateSecret(
  ctx: Ctx,
  { id, version, overlap_hours }: Named & { overlap_hours: number },
): Promise<{ secret: string }> {
  const row = await lockWebhook(ctx, id, version)
  const secret = makeSecret()
  const until = overlap_hours > 0 ? new Date(ctx.now.getTime() + overlap_hours * 3_600_000) : null
  await change(ctx, row, {
    ...{ secret: sealSecret(ctx, secret), old_secret: until ? row.secret : null },
    old_secret_until: until,
  })
  recordWebhook(ctx, row, 'rotate', { diff: { old_secret_until: [null, until?.toISOString() ?? null] } })
  return { secret }
}

export async function removeWebhook(ctx: Ctx, { id, version }: Named): Promise<void> {
  const row = await lockWebhook(ctx, id, version)
  await ctx.tx.deleteFrom('kernel.event_listener').where('webhook_id', '=', id).execute()
  await ctx.tx.deleteFrom('kernel.webhook').where('org_id', '=', row.org_id).where('id', '=', id).execute()
  await closeTasks(ctx, { org_id: row.org_id, subject_type: 'webhook', subject_id: id, outcome: 'cancelled' })
  recordWebhook(ctx, row, 'remove', { diff: { address: [shownAddress(row.url), null] } })
}

type Change = Partial<
  Pick<
    WebhookRow,
    'name' | 'url' | 'events' | 'state' | 'secret' | 'old_secret' | 'disabled_why' | 'failures'
  >
> & { old_secret_until?: Date | null; failing_since?: Date | null }

const change = ({ tx }: Ctx, { org_id, id, version }: WebhookRow, set: Change) =>
  tx
    .updateTable('kernel.webhook')
    .set({ ...set, version: version + 1 })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()

async function listen({ tx }: Ctx, { org_id, id, events }: { org_id: string; id: string; events: string[] }) {
  await tx.deleteFrom('kernel.event_listener').where('webhook_id', '=', id).execute()
  await tx
    .insertInto('kernel.event_listener')
    .values(events.map((event) => ({ webhook_id: id, organisation_id: org_id, event })))
    .execute()
}
