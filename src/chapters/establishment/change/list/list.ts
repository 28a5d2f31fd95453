import { type RawBuilder, sql } from 'kysely'
import { namesOf } from '../../../../kernel/approvals/request/names.ts'
import type { CountedFilters } from '../../../../kernel/controls/contract.ts'
import { countedBy } from '../../../../kernel/controls/records.ts'
import { type Page, pageByKey } from '../../../../kernel/db/keyset.ts'
import { containing } from '../../../../kernel/db/like.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { readNames } from '../../../../kernel/org/list.ts'
import type { ChangeState } from '../contract.ts'
import type { ChangeKind } from '../kinds/contract.ts'
import type { ChangeRow } from './contract.ts'

export type Filters = CountedFilters & {
  state?: ChangeState | ChangeState[] | undefined
  kind?: ChangeKind | ChangeKind[] | undefined
  under?: string | undefined
  organisation_id?: string | undefined
  q?: string | undefined
  due?: 'overdue' | 'week' | undefined
  mine?: 'applied' | undefined
}

/** The filings of change within reach that fit, the latest first. */
export async function listChanges(
  ctx: Ctx,
  { after, limit, ...filters }: Filters & { after?: string | undefined; limit: number },
): Promise<Page<ChangeRow>> {
  const page = await pageByKey(
    ctx.tx,
    rowsOf(ctx, filters).where(
      await countedBy(ctx, filters, { list: '/establishment/changes', row: 'establishment.change' }),
    ),
    [
      { by: 'establishment.change.created_at', as: 'created_at', direction: 'desc' },
      { by: 'establishment.change.id', as: 'id', direction: 'desc' },
    ],
    { after, limit },
  )
  return { ...page, items: await show(ctx, page.items) }
}

/** In approval it is to be decided in time, afterwards to hold on its day. What ended is due no more. */
const dueOn = sql<string | null>`case
  when state = 'in_review' then
    (review_due_at at time zone (select o.time_zone from kernel.organisation o where o.id = org_id))::date
  when state in ('in_handover', 'approved') then effective_on end`
const today = ({ now }: Ctx): RawBuilder<string> =>
  sql<string>`(${now}::timestamptz at time zone (select o.time_zone from kernel.organisation o where o.id = org_id))::date`

function rowsOf(ctx: Ctx, { state, kind, under, organisation_id, q, due, mine }: Filters) {
  const me = ctx.actor.person_id
  let rows = ctx.tx
    .selectFrom('establishment.change')
    .select(['id', 'org_id', 'number', 'kind', 'state', 'effective_on', 'applicant_id'])
    .select(['created_at', 'submitted_at'])
    .select([dueOn.as('due_on'), sql<boolean>`coalesce(${dueOn} < ${today(ctx)}, false)`.as('overdue')])
    .where((row) => row.or([row('submitted_at', 'is not', null), row('applicant_id', '=', me)]))
  if (state) rows = rows.where('state', 'in', [state].flat())
  if (kind) rows = rows.where('kind', 'in', [kind].flat())
  if (mine) rows = rows.where('applicant_id', '=', me)
  if (under)
    rows = rows.where(
      sql<boolean>`org_id in (select o.id from kernel.organisation o where o.path @> array[${under}]::uuid[])`,
    )
  if (organisation_id) rows = rows.where('org_id', '=', organisation_id)
  if (q) rows = rows.where(fits(q))
  if (due === 'overdue') rows = rows.where(sql<boolean>`${dueOn} < ${today(ctx)}`)
  if (due === 'week') rows = rows.where(sql<boolean>`${dueOn} between ${today(ctx)} and ${today(ctx)} + 7`)
  return rows
}

function fits(text: string) {
  const like = containing(text)
  return sql<boolean>`(number ilike ${like} or exists (select from kernel.organisation o
    where o.id = org_id and (o.name ilike ${like} or o.name_en ilike ${like})))`
}

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

async function show(ctx: Ctx, rows: Row[]): Promise<ChangeRow[]> {
  const organisations = await readNames(
    ctx,
    rows.map(({ org_id }) => org_id),
  )
  const nameOf = await namesOf(
    ctx,
    rows.map(({ applicant_id }) => applicant_id),
  )
  return rows.map(({ org_id, applicant_id, ...row }) => ({
    ...(row as Omit<ChangeRow, 'org' | 'applicant'>),
    org: organisations.get(org_id)!,
    applicant: nameOf(applicant_id),
  }))
}
