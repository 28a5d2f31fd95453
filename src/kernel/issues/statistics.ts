import { type SelectQueryBuilder, sql } from 'kysely'
import type { DB } from '../../../db/types.ts'
import { type Page, pageByKey } from '../db/keyset.ts'
import type { Ctx } from '../http/context.ts'
import { readNames } from '../org/list.ts'
import { companyDay } from '../regulation/company.ts'
import type { IssueSource, StatisticsBy, StatisticsLine } from './contract.ts'
import { isUnder } from './is-under.ts'
import { onTime } from './punctual.ts'

type Narrowed = {
  original_from?: string | undefined
  original_to?: string | undefined
  under?: string | undefined
  clause?: string | undefined
  source?: IssueSource | undefined
}
type Counts = Omit<StatisticsLine, 'id' | 'organisation'>
type Row = Counts & { id: string; share: number }

const column = {
  organisation: sql`i.org_id::text`,
  clause: sql`coalesce(i.clause, '-')`,
  source: sql`i.source`,
}

/** How many were put right by their first due day, the worst first. Each number is that of the list it opens. */
export async function listIssueStatistics(
  ctx: Ctx,
  {
    by,
    after,
    limit,
    ...narrowed
  }: Narrowed & { by: StatisticsBy; after?: string | undefined; limit: number },
): Promise<Page<StatisticsLine>> {
  const today = await companyDay(ctx)
  const counted = sql<Row>`(
    select id, ${counts}, coalesce(round(count(*) filter (where due and kept) * 1000.0 / nullif(count(*) filter (where due), 0)), 1001)::int share
    from (${pieces(narrowed, { id: column[by], today })}) piece group by id)`
  const page = await pageByKey(
    ctx.tx,
    named(ctx.tx.selectFrom(counted.as('counted')).selectAll()),
    [
      { by: 'share' as 'id', as: 'share' },
      { by: 'id', as: 'id' },
    ],
    { after, limit },
  )
  const names =
    by === 'organisation'
      ? await readNames(
          ctx,
          page.items.map(({ id }) => id),
        )
      : new Map<string, NonNullable<StatisticsLine['organisation']>>()
  const items = page.items.map(({ share: _, ...row }) => ({
    ...row,
    organisation: names.get(row.id) ?? null,
  }))
  return { ...page, items }
}

/** The same numbers over everything within reach. */
export async function sumIssues(ctx: Ctx, narrowed: Narrowed): Promise<Counts> {
  const today = await companyDay(ctx)
  const { rows } = await sql<Counts>`
    select ${counts} from (${pieces(narrowed, { id: sql`''`, today })}) piece`.execute(ctx.tx)
  return rows[0]!
}

const counts = sql`count(*)::int issues, count(*) filter (where due)::int due,
  count(*) filter (where due and kept)::int on_time, count(*) filter (where due and not kept)::int late,
  count(*) filter (where overdue)::int overdue, count(*) filter (where open)::int open,
  count(*) filter (where repeated)::int repeats, count(*) filter (where reopened)::int reopened`

/** What each number is counted from: an issue, whether it is due, kept, overdue now. */
function pieces(
  { original_from, original_to, under, clause, source }: Narrowed,
  { id, today }: { id: ReturnType<typeof sql>; today: string },
) {
  return sql`
    select ${id} id, (i.state = 'closed' or i.original_due_on < ${today}) due, coalesce(${onTime('i')}, false) kept,
      (i.state <> 'closed' and i.due_on < ${today}) overdue, i.state <> 'closed' open,
      i.repeat_of is not null repeated, i.reopenings > 0 reopened
    from kernel.issue i join kernel.organisation o on o.id = i.org_id
    where ${original_from ? sql`i.original_due_on >= ${original_from}` : sql`true`}
      and ${original_to ? sql`i.original_due_on <= ${original_to}` : sql`true`}
      and ${clause ? sql`coalesce(i.clause, '-') = ${clause}` : sql`true`}
      and ${source ? sql`i.source = ${source}` : sql`true`}
      and ${under ? isUnder(under, { original_from, original_to }, 'i') : sql`true`}`
}

type Counted = SelectQueryBuilder<DB, 'kernel.issue', Row>

/** Pages over what was counted in a query of its own. */
const named = (query: unknown) => query as Counted
