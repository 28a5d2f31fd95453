import { sql } from 'kysely'
import { namesOf } from '../../../kernel/approvals/request/names.ts'
import type { CountedFilters } from '../../../kernel/controls/contract.ts'
import { countedBy } from '../../../kernel/controls/records.ts'
import { type Page, pageByKey } from '../../../kernel/db/keyset.ts'
import { containing } from '../../../kernel/db/like.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { readNames } from '../../../kernel/org/list.ts'
import type { ApplicationRow, ApplicationState } from './contract.ts'
import type { ApplicationKind } from './plan/contract.ts'

export type Filters = CountedFilters & {
  state?: ApplicationState | ApplicationState[] | undefined
  kind?: ApplicationKind | ApplicationKind[] | undefined
  region?: string | undefined
  organisation_id?: string | undefined
  q?: string | undefined
  mine?: 'applied' | 'review' | 'any' | undefined
}

/** The applications within reach that fit, the latest first. */
export async function listApplications(
  ctx: Ctx,
  { after, limit, ...filters }: Filters & { after?: string | undefined; limit: number },
): Promise<Page<ApplicationRow>> {
  const page = await pageByKey(
    ctx.tx,
    rowsOf(ctx, filters).where(
      await countedBy(ctx, filters, {
        list: '/establishment/applications',
        row: 'establishment.application',
      }),
    ),
    [
      { by: 'establishment.application.created_at', as: 'created_at', direction: 'desc' },
      { by: 'establishment.application.id', as: 'id', direction: 'desc' },
    ],
    { after, limit },
  )
  return { ...page, items: await show(ctx, page.items) }
}

function rowsOf(ctx: Ctx, { state, kind, region, organisation_id, q, mine }: Filters) {
  let rows = ctx.tx
    .selectFrom('establishment.application')
    .select(['id', 'org_id', 'number', 'kind', 'name', 'name_en', 'parent_id', 'state'])
    .select(['applicant_id', 'reviewer_id', 'start_up_budget', 'currency'])
    .select(['created_at', 'submitted_at', 'review_due_at'])
  if (state) rows = rows.where('state', 'in', [state].flat())
  if (kind) rows = rows.where('kind', 'in', [kind].flat())
  if (region)
    rows = rows.where(
      sql<boolean>`org_id in (select o.id from kernel.organisation o where o.path @> array[${region}]::uuid[])`,
    )
  if (organisation_id) rows = rows.where('org_id', '=', organisation_id)
  if (q) rows = rows.where(fits(q))
  if (mine) rows = rows.where(isMine(ctx.actor.person_id, mine))
  return rows
}

function fits(text: string) {
  const like = containing(text)
  return sql<boolean>`(name ilike ${like} or name_en ilike ${like} or number ilike ${like})`
}

/** Nothing is an account's own that stands for nobody. */
function isMine(me: string | null, mine: 'applied' | 'review' | 'any') {
  if (mine === 'applied') return sql<boolean>`applicant_id = ${me}`
  if (mine === 'review') return sql<boolean>`reviewer_id = ${me}`
  return sql<boolean>`(applicant_id = ${me} or reviewer_id = ${me})`
}

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

async function show(ctx: Ctx, rows: Row[]): Promise<ApplicationRow[]> {
  const organisations = await readNames(
    ctx,
    rows.flatMap((row) => [row.org_id, ...(row.parent_id ? [row.parent_id] : [])]),
  )
  // In a list a place has one name: the reader's.
  const called = (id: string) => {
    const found = organisations.get(id)
    return ctx.language === 'en' ? (found?.name_en ?? found?.name) : found?.name
  }
  const person = await namesOf(
    ctx,
    rows.flatMap((row) => [row.applicant_id, ...(row.reviewer_id ? [row.reviewer_id] : [])]),
  )
  return rows.map(({ applicant_id, reviewer_id, ...row }) => ({
    ...(row as Omit<ApplicationRow, 'org_name' | 'parent_name' | 'applicant' | 'reviewer'>),
    org_name: called(row.org_id) ?? '',
    parent_name: (row.parent_id && called(row.parent_id)) || null,
    applicant: person(applicant_id),
    reviewer: reviewer_id ? person(reviewer_id) : null,
    review_due_at: ['submitted', 'in_review'].includes(row.state) ? row.review_due_at : null,
  }))
}
