import type { AccountAct } from '../access/account-trail.ts'
import { chainOfOwner } from '../access/key/owner.ts'
import { callerOfAccount } from '../access/session.ts'
import { newId } from '../db/new-id.ts'
import { everything } from '../db/transaction.ts'
import type { Kernel } from './context.ts'
import { withContext } from './open-context.ts'

/**
 * Tells in the chain of the organisation its person belongs to what happened to an account. Sign-in writes by its own
 * library and its own pool, so the entry follows that write instead of sharing its transaction; a sign-in whose entry
 * can't be written is not answered.
 */
export async function recordOfAccount(kernel: Kernel, { account_id, action, by }: AccountAct): Promise<void> {
  const holder = await callerOfAccount(kernel.db, account_id, kernel.clock())
  const opening = {
    ...{ language: 'zh-CN' as const, request_id: newId(), reach: everything, readOnly: false },
    ...{ caller: by === 'holder' ? (holder ?? null) : null, held: null },
  }
  await withContext(kernel, opening, async (ctx) =>
    ctx.record({
      action,
      org_id: await chainOfOwner(ctx, account_id),
      subject_type: 'account',
      subject_id: account_id,
      title: holder?.actor.name ?? null,
    }),
  )
}
