import { type RawBuilder, sql } from 'kysely'
import { addDays } from '../../../kernel/calendar/working-days.ts'
import { invalid } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { nameIn } from '../../../kernel/language/contract.ts'
import { titleIn } from '../../../kernel/language/titled.ts'
import { translate } from '../../../kernel/language/translate.ts'
import { companyDay } from '../../../kernel/regulation/company.ts'
import { readCompanySettings } from '../../../kernel/settings/company.ts'
import type { channels } from '../complaint/words/contract.ts'
import type { Analysis, AnalysisBar } from './contract.ts'

type Asked = {
  received_from?: string | undefined
  received_to?: string | undefined
  under?: string | undefined
}

/** So many organisations, services and causes are named, the most frequent first. */
const most = 30
/** As long as this a period may be. */
const longestDays = 3 * 366

/**
 * Complaints of a period, counted where and when they belong: by the organisation of the day of the service, each once,
 * unfounded ones left out. Invariant: each number is the length of the list it opens.
 */
export async function readAnalysis(ctx: Ctx, { under, ...asked }: Asked): Promise<Analysis> {
  const to = asked.received_to ?? (await companyDay(ctx))
  const from = asked.received_from ?? addDays(to, -364)
  if (from > to || addDays(from, longestDays) < to)
    throw invalid('errors.invalid', {}, [
      { path: 'received_from', code: 'complaints.analysis.errors.period' },
    ])
  const { time_zone } = await readCompanySettings(ctx.tx)
  const counted = sql`
    select c.* from complaints.complaint c join kernel.organisation o on o.id = c.org_id
    where c.received_at >= (${from}::date)::timestamp at time zone ${time_zone}
      and c.received_at < (${to}::date + 1)::timestamp at time zone ${time_zone}
      and c.state not in ('transferred', 'merged', 'unfounded')
      ${under ? sql`and o.path @> array[${under}]::uuid[]` : sql``}`
  const list = listOf({ from, to, under })
  const [rates] = await rows<Rates>(ctx, ratesOf(counted))
  return {
    ...{ from, to, total: rates!.total, list: list({}) },
    first_time_right: {
      met: rates!.first_time,
      total: rates!.resolved,
      list: list({ outcome: 'first_time' }),
    },
    repeated: { met: rates!.repeated, total: rates!.caused, list: list({ outcome: 'repeated' }) },
    organisations: await byOrganisation(ctx, counted, list),
    services: await byService(ctx, counted, list),
    causes: await byCause(ctx, counted, list),
    channels: await byChannel(ctx, counted, list),
    months: await byMonth(ctx, counted, { from, to, time_zone, under }),
  }
}

type Rates = { total: number; first_time: number; resolved: number; repeated: number; caused: number }
type Counted = RawBuilder<unknown>
type List = (filters: Record<string, string>) => string

const listOf =
  ({ from, to, under }: { from: string; to: string; under?: string | undefined }): List =>
  (filters) => {
    const all = {
      founded: 'yes',
      received_from: from,
      received_to: to,
      ...(under ? { under } : {}),
      ...filters,
    }
    return `/complaints?${new URLSearchParams(all)}`
  }

async function rows<T>({ tx }: Ctx, query: RawBuilder<unknown>): Promise<T[]> {
  return (await query.execute(tx)).rows as T[]
}

/** Had come up before: the same cause of the same service there, within 90 days. The list says it in the same words. */
export const cameUpBefore = (c: string) => sql<boolean>`exists (
  select from complaints.complaint b
  where b.org_id = ${sql.ref(`${c}.org_id`)} and b.cause_key = ${sql.ref(`${c}.cause_key`)}
    and b.service_key is not distinct from ${sql.ref(`${c}.service_key`)}
    and b.state not in ('transferred', 'merged', 'unfounded')
    and b.received_at < ${sql.ref(`${c}.received_at`)}
    and b.received_at >= ${sql.ref(`${c}.received_at`)} - interval '90 days')`

const ratesOf = (counted: Counted) => sql`
  select count(*)::int total, count(*) filter (where state in ('resolved', 'closed'))::int resolved,
    count(*) filter (where state in ('resolved', 'closed') and reopenings = 0)::int first_time,
    count(cause_key)::int caused, count(*) filter (where cause_key is not null and ${cameUpBefore('c')})::int repeated
  from (${counted}) c`

/** Each organisation with everything below it, as its filter finds it; only those within reach. */
async function byOrganisation(ctx: Ctx, counted: Counted, list: List): Promise<AnalysisBar[]> {
  const found = await rows<{ id: string; name: string; name_en: string | null; count: number }>(
    ctx,
    sql`select o.id, o.name, o.name_en, sum(n.n)::int count
      from (select org_id, count(*) n from (${counted}) c group by org_id) n
      join kernel.organisation own on own.id = n.org_id
      join kernel.organisation o on o.id = any(own.path)
      where ${ctx.reach.all ? sql`true` : sql`o.id in (select unnest(${ctx.reach.ids}::uuid[]))`}
      group by o.id order by count desc, o.name limit ${most}`,
  )
  return found.map(({ id, name, name_en, count }) => ({
    ...{ key: id, title: nameIn(ctx.language, { name, name_en }), count, list: list({ under: id }) },
  }))
}

async function byService(ctx: Ctx, counted: Counted, list: List): Promise<AnalysisBar[]> {
  const found = await rows<{ key: string; title: string; title_tw: string; title_en: string; count: number }>(
    ctx,
    sql`select s.key, s.title, s.title_tw, s.title_en, count(*)::int count
      from (${counted}) c join complaints.service s on s.key = c.service_key
      group by s.key order by count desc, s.position limit ${most}`,
  )
  return found.map((row) => ({
    ...{
      key: row.key,
      title: titleIn(ctx.language, row),
      count: row.count,
      list: list({ service: row.key }),
    },
  }))
}

/** Pareto: what it and everything before it make up of all with a cause. */
async function byCause(ctx: Ctx, counted: Counted, list: List): Promise<Analysis['causes']> {
  const found = await rows<{ key: string; title: string; title_tw: string; title_en: string; count: number }>(
    ctx,
    sql`select k.key, k.title, k.title_tw, k.title_en, n.count
      from (select cause_key, count(*)::int count from (${counted}) c where cause_key is not null group by cause_key) n
      join lateral (
        select * from complaints.cause where key = n.cause_key order by version desc limit 1
      ) k on true
      order by n.count desc, k.position`,
  )
  const all = found.reduce((sum, { count }) => sum + count, 0)
  let before = 0
  return found.slice(0, most).map((row) => {
    before += row.count
    return {
      ...{
        key: row.key,
        title: titleIn(ctx.language, row),
        count: row.count,
        list: list({ cause: row.key }),
      },
      share: before / all,
    }
  })
}

async function byChannel(ctx: Ctx, counted: Counted, list: List): Promise<AnalysisBar[]> {
  const found = await rows<{ channel: (typeof channels)[number]; count: number }>(
    ctx,
    sql`select channel, count(*)::int count from (${counted}) c group by channel order by count desc, channel`,
  )
  return found.map(({ channel, count }) => ({
    ...{ key: channel, title: translate(ctx.language, `complaints.channel.${channel}`), count },
    list: list({ channel }),
  }))
}

type Span = { from: string; to: string; time_zone: string; under?: string | undefined }

/** A month without any is a number as well. The first and the last may be cut by the period. */
async function byMonth(
  ctx: Ctx,
  counted: Counted,
  { from, to, time_zone, under }: Span,
): Promise<AnalysisBar[]> {
  const found = await rows<{ month: string; first: string; last: string; count: number }>(
    ctx,
    sql`select to_char(m, 'YYYY-MM') as month, greatest(m::date, ${from}::date)::text as first,
        least((m + interval '1 month')::date - 1, ${to}::date)::text as last, count(c.id)::int count
      from generate_series(date_trunc('month', ${from}::timestamp), ${to}::timestamp, interval '1 month') m
      left join (${counted}) c on date_trunc('month', c.received_at at time zone ${time_zone}) = m
      group by m order by m`,
  )
  return found.map(({ month, first, last, count }) => ({
    ...{ key: month, title: month, count, list: listOf({ from: first, to: last, under })({}) },
  }))
}
