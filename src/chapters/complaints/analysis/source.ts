import { type RawBuilder, sql } from 'kysely'
import { narrow } from '../../../kernel/db/narrow.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { stoodUnder } from '../../../kernel/org/stood.ts'
import { counts, outcome } from './came-up.ts'

export type Span = { from: string; to: string; time_zone: string; under?: string | undefined }

/** Which complaints count: of the period, where they belonged on their day, each once, unfounded ones left out. */
export const counted = ({ reach }: Ctx, { from, to, time_zone, under }: Span) => sql`
  c.received_at >= (${from}::date)::timestamp at time zone ${time_zone}
  and c.received_at < (${to}::date + 1)::timestamp at time zone ${time_zone}
  and ${counts} and ${narrow(reach, 'c.org_id')}
  ${under ? sql`and ${stoodUnder(under, { org: 'c.org_id', day: dayOf(time_zone) })}` : sql``}`

const dayOf = (time_zone: string) => sql`(c.received_at at time zone ${time_zone})::date`

/** Those that moved, with the days before each move; whatever never moved isn't among them. */
const stood = sql`(
  select organisation_id, until, coalesce(lag(until) over (partition by organisation_id order by until), '-infinity') since
  from kernel.organisation_stood)`

/**
 * Where the numbers come from: rows of a part, a key and how many, and rows of an organisation, until when it stood where
 * the complaint came up (null: it still does), and how many.
 */
export type Source = { parts: RawBuilder<unknown>; organisations: RawBuilder<unknown> }

/** The months of a period, `YYYY-MM`. */
export function monthsOf({ from, to }: Pick<Span, 'from' | 'to'>): string[] {
  const last = Temporal.PlainYearMonth.from(to.slice(0, 7))
  const months: string[] = []
  for (
    let month = Temporal.PlainYearMonth.from(from.slice(0, 7));
    Temporal.PlainYearMonth.compare(month, last) <= 0;
    month = month.add({ months: 1 })
  )
    months.push(month.toString())
  return months
}

/** Every complaint that `which` names, counted now. */
export function counting({ time_zone, ...span }: Span, which: RawBuilder<unknown>): Source {
  const months = monthsOf(span)
  const starts = sql`array(select (m || '-01')::timestamp at time zone ${time_zone} from unnest(${months}::text[]) m)`
  return {
    // Counted by all of it at once, a row each of few: so several processes count, and a cluster does.
    parts: sql`
      select p.part, p.key, c.n from (
        select service_key, cause_key, channel, width_bucket(c.received_at, ${starts}) as month,
          ${outcome} as outcome,
          count(*) n
        from complaints.complaint c where ${which} group by 1, 2, 3, 4, 5
      ) c cross join lateral (values ('service', c.service_key), ('cause', c.cause_key), ('channel', c.channel),
        ('outcome', c.outcome), ('month', (${months}::text[])[c.month])) p (part, key)`,
    organisations: sql`
      select c.org_id, s.until, count(*) n from complaints.complaint c
      left join ${stood} s on s.organisation_id = c.org_id and ${dayOf(time_zone)} >= s.since and ${dayOf(time_zone)} < s.until
      where ${which} group by 1, 2`,
  }
}
