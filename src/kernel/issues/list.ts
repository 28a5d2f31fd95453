import { sql } from 'kysely'
import { addDays } from '../calendar/working-days.ts'
import { type Page, pageByKey } from '../db/keyset.ts'
import type { Ctx } from '../http/context.ts'
import { translate } from '../language/translate.ts'
import { readNames } from '../org/list.ts'
import { companyDay } from '../regulation/company.ts'
import { titlesFor } from '../search/titles.ts'
import type { dueTimes, ListedIssue } from './contract.ts'

/** Due within so many days counts as soon. */
const soonDays = 7

type Query = {
  state?: 'open' | 'rectified' | undefined
  kind?: string | undefined
  q?: string | undefined
  clause?: string | undefined
  responsible_id?: string | undefined
  due?: (typeof dueTimes)[number] | undefined
  under?: string | undefined
  subject_id?: string | undefined
  after?: string | undefined
  limit: number
}

/** The ledger within reach, the latest first. */
export async function listIssues(ctx: Ctx, query: Query): Promise<Page<ListedIssue>> {
  let rows = ctx.tx
    .selectFrom('kernel.issue')
    .leftJoin('kernel.person', 'kernel.person.id', 'kernel.issue.responsible_id')
    .selectAll('kernel.issue')
    .select(['kernel.person.name as responsible_name', 'kernel.person.name_en as responsible_name_en'])
  if (query.state) rows = rows.where('state', '=', query.state)
  if (query.kind) rows = rows.where('kind', '=', query.kind)
  if (query.clause) rows = rows.where('clause', '=', query.clause)
  if (query.responsible_id) rows = rows.where('responsible_id', '=', query.responsible_id)
  if (query.q) rows = rows.where(fits(query.q))
  const today = await companyDay(ctx)
  if (query.due) rows = rows.where(isDue(query.due, today))
  if (query.subject_id) rows = rows.where('subject_id', '=', query.subject_id)
  if (query.under)
    rows = rows.where(
      sql<boolean>`org_id in (select id from kernel.organisation where path @> array[${query.under}]::uuid[])`,
    )
  const keys = [
    { by: 'kernel.issue.opened_at' as const, as: 'opened_at', direction: 'desc' as const },
    { by: 'kernel.issue.id' as const, as: 'id', direction: 'desc' as const },
  ]
  const page = await pageByKey(ctx.tx, rows, keys, query)
  const names = await readNames(
    ctx,
    page.items.map(({ org_id }) => org_id),
  )
  const titleOf = await titlesFor(ctx, page.items)
  const items = page.items.map(
    ({ org_id, params, responsible_id: id, responsible_name, responsible_name_en, ...row }) => ({
      ...(row as Omit<ListedIssue, 'organisation' | 'what' | 'responsible' | 'overdue'>),
      organisation: names.get(org_id)!,
      title: titleOf({ org_id, title: row.title }),
      what: translate(ctx.language, row.kind, params as Record<string, unknown>),
      responsible: id ? { id, name: responsible_name ?? '', name_en: responsible_name_en } : null,
      overdue: row.state === 'open' && row.due_on < today,
    }),
  )
  return { ...page, items }
}

function fits(text: string) {
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return sql<boolean>`(number ilike ${like} or title ilike ${like})`
}

function isDue(due: (typeof dueTimes)[number], today: string) {
  const week = addDays(today, soonDays)
  if (due === 'overdue') return sql<boolean>`(state = 'open' and due_on < ${today})`
  if (due === 'soon') return sql<boolean>`(state = 'open' and due_on between ${today} and ${week})`
  return sql<boolean>`(state = 'open' and due_on > ${week})`
}
