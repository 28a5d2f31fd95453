import { sql } from 'kysely'
import { isWorkingDay } from '../calendar/calendar.ts'
import { dayIn } from '../calendar/working-days.ts'
import type { Ctx, Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import { calendarFor, quietNow } from '../notices/quiet.ts'
import { byDefault, findWishes } from '../notices/settings.ts'
import { writeDigest } from './write-digest.ts'

const untrailed = 'a digest is in the outbox'

/**
 * Writes everybody's digest whose time of the local day has come, once for each day: whoever moves the account's day on
 * writes the mail in the same transaction, so that several servers, and one that starts late, write one. On a day off,
 * and when nothing waits, the day passes without. Gives how many there were.
 */
export async function writeDigests(
  kernel: Kernel,
  { batch = 200 }: { batch?: number } = {},
): Promise<number> {
  await asSystem(kernel, releaseBundled, { untrailed })
  let letters = 0
  for (let after = firstId; ; ) {
    const due = await asSystem(kernel, (ctx) => findDue(ctx, { batch, after }), { readOnly: true })
    for (const { account_id } of due)
      if (await asSystem(kernel, (ctx) => digestOf(ctx, account_id), { untrailed })) letters += 1
    const last = due.at(-1)
    if (!last || due.length < batch) return letters
    after = last.account_id
  }
}

const firstId = '00000000-0000-0000-0000-000000000000'

async function findDue(ctx: Ctx, { batch, after }: { batch: number; after: string }) {
  const { rows } = await sql<{ account_id: string }>`
    select a.id account_id
    from kernel.account a
    join kernel.person p on p.id = a.person_id and p.active
    join kernel.organisation o on o.id = p.home_org_id
    left join kernel.notice_setting s on s.account_id = a.id
    left join kernel.notice_digest d on d.account_id = a.id
    cross join lateral (select ${ctx.now}::timestamptz at time zone coalesce(s.time_zone, o.time_zone) as local) clock
    where a.disabled_at is null and coalesce(s.digest, ${byDefault.digest}) and a.id > ${after}::uuid
      and clock.local::time >= coalesce(s.digest_at, ${byDefault.digest_at})::time
      and (d.day is null or d.day < clock.local::date)
    order by a.id limit ${batch}`.execute(ctx.tx)
  return rows
}

/** One account's. Gives false when another server was first, when it is quiet, a day off, or nothing waits. */
async function digestOf(ctx: Ctx, account_id: string): Promise<boolean> {
  const wishes = await findWishes(ctx, { account_id })
  if (!wishes?.digest || (await quietNow(ctx, { ...wishes, working_days_only: false }))) return false
  const day = dayIn(wishes.time_zone, ctx.now)
  const { numInsertedOrUpdatedRows } = await ctx.tx
    .insertInto('kernel.notice_digest')
    .values({ account_id, day })
    .onConflict((on) =>
      on.column('account_id').doUpdateSet({ day }).where('kernel.notice_digest.day', '<', day),
    )
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return false
  const calendar = await calendarFor(ctx, wishes)
  if (calendar && !isWorkingDay(calendar, day)) return false
  return writeDigest(ctx, { account_id, day, time_zone: wishes.time_zone })
}

/** What waits for the digest of somebody who wants none any more goes out by itself. */
async function releaseBundled({ tx, now }: Ctx) {
  await sql`
    update kernel.mail m set state = 'waiting', next_at = ${now}, version = m.version + 1
    from kernel.account a left join kernel.notice_setting s on s.account_id = a.id
    where m.person_id = a.person_id and m.state = 'bundled' and m.sent_at is null
      and not coalesce(s.digest, ${byDefault.digest})`.execute(tx)
}
