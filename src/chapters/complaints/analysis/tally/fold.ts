import { sql } from 'kysely'
import type { Tx } from '../../../../kernel/db/pool.ts'
import type { Ctx, Kernel } from '../../../../kernel/http/context.ts'
import { asSystem } from '../../../../kernel/http/open-context.ts'
import { readCompanySettings } from '../../../../kernel/settings/company.ts'
import { cameUpBefore, counts, outcome } from '../came-up.ts'

const untrailed = 'numbers that follow from complaints, which have their trail'

/** So many changes are added up at once. */
const set = 5000

/** By month, by each thing: what a complaint counts under, and once for what it came to. */
export const parts = (row: string) => sql`(values
  ('service', ${sql.ref(`${row}.service_key`)}), ('cause', ${sql.ref(`${row}.cause_key`)}),
  ('channel', ${sql.ref(`${row}.channel`)}), ('outcome', ${sql.ref(`${row}.outcome`)}))`

export const monthOf = (at: string, time_zone: string) =>
  sql`to_char(${sql.ref(at)} at time zone ${time_zone}, 'YYYY-MM')`

/**
 * Adds up what changed since the last time; everything anew where that never happened, or by another clock. Run hourly:
 * the analysis is exact before and after, and quicker after.
 */
export async function foldCounts(kernel: Kernel): Promise<void> {
  const { time_zone } = await asSystem(kernel, ({ tx }) => readCompanySettings(tx), { untrailed })
  if (!(await asSystem(kernel, ({ tx }) => isCounted(tx, time_zone), { untrailed })))
    return countAnew(kernel.db, { time_zone, now: kernel.clock() })
  while ((await asSystem(kernel, foldSome, { untrailed })) === set);
}

export async function isCounted(tx: Tx, time_zone: string): Promise<boolean> {
  const row = await tx.selectFrom('complaints.counting').select('time_zone').executeTakeFirst()
  return row?.time_zone === time_zone
}

/** Gives how many changes it added up. */
async function foldSome({ tx, now }: Ctx): Promise<number> {
  // One at a time, or both would add the same.
  const counting = await tx
    .updateTable('complaints.counting')
    .set({ folded_at: now })
    .returning('time_zone')
    .executeTakeFirst()
  if (!counting) return 0
  const changes = await tx
    .selectFrom('complaints.count_change')
    .select('id')
    .orderBy('id')
    .limit(set)
    .execute()
  const ids = changes.map(({ id }) => id)
  if (ids.length === 0) return 0
  const month = monthOf('c.received_at', counting.time_zone)
  await sql`
    insert into complaints.count_month (month, part, key, n)
    select ${month}, p.part, p.key, sum(c.n)::int
    from complaints.count_change c cross join lateral ${parts('c')} p (part, key)
    where c.id = any(${ids}::uuid[]) and p.key is not null group by 1, 2, 3
    on conflict (month, part, key) do update set n = count_month.n + excluded.n`.execute(tx)
  await sql`
    insert into complaints.count_month_of (org_id, month, n)
    select c.org_id, ${month}, sum(c.n)::int
    from complaints.count_change c where c.id = any(${ids}::uuid[]) group by 1, 2
    on conflict (org_id, month) do update set n = count_month_of.n + excluded.n`.execute(tx)
  const touched = touchedBy(sql`where id = any(${ids}::uuid[]) and cause_key is not null`)
  await sql`delete from complaints.came_up_again a using ${touched} t where ${concerns('a')}`.execute(tx)
  await sql`
    insert into complaints.came_up_again (org_id, complaint_id, cause_key, service_key, received_at)
    select c.org_id, c.id, c.cause_key, c.service_key, c.received_at
    from ${touched} t join complaints.complaint c on ${concerns('c')}
    where ${counts} and ${cameUpBefore('c')}
    on conflict (org_id, complaint_id) do update set cause_key = excluded.cause_key,
      service_key = excluded.service_key, received_at = excluded.received_at`.execute(tx)
  await tx.deleteFrom('complaints.count_change').where('id', 'in', ids).execute()
  return ids.length
}

/** Causes of which something changed, each with the time in which that may bear on whether it had come up before. */
export const touchedBy = (which: ReturnType<typeof sql>) => sql`(
  select org_id, cause_key, service_key, min(received_at) since, max(received_at) + interval '90 days' until
  from complaints.count_change ${which} group by org_id, cause_key, service_key)`

/** Whether a row is of a cause `t` that changed. */
export const concerns = (row: 'a' | 'c') => sql`
  ${sql.ref(`${row}.org_id`)} = t.org_id and ${sql.ref(`${row}.cause_key`)} = t.cause_key
  and ${sql.ref(`${row}.service_key`)} is not distinct from t.service_key
  and ${sql.ref(`${row}.received_at`)} between t.since and t.until`

/** What `count_month` and the changes come to, from every complaint. */
export const monthsAnew = (time_zone: string) => sql`
  select c.month, p.part, p.key, sum(c.n)::int n from (
    select ${monthOf('c.received_at', time_zone)} as month, c.service_key, c.cause_key, c.channel,
      ${outcome} outcome,
      count(*) n
    from complaints.complaint c where ${counts} group by 1, 2, 3, 4, 5
  ) c cross join lateral ${parts('c')} p (part, key)
  where p.key is not null group by 1, 2, 3`

/** The same for `count_month_of`. */
export const monthsOfAnew = (time_zone: string) => sql`
  select c.org_id, ${monthOf('c.received_at', time_zone)} as month, count(*)::int n
  from complaints.complaint c where ${counts} group by 1, 2`

/** The same for `came_up_again`. */
export const cameUpAnew = sql`
  select c.org_id, c.id complaint_id, c.cause_key, c.service_key, c.received_at
  from complaints.complaint c where ${counts} and c.cause_key is not null and ${cameUpBefore('c')}`

/** Of all complaints, in one snapshot: what is entered meanwhile stays among the changes. */
export async function countAnew(db: Tx, { time_zone, now }: { time_zone: string; now: Date }): Promise<void> {
  await db.connection().execute(async (tx) => {
    await sql
      .raw(
        "begin isolation level repeatable read; set local bylaw.reach_all = 'on'; set local bylaw.reach = '{}'; set local statement_timeout = 0",
      )
      .execute(tx)
    try {
      await sql`
        insert into complaints.counting (time_zone, folded_at) values (${time_zone}, ${now})
        on conflict (one) do update set time_zone = excluded.time_zone, folded_at = excluded.folded_at`.execute(
        tx,
      )
      for (const table of ['count_change', 'count_month', 'count_month_of', 'came_up_again'] as const)
        await tx.deleteFrom(`complaints.${table}`).execute()
      await sql`
        insert into complaints.count_month (month, part, key, n) ${monthsAnew(time_zone)}`.execute(tx)
      await sql`
        insert into complaints.count_month_of (org_id, month, n) ${monthsOfAnew(time_zone)}`.execute(tx)
      await sql`
        insert into complaints.came_up_again (org_id, complaint_id, cause_key, service_key, received_at)
        ${cameUpAnew}`.execute(tx)
      await sql.raw('commit').execute(tx)
    } catch (error) {
      await sql.raw('rollback').execute(tx)
      throw error
    }
  })
}
