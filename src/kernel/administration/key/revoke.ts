import { endKey } from '../../access/key/revoke.ts'
import { notFound } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { accountInReach } from '../account/find.ts'

/** Ends anybody's key at once. A second time changes nothing. */
export async function revokeKey(
  ctx: Ctx,
  { id, note = null }: { id: string; note?: string | null | undefined },
): Promise<void> {
  const key = await ctx.tx
    .selectFrom('kernel.api_key as k')
    .innerJoin('kernel.account as a', 'a.id', 'k.account_id')
    .leftJoin('kernel.person as p', 'p.id', 'a.person_id')
    .select(['k.id', 'k.name', 'k.account_id', 'k.revoked_at'])
    .where('k.id', '=', id)
    .where(accountInReach(ctx))
    .forUpdate('k')
    .executeTakeFirst()
  if (!key) throw notFound()
  if (key.revoked_at) return ctx.unchanged()
  await endKey(ctx, { ...key, note })
}
