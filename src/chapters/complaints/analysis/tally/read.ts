import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { cameUpBefore, counts } from '../came-up.ts'
import { counting, monthsOf, type Source, type Span } from '../source.ts'
import { concerns, isCounted, monthOf, touchedBy } from './fold.ts'

/** Whether a period can be read from what was added up: for the whole network, by whoever reaches all of it. */
export const hasTally = async ({ tx, reach }: Ctx, { under, time_zone }: Span): Promise<boolean> =>
  reach.all && under === undefined && (await isCounted(tx, time_zone))

/**
 * The numbers of a period from what was added up by month, what changed since, and the complaints of months that the period
 * cuts. Invariant: the same as counting every complaint. Null where nothing was added up, or no month is whole.
 */
export async function findTally(ctx: Ctx, span: Span): Promise<Source | null> {
  if (!(await hasTally(ctx, span))) return null
  const { time_zone } = span
  const whole = await wholeMonths(ctx, span)
  const [first, last] = [whole[0], whole.at(-1)]
  if (!first || !last) return null
  const startOf = (month: string) => sql`(${`${month}-01`}::timestamp at time zone ${time_zone})`
  const [start, end] = [startOf(first), startOf(nextOf(last))]
  const cut = counting(
    span,
    sql`${counts} and (${within(span, { before: start })} or ${within(span, { from: end })})`,
  )
  const changes = sql`(
    select c.*, ${monthOf('c.received_at', time_zone)} as month
    from complaints.count_change c where c.received_at >= ${start} and c.received_at < ${end})`
  // Whoever moved on the first of these days or before stood throughout them where it stands now.
  const moved = sql`(select organisation_id from kernel.organisation_stood where until > ${`${first}-01`}::date)`
  return {
    parts: sql`
      select part, key, n from complaints.count_month where month = any(${whole}::text[])
      union all
      select 'month', month, n from complaints.count_month where month = any(${whole}::text[]) and part = 'outcome'
      union all
      select p.part, p.key, c.n from ${changes} c cross join lateral (values ('service', c.service_key), ('cause', c.cause_key),
        ('channel', c.channel), ('outcome', c.outcome), ('month', c.month)) p (part, key)
      union all ${cut.parts}`,
    // Of those that moved since it matters on which day each complaint came in.
    organisations: sql`
      select org_id, null::date as until, n from complaints.count_month_of
      where month = any(${whole}::text[]) and org_id not in ${moved}
      union all
      select org_id, null, n from ${changes} c where org_id not in ${moved}
      union all ${cut.organisations}
      union all ${
        counting(
          span,
          sql`${counts} and c.org_id in ${moved} and c.received_at >= ${start} and c.received_at < ${end}`,
        ).organisations
      }`,
  }
}

/** As many as had come up before: those found so, without those of causes that changed since, which are looked at anew. */
export async function countCameUp({ tx }: Ctx, span: Span): Promise<number> {
  const touched = touchedBy(sql`where cause_key is not null`)
  const { rows } = await sql<{ count: number }>`
    select (
      (select count(*) from complaints.came_up_again c where ${within(span)})
      - (select count(*) from ${touched} t join complaints.came_up_again a on ${concerns('a')} where ${within(span, { row: 'a' })})
      + (select count(*) from ${touched} t join complaints.complaint c on ${concerns('c')}
         where ${within(span)} and ${counts} and ${cameUpBefore('c')})
    )::int count`.execute(tx)
  return rows[0]!.count
}

type Bounds = { row?: string; from?: RawBuilder<unknown>; before?: RawBuilder<unknown> }

/** Within the days of the period, or the part of them from an instant on, or before one. */
function within({ from, to, time_zone }: Span, bounds: Bounds = {}): RawBuilder<boolean> {
  const at = sql.ref(`${bounds.row ?? 'c'}.received_at`)
  const start = bounds.from ?? sql`(${from}::date)::timestamp at time zone ${time_zone}`
  const end = bounds.before ?? sql`(${to}::date + 1)::timestamp at time zone ${time_zone}`
  return sql<boolean>`(${at} >= ${start} and ${at} < ${end})`
}

const nextOf = (month: string) => Temporal.PlainYearMonth.from(month).add({ months: 1 }).toString()

/** Those the period has all of; the last as well when nothing came in after the period, as in a month that still runs. */
async function wholeMonths({ tx }: Ctx, { from, to, time_zone }: Span): Promise<string[]> {
  const months = monthsOf({ from, to })
  if (!from.endsWith('-01')) months.shift()
  const last = months.at(-1)
  if (!last) return months
  const { rows } = await sql<{ later: boolean }>`
    select exists (select from complaints.complaint c where ${counts}
      and c.received_at >= (${to}::date + 1)::timestamp at time zone ${time_zone}
      and c.received_at < ${`${nextOf(last)}-01`}::timestamp at time zone ${time_zone}) later`.execute(tx)
  if (rows[0]!.later) months.pop()
  return months
}
