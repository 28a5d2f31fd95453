import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { recordAct } from './create.ts'
import { lockAccount } from './find.ts'
import { tellHolder } from './tell.ts'

type Act = { id: string; note?: string | null | undefined }

/** Opens a disabled account again, with the password it had. Its keys stay revoked. */
export async function enableAccount(ctx: Ctx, { id, note }: Act): Promise<void> {
  const account = await lockAccount(ctx, id)
  if (!account.disabled_at) throw refused('administration.errors.not_disabled', { name: account.name })
  await ctx.tx
    .updateTable('kernel.account')
    .set({ disabled_at: null, failed_sign_ins: 0, locked_until: null, updated_at: ctx.now })
    .where('id', '=', id)
    .execute()
  recordAct(ctx, account, 'administration.account.enable', note)
}

/** Lifts the lock after too many wrong passwords or codes. */
export async function unlockAccount(ctx: Ctx, { id, note }: Act): Promise<void> {
  const account = await lockAccount(ctx, id)
  const locked = account.locked_until !== null && new Date(account.locked_until) > ctx.now
  if (!locked) throw refused('administration.errors.not_locked', { name: account.name })
  await ctx.tx
    .updateTable('kernel.account')
    .set({ failed_sign_ins: 0, locked_until: null, updated_at: ctx.now })
    .where('id', '=', id)
    .execute()
  await ctx.tx
    .updateTable('kernel.account_two_factor')
    .set({ failed_verifications: 0, locked_until: null })
    .where('user_id', '=', id)
    .execute()
  recordAct(ctx, account, 'administration.account.unlock', note)
}

/** Signs an account out of every browser. */
export async function endSessions(ctx: Ctx, { id, note }: Act): Promise<void> {
  const account = await lockAccount(ctx, id)
  const { numDeletedRows } = await ctx.tx
    .deleteFrom('kernel.account_session')
    .where('user_id', '=', id)
    .executeTakeFirst()
  if (numDeletedRows === 0n) return ctx.unchanged()
  recordAct(ctx, account, 'administration.account.end_sessions', note)
}

/** Takes the second step away and signs the account out; its holder is told and sets it up anew. */
export async function resetTwoFactor(ctx: Ctx, { id, note }: Act): Promise<void> {
  const account = await lockAccount(ctx, id)
  if (!account.two_factor_enabled)
    throw refused('administration.errors.no_two_factor', { name: account.name })
  await ctx.tx.deleteFrom('kernel.account_two_factor').where('user_id', '=', id).execute()
  await ctx.tx
    .updateTable('kernel.account')
    .set({ two_factor_enabled: false, updated_at: ctx.now })
    .where('id', '=', id)
    .execute()
  await ctx.tx.deleteFrom('kernel.account_session').where('user_id', '=', id).execute()
  recordAct(ctx, account, 'administration.account.reset_two_factor', note)
  await tellHolder(ctx, account, 'two_factor_gone')
}
