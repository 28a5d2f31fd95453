import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../../../kernel/db/pool.ts'
import type { Kernel } from '../../../../kernel/http/context.ts'
import { readCompanySettings } from '../../../../kernel/settings/company.ts'
import { inSnapshot } from '../../../../kernel/trail/records.ts'
import {
  cameUpAnew,
  concerns,
  countAnew,
  isCounted,
  monthOf,
  monthsAnew,
  monthsOfAnew,
  parts,
  touchedBy,
} from './fold.ts'

/**
 * Compares what was added up, with the changes since, with a count of every complaint, in one snapshot that holds up
 * nobody. Where they differ something wrote past `note.ts`: that is logged, and everything is counted anew. Run nightly.
 */
export async function checkCounts(kernel: Kernel): Promise<void> {
  const { time_zone } = await readCompanySettings(kernel.db)
  const wrong = await inSnapshot(kernel.db, async (tx) => {
    await sql.raw('set local statement_timeout = 0').execute(tx)
    return (await isCounted(tx, time_zone)) ? findWrong(tx, time_zone) : null
  })
  if (!wrong || Object.values(wrong).every((n) => n === 0)) return
  kernel.log.warn(wrong, 'what was added up of complaints was wrong, and is counted anew')
  await countAnew(kernel.db, { time_zone, now: kernel.clock() })
}

/** How many numbers of each kind aren't what there is. */
async function findWrong(tx: Tx, time_zone: string) {
  const month = monthOf('c.received_at', time_zone)
  return {
    months: await differences(
      tx,
      sql`
      select month, part, key, sum(n) from (
        select month, part, key, n from complaints.count_month
        union all
        select ${month}, p.part, p.key, c.n from complaints.count_change c cross join lateral ${parts('c')} p (part, key)
        where p.key is not null
        union all
        select month, part, key, -n from (${monthsAnew(time_zone)}) anew
      ) c group by 1, 2, 3 having sum(n) <> 0`,
    ),
    organisations: await differences(
      tx,
      sql`
      select org_id, month, sum(n) from (
        select org_id, month, n from complaints.count_month_of
        union all
        select c.org_id, ${month}, c.n from complaints.count_change c
        union all
        select org_id, month, -n from (${monthsOfAnew(time_zone)}) anew
      ) c group by 1, 2 having sum(n) <> 0`,
    ),
    // Those of causes that changed since are looked at anew whenever they are read.
    came_up_again: await differences(
      tx,
      sql`
      select org_id, complaint_id, cause_key, service_key, received_at, sum(n) from (
        select org_id, complaint_id, cause_key, service_key, received_at, 1 n from complaints.came_up_again
        union all
        select org_id, complaint_id, cause_key, service_key, received_at, -1 from (${cameUpAnew}) anew
      ) c where not exists (select from ${touchedBy(sql`where cause_key is not null`)} t where ${concerns('c')})
      group by 1, 2, 3, 4, 5 having sum(n) <> 0`,
    ),
  }
}

async function differences(tx: Tx, found: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int n from (${found}) d`.execute(tx)
  return rows[0]!.n
}
