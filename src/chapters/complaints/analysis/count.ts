import { sql } from 'kysely'
import { narrow } from '../../../kernel/db/narrow.ts'
import { inPinyin } from '../../../kernel/db/pinyin.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { stoodUnder } from '../../../kernel/org/stood.ts'

export type Span = { from: string; to: string; time_zone: string; under?: string | undefined }

/** How many complaints of a period there are, by each thing they are counted by; every one of them once under each. */
export type Counts = {
  total: number
  resolved: number
  first_time: number
  caused: number
  organisations: { id: string; name: string; name_en: string | null; count: number }[]
  services: Map<string, number>
  causes: Map<string, number>
  channels: Map<string, number>
  /** By the month's place in the period, from 1. */
  months: Map<number, number>
}

/** So many organisations, services and causes are named, the most frequent first. */
export const most = 30

/** Which complaints count: of the period, where they belonged on their day, each once, unfounded ones left out. */
export const counted = ({ reach }: Ctx, { from, to, time_zone, under }: Span) => sql`
  c.received_at >= (${from}::date)::timestamp at time zone ${time_zone}
  and c.received_at < (${to}::date + 1)::timestamp at time zone ${time_zone}
  and c.state not in ('transferred', 'merged', 'unfounded') and ${narrow(reach, 'c.org_id')}
  ${under ? sql`and ${stoodUnder(under, { org: 'c.org_id', day: dayOf(time_zone) })}` : sql``}`

const dayOf = (time_zone: string) => sql`(c.received_at at time zone ${time_zone})::date`

/** Those that moved, with the days before each move; whatever never moved isn't among them. */
const stood = sql`(
  select organisation_id, until, coalesce(lag(until) over (partition by organisation_id order by until), '-infinity') since
  from kernel.organisation_stood)`

type Row = { part: string; key: string | null; name: string; name_en: string | null; count: number }

/** Goes through the complaints once, however many things they are counted by. */
export async function countAll(ctx: Ctx, span: Span): Promise<Counts> {
  const { from, to, time_zone } = span
  const { rows } = await sql<Row>`
    with months as (
      select array_agg(m at time zone ${time_zone} order by m) starts
      from generate_series(date_trunc('month', ${from}::timestamp), ${to}::timestamp, interval '1 month') m
    ), counts as materialized (
      select grouping(org_id, service_key, cause_key, channel, month, over) as sets,
        org_id, stood, service_key, cause_key, channel, month, over, count(*)::int count
      from (
        select c.org_id, s.until as stood, c.service_key, c.cause_key, c.channel, width_bucket(c.received_at, (select starts from months)) as month,
          case when c.state not in ('resolved', 'closed') then 'open' when c.reopenings = 0 then 'first' else 'again' end as over
        from complaints.complaint c
        left join ${stood} s on s.organisation_id = c.org_id and ${dayOf(time_zone)} >= s.since and ${dayOf(time_zone)} < s.until
        where ${counted(ctx, span)}
      ) c
      group by grouping sets ((org_id, stood), (service_key), (cause_key), (channel), (month), (over))
    )
    select case sets when 47 then 'services' when 55 then 'causes' when 59 then 'channels' when 61 then 'months' else 'over' end part,
      coalesce(service_key, cause_key, channel, month::text, over) as key, '' as name, null as name_en, count
    from counts where sets <> 31
    union all
    (select 'organisations', o.id::text, o.name, o.name_en, s.count
      from (
        select above.id, sum(n.count)::int count
        from counts n join kernel.organisation own on own.id = n.org_id
        left join kernel.organisation_stood s on s.organisation_id = n.org_id and s.until = n.stood
        cross join lateral unnest(coalesce(s.path, own.path)) above (id)
        where n.sets = 31 group by above.id
      ) s join kernel.organisation o on o.id = s.id
      where ${narrow(ctx.reach, 'o.id')}
      order by s.count desc, ${inPinyin('o.name')}, o.id limit ${most})`.execute(ctx.tx)
  const by = (part: string) =>
    new Map(
      rows.filter((row) => row.part === part && row.key !== null).map(({ key, count }) => [key!, count]),
    )
  const over = by('over')
  const first_time = over.get('first') ?? 0
  const resolved = first_time + (over.get('again') ?? 0)
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((all, one) => all + one, 0)
  return {
    ...{ total: sum(over), resolved, first_time, caused: sum(by('causes')) },
    organisations: rows
      .filter(({ part }) => part === 'organisations')
      .map(({ key, name, name_en, count }) => ({ id: key!, name, name_en, count })),
    ...{ services: by('services'), causes: by('causes'), channels: by('channels') },
    months: new Map([...by('months')].map(([n, count]) => [Number(n), count])),
  }
}
