import { holdersAt } from '../access/holders.ts'
import type { Ctx } from '../http/context.ts'
import { openTask } from '../tasks/open.ts'
import { lockWebhook, recordWebhook } from './row.ts'

/** Sends nothing more, and lets it wait for whoever administers it. A second time changes nothing. */
export async function disableWebhook(
  ctx: Ctx,
  { webhook_id, fault }: { webhook_id: string; fault: string },
): Promise<void> {
  const row = await lockWebhook(ctx, webhook_id)
  if (row.state === 'disabled') return
  const { org_id, id, name, version } = row
  await ctx.tx
    .updateTable('kernel.webhook')
    .set({ state: 'disabled', disabled_why: fault, version: version + 1 })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
  const about = { org_id, subject_type: 'webhook', subject_id: id, title: name }
  for (const person_id of await holdersAt(ctx, { org_id, permission: 'webhooks.webhook.update' }))
    await openTask(ctx, {
      ...{ ...about, person_id, kind: 'webhooks.inbox.disabled', link: `/administration/webhooks/${id}` },
    })
  recordWebhook(ctx, row, 'disable', { diff: { state: [row.state, 'disabled'], why: [null, fault] } })
}
