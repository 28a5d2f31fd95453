import { widenReach } from '../../db/transaction.ts'
import { forbidden, notFound } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { chainOfOwner } from './owner.ts'

/** Ends a key of one's own at once. A second time changes nothing. */
export async function revokeOwnKey(ctx: Ctx, id: string): Promise<void> {
  const { account_id, kind } = ctx.actor
  if (kind !== 'person' || !account_id) throw forbidden()
  const key = await ctx.tx
    .selectFrom('kernel.api_key')
    .select(['id', 'name', 'account_id', 'revoked_at'])
    .where('id', '=', id)
    .where('account_id', '=', account_id)
    .forUpdate()
    .executeTakeFirst()
  if (!key) throw notFound()
  if (key.revoked_at) return ctx.unchanged()
  await widenReach(ctx.tx)
  await endKey(ctx, key)
}

/** Marks a key as revoked and records it in its owner's chain; whoever calls has found and locked it. */
export async function endKey(
  ctx: Ctx,
  {
    id,
    name,
    account_id,
    note = null,
  }: { id: string; name: string; account_id: string; note?: string | null },
): Promise<void> {
  await ctx.tx.updateTable('kernel.api_key').set({ revoked_at: ctx.now }).where('id', '=', id).execute()
  ctx.record({
    action: 'access.key.revoke',
    org_id: await chainOfOwner(ctx, account_id),
    subject_type: 'api_key',
    subject_id: id,
    title: name,
    note,
  })
}
