import type { Selectable } from 'kysely'
import type { DB } from '../../../db/types.ts'
import { lockRow } from '../db/row.ts'
import type { Ctx, TrailEntry } from '../http/context.ts'

export type WebhookRow = Selectable<DB['kernel.webhook']>

/** The row, locked, as the caller saw it. Throws `not_found` out of reach, `stale` when it was changed meanwhile. */
export async function lockWebhook(ctx: Ctx, id: string, version?: number): Promise<WebhookRow> {
  const row = await lockRow(ctx, 'kernel.webhook', { id, version })
  return row
}

/** An address as the trail tells it: what comes after the path, and the path's end, may be somebody's key. */
export const shownAddress = (url: string): string => new URL(url).origin

export function recordWebhook(
  ctx: Ctx,
  { org_id, id, name }: Pick<WebhookRow, 'org_id' | 'id' | 'name'>,
  verb: string,
  more: Pick<TrailEntry, 'diff' | 'note'> = {},
): void {
  ctx.record({
    action: `webhooks.webhook.${verb}`,
    ...{ org_id, subject_type: 'webhook', subject_id: id, title: name },
    ...more,
  })
}
