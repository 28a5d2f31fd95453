import { chainOfOwner } from '../access/key/owner.ts'
import { widenReach } from '../db/transaction.ts'
import { forbidden, stale } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { type NoticeFields, noticeKinds, obligatoryKinds } from './contract.ts'
import { findWishes } from './settings.ts'

/** How the caller hears of things. */
export async function showNotices(ctx: Ctx) {
  const wishes = ctx.actor.account_id && (await findWishes(ctx, { account_id: ctx.actor.account_id }))
  if (!wishes) throw forbidden()
  const { account_id: _, home_org_id: __, chosen_zone, ...rest } = wishes
  return {
    ...rest,
    time_zone: chosen_zone,
    sends: ctx.app.configuration.SMTP_URL !== undefined,
    obligatory: [...obligatoryKinds],
  }
}

/** Changes it; mails already held back go by what was chosen last. Throws `stale` when it was changed meanwhile. */
export async function updateNotices(
  ctx: Ctx,
  { version, ...given }: NoticeFields & { version: number },
): Promise<void> {
  const { account_id } = ctx.actor
  if (!account_id) throw forbidden()
  const before = await findWishes(ctx, { account_id })
  if (!before) throw forbidden()
  const diff = diffOf({ ...before, time_zone: before.chosen_zone }, given)
  if (before.version !== version) throw stale()
  if (Object.keys(diff).length === 0) return ctx.unchanged()
  const values = { ...given, ways: JSON.stringify(given.ways), updated_at: ctx.now, version: version + 1 }
  const { numInsertedOrUpdatedRows } = await ctx.tx
    .insertInto('kernel.notice_setting')
    .values({ account_id, ...values })
    .onConflict((on) =>
      on.column('account_id').doUpdateSet(values).where('kernel.notice_setting.version', '=', version),
    )
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) throw stale()
  await widenReach(ctx.tx)
  ctx.record({
    action: 'notices.setting.update',
    org_id: await chainOfOwner(ctx, account_id),
    subject_type: 'account',
    subject_id: account_id,
    title: ctx.actor.name,
    diff,
  })
}

function diffOf(before: NoticeFields, after: NoticeFields): Record<string, [unknown, unknown]> {
  const { ways: were, ...old } = before
  const { ways, ...rest } = after
  const fields = Object.keys(rest) as (keyof typeof rest)[]
  return Object.fromEntries([
    ...noticeKinds
      .filter((kind) => were[kind] !== ways[kind])
      .map((kind) => [`way_${kind}`, [were[kind], ways[kind]]] as const),
    ...fields
      .filter((field) => old[field] !== rest[field])
      .map((field) => [field, [old[field], rest[field]]] as const),
  ]) as Record<string, [unknown, unknown]>
}
