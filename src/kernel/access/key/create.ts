import { randomBytes } from 'node:crypto'
import { newId } from '../../db/new-id.ts'
import { widenReach } from '../../db/transaction.ts'
import { forbidden, invalid, refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { hashKey } from '../session.ts'
import type { NewKey } from './contract.ts'
import { inUse } from './list.ts'
import { chainOfOwner } from './owner.ts'

const most = 20

/**
 * Makes a key that can do some of what its owner can, today and as long as the owner can. Only its SHA-256 is kept.
 * Refused: by a key, for a permission the owner doesn't hold, and beyond twenty.
 */
export async function createKey(
  ctx: Ctx,
  { name, permissions, expires_at = null }: NewKey,
): Promise<{ id: string; key: string }> {
  const { account_id } = ctx.actor
  if (ctx.actor.kind !== 'person' || !account_id) throw forbidden()
  const beyond = permissions.find((permission) => !ctx.holds(permission))
  if (beyond !== undefined)
    throw invalid('errors.invalid', {}, [
      { path: 'permissions', code: 'access.errors.key_beyond', params: { permission: beyond } },
    ])
  if (expires_at && new Date(expires_at) <= ctx.now)
    throw invalid('errors.invalid', {}, [{ path: 'expires_at', code: 'access.errors.key_expired' }])
  const { count } = await ctx.tx
    .selectFrom('kernel.api_key')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account_id', '=', account_id)
    .where(inUse(ctx))
    .executeTakeFirstOrThrow()
  if (Number(count) >= most) throw refused('access.errors.too_many_keys', { most })
  const id = newId()
  const key = `byl_${randomBytes(32).toString('base64url')}`
  const given = [...new Set(permissions)].sort()
  await ctx.tx
    .insertInto('kernel.api_key')
    .values({
      ...{ id, account_id, name, prefix: key.slice(0, 10), hash: hashKey(key) },
      ...{ permissions: given, expires_at, created_at: ctx.now },
    })
    .execute()
  await widenReach(ctx.tx)
  ctx.record({
    action: 'access.key.create',
    org_id: await chainOfOwner(ctx, account_id),
    subject_type: 'api_key',
    subject_id: id,
    title: name,
    diff: { given: [null, given], ...(expires_at ? { expires_at: [null, expires_at] } : {}) },
  })
  return { id, key }
}
