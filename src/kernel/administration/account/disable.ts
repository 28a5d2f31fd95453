import { voidInvitations } from '../../access/invitation/make.ts'
import { givesRoles, keepAdministrator } from '../../access/keep-administrator.ts'
import { endProxiesOf } from '../../approvals/proxy/end-with-account.ts'
import { widenReach } from '../../db/transaction.ts'
import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { handOver } from '../../tasks/hand-over.ts'
import { type Account, lockAccount } from './find.ts'

type Disabling = { id: string; to_person_id?: string | null | undefined; note?: string | null | undefined }

/**
 * Shuts an account at once and by every way in. What waits for its person goes to another first: refused while
 * anything waits and nobody is named, and when the one named can't take all of it over.
 * Invariant: afterwards no open task points to a disabled account.
 */
export async function disableAccount(
  ctx: Ctx,
  { id, to_person_id, note = null }: Disabling,
): Promise<{ moved: number }> {
  const account = await lockAccount(ctx, id)
  if (account.disabled_at) throw refused('administration.errors.is_disabled', { name: account.name })
  const moved = await moveTasks(ctx, account, { to_person_id, note })
  await waitForOpening(ctx, account)
  await ctx.tx
    .updateTable('kernel.account')
    .set({ disabled_at: ctx.now, updated_at: ctx.now })
    .where('id', '=', id)
    .execute()
  await ctx.tx.deleteFrom('kernel.account_session').where('user_id', '=', id).execute()
  await ctx.tx
    .updateTable('kernel.api_key')
    .set({ revoked_at: ctx.now })
    .where('account_id', '=', id)
    .where('revoked_at', 'is', null)
    .execute()
  if (await isAdministrator(ctx, account.person_id)) await keepAdministrator(ctx)
  await voidInvitations(ctx, id)
  ctx.record({
    action: 'administration.account.disable',
    org_id: account.home_org_id,
    subject_type: 'person',
    subject_id: account.person_id,
    title: account.name,
    ...(moved > 0 ? { diff: { tasks_moved: [null, moved] } } : {}),
    note,
  })
  await checkNothingLeft(ctx, account)
  await endProxiesOf(ctx, account.person_id)
  return { moved }
}

async function isAdministrator(ctx: Ctx, person_id: string): Promise<boolean> {
  const held = await ctx.tx
    .selectFrom('kernel.role_assignment')
    .select('role_key')
    .where('person_id', '=', person_id)
    .execute()
  for (const { role_key } of held) if (await givesRoles(ctx, role_key)) return true
  return false
}

async function moveTasks(
  ctx: Ctx,
  { person_id, name }: Account,
  { to_person_id, note }: Omit<Disabling, 'id'>,
): Promise<number> {
  const count = await countOpen(ctx, person_id)
  if (count === 0) return 0
  if (!to_person_id) throw refused('administration.errors.tasks_open', { name, count })
  const { moved, stayed } = await handOver(ctx, {
    from_person_id: person_id,
    to_person_id,
    note: note ?? null,
    leaving: true,
  })
  if (stayed.length > 0)
    throw refused('administration.errors.tasks_stay', {
      count: stayed.length,
      first: `${stayed[0]!.title}: ${stayed[0]!.reason}`,
    })
  return moved
}

/** Whoever is opening a task for them now comes first; whoever does later sees that the account is shut. */
async function waitForOpening(ctx: Ctx, { id, person_id, name }: Account) {
  await ctx.tx.selectFrom('kernel.account').select('id').where('id', '=', id).forUpdate().execute()
  const count = await countOpen(ctx, person_id)
  if (count > 0) throw refused('administration.errors.tasks_open', { name, count })
}

/** Tasks beyond one's own reach can't be handed over from here: somebody who reaches further must. */
async function checkNothingLeft(ctx: Ctx, { person_id, name }: Account) {
  await widenReach(ctx.tx)
  const count = await countOpen(ctx, person_id)
  if (count > 0) throw refused('administration.errors.tasks_beyond', { name, count })
}

async function countOpen({ tx }: Ctx, person_id: string): Promise<number> {
  const { count } = await tx
    .selectFrom('kernel.task')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('person_id', '=', person_id)
    .where('closed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}
