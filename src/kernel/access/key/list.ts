import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../http/context.ts'
import type { ShownKey } from './contract.ts'

/** The state of `kernel.api_key`. */
export const keyState = ({ now }: Pick<Ctx, 'now'>): RawBuilder<ShownKey['state']> =>
  sql<ShownKey['state']>`case when revoked_at is not null then 'revoked'
    when kernel.api_key.expires_at <= ${now} then 'expired' else 'active' end`

export const inUse = (ctx: Pick<Ctx, 'now'>): RawBuilder<boolean> => sql<boolean>`${keyState(ctx)} = 'active'`

/** The caller's own keys, those in use first. */
export async function listOwnKeys(ctx: Ctx): Promise<ShownKey[]> {
  const rows = await ctx.tx
    .selectFrom('kernel.api_key')
    .select(['id', 'name', 'prefix', 'permissions', 'created_at', 'expires_at', 'last_used_at', 'revoked_at'])
    .select(keyState(ctx).as('state'))
    .where('account_id', '=', ctx.actor.account_id)
    .orderBy(sql`${inUse(ctx)} desc`)
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, permissions: row.permissions ?? [] }))
}
