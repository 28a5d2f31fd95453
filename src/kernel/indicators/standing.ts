import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { DB } from '../../../db/types.ts'
import { type Page, pageByKey } from '../db/keyset.ts'
import type { Ctx } from '../http/context.ts'
import { readNames } from '../org/list.ts'
import { inReach } from '../org/organisation.ts'
import { companyDay } from '../regulation/company.ts'
import type { IndicatorStanding, Level, ListedIndicator, ShownLevel } from './contract.ts'
import { daysOf, lastDue } from './period.ts'
import { getIndicator, type Indicator } from './row.ts'

type Row = {
  id: string
  level: ShownLevel
  period: string | null
  value: number | null
  late: boolean
}

/**
 * Where every organisation at work and within reach stands: by its latest value of the last due period or later; without
 * one it is stale, never green. One the system counts by itself is stale for nobody: without a value there was nothing to count.
 */
function standing(ctx: Ctx, indicator: Indicator, today: string): RawBuilder<unknown> {
  const due = daysOf(lastDue(indicator.frequency, today, indicator.grace_days))
  const asked = due.from >= indicator.starts_on && indicator.source !== 'computed'
  return sql`
    select o.id, coalesce(v.level, case when ${asked} and coalesce(o.started_on, '2000-01-01') <= ${due.to}
      then 'stale' else 'none' end) level, v.period, v.value::float8 "value",
      coalesce(v.late, false) late
    from kernel.organisation o
    left join (
      select distinct on (v.org_id) v.org_id, v.level, v.period, v.value, v.late from kernel.indicator_value v
      where v.indicator_id = ${indicator.id} and v.superseded_at is null and v.period_end >= ${due.to}
      order by v.org_id, v.period_end desc
    ) v on v.org_id = o.id
    where o.life in ('active', 'suspended') and (o.kind in ('branch', 'department', 'partner_point') or v.period is not null)
      and ${inReach(ctx.reach, 'o.id')}`
}

export async function summarise(ctx: Ctx, indicator: Indicator): Promise<ListedIndicator['summary']> {
  const today = await companyDay(ctx)
  const { rows } = await sql<{ level: ShownLevel; n: number }>`
    select level, count(*)::int n from (${standing(ctx, indicator, today)}) s group by 1`.execute(ctx.tx)
  const count = (level: ShownLevel) => rows.find((row) => row.level === level)?.n ?? 0
  return {
    ...{ green: count('green'), amber: count('amber'), red: count('red') },
    ...{ stale: count('stale'), none: count('none') },
  }
}

type Query = {
  id: string
  level?: ShownLevel | undefined
  under?: string | undefined
  after?: string | undefined
  limit: number
}

/** Organisation by organisation, with its last twelve values. */
export async function listStanding(ctx: Ctx, query: Query): Promise<Page<IndicatorStanding>> {
  const indicator = await getIndicator(ctx, query.id)
  const rows = sql<Row>`(${standing(ctx, indicator, await companyDay(ctx))})`
  let list = ctx.tx.selectFrom(rows.as('standing')).selectAll()
  if (query.level) list = list.where('level' as never, '=', query.level as never)
  if (query.under)
    list = list.where(
      sql<boolean>`id in (select id from kernel.organisation where path @> array[${query.under}]::uuid[])`,
    )
  const page = await pageByKey(ctx.tx, named(list), [{ by: 'id', as: 'id' }], query)
  const ids = page.items.map(({ id }) => id)
  const [names, trends] = [await readNames(ctx, ids), await readTrends(ctx, indicator, ids)]
  const items = page.items.map((row) => ({
    ...{ id: row.id, level: row.level, period: row.period, value: row.value },
    late: row.late,
    organisation: names.get(row.id)!,
    trend: trends.get(row.id) ?? [],
  }))
  return { ...page, items }
}

type Counted = SelectQueryBuilder<DB, 'kernel.organisation', Row>

/** Pages over what was counted in a query of its own. */
const named = (query: unknown) => query as Counted

const most = 12

async function readTrends({ tx }: Ctx, { id }: Indicator, orgs: string[]) {
  const { rows } = await sql<{ org_id: string; period: string; value: number; level: Level }>`
    select org_id, period, value, level from (
      select org_id, period, value::float8, level, period_end,
        row_number() over (partition by org_id order by period_end desc) n
      from kernel.indicator_value
      where indicator_id = ${id} and org_id = any(${orgs}::uuid[]) and superseded_at is null
    ) v where n <= ${most} order by period_end`.execute(tx)
  const byOrg = Map.groupBy(rows, ({ org_id }) => org_id)
  return new Map(
    [...byOrg].map(([org_id, theirs]) => [org_id, theirs.map(({ org_id: _, ...point }) => point)]),
  )
}
