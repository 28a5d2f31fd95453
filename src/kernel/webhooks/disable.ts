import { sql } from 'kysely'
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
  for (const person_id of await administratorsOf(ctx, org_id))
    await openTask(ctx, {
      ...{ ...about, person_id, kind: 'webhooks.inbox.disabled', link: `/administration/webhooks/${id}` },
    })
  recordWebhook(ctx, row, 'disable', { diff: { state: [row.state, 'disabled'], why: [null, fault] } })
}

/** Who may put it right today and has an account in use. */
async function administratorsOf(ctx: Ctx, org_id: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select distinct ra.person_id
    from kernel.role_assignment ra
    join kernel.organisation o on o.id = ${org_id}
    join kernel.role_permission rp on rp.role_key = ra.role_key and rp.permission = 'webhooks.webhook.update'
    join kernel.person p on p.id = ra.person_id and p.active
    join kernel.account a on a.person_id = p.id and a.disabled_at is null
    cross join lateral (select (${ctx.now}::timestamptz at time zone o.time_zone)::date as today) day
    where ra.organisation_id = any(o.path) and (ra.with_subtree or ra.organisation_id = o.id)
      and ra.starts_on <= day.today and (ra.ends_on is null or ra.ends_on > day.today)
    order by ra.person_id`.execute(ctx.tx)
  return rows.map(({ person_id }) => person_id)
}
