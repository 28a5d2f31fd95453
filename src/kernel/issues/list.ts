import { type Expression, type SqlBool, sql } from 'kysely'
import { addDays } from '../calendar/working-days.ts'
import { countedBy } from '../controls/records.ts'
import { type Page, pageByKey } from '../db/keyset.ts'
import { containing } from '../db/like.ts'
import type { Ctx } from '../http/context.ts'
import { translate } from '../language/translate.ts'
import { readNames } from '../org/list.ts'
import { companyDay } from '../regulation/company.ts'
import { titlesFor } from '../search/titles.ts'
import type { dueTimes, IssueFilters, ListedIssue } from './contract.ts'
import { isUnder } from './is-under.ts'
import { onTime } from './punctual.ts'

/** Due within so many days counts as soon. */
const soonDays = 7

type Query = IssueFilters & { after?: string | undefined; limit: number }

/** The ledger within reach, the latest first. */
export async function listIssues(ctx: Ctx, query: Query): Promise<Page<ListedIssue>> {
  const today = await companyDay(ctx)
  const rows = ctx.tx
    .selectFrom('kernel.issue')
    .leftJoin('kernel.person', 'kernel.person.id', 'kernel.issue.responsible_id')
    .selectAll('kernel.issue')
    .select(['kernel.person.name as responsible_name', 'kernel.person.name_en as responsible_name_en'])
    .where(narrowedTo(query, today))
    .where(await countedBy(ctx, query, { list: '/issues', row: 'kernel.issue' }))
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
  const items = page.items.map(({ responsible_id, responsible_name, responsible_name_en, ...row }) => ({
    ...(row as unknown as Pick<ListedIssue, 'state' | 'severity' | 'source'>),
    ...{ id: row.id, number: row.number, kind: row.kind, clause: row.clause, link: row.link },
    ...{ due_on: row.due_on, original_due_on: row.original_due_on, reopenings: row.reopenings },
    ...{ opened_at: row.opened_at, closed_at: row.closed_at, repeat: row.repeat_of !== null },
    organisation: names.get(row.org_id)!,
    title: titleOf({ org_id: row.org_id, title: row.title }),
    what: translate(ctx.language, row.kind, row.params as Record<string, unknown>),
    responsible: responsible_id
      ? { id: responsible_id, name: responsible_name ?? '', name_en: responsible_name_en }
      : null,
    overdue: row.state !== 'closed' && row.due_on < today,
  }))
  return { ...page, items }
}

/** Cuts the ledger to what is asked for; the statistics open it with the same names. */
function narrowedTo(query: IssueFilters, today: string): Expression<SqlBool> {
  const parts = [
    query.state && (query.state === 'open' ? sql`state <> 'closed'` : sql`state = ${query.state}`),
    query.kind && sql`kind = ${query.kind}`,
    query.clause && (query.clause === '-' ? sql`clause is null` : sql`clause = ${query.clause}`),
    query.source && sql`source = ${query.source}`,
    query.severity && sql`severity = ${query.severity}`,
    query.responsible_id && sql`responsible_id = ${query.responsible_id}`,
    query.verifier_id && sql`verifier_id = ${query.verifier_id}`,
    query.q && fits(query.q),
    query.due && isDue(query.due, today),
    query.subject_id && sql`subject_id = ${query.subject_id}`,
    query.organisation_id && sql`org_id = ${query.organisation_id}`,
    query.repeat && sql`repeat_of is not null`,
    query.reopened && sql`reopenings > 0`,
    query.original_from && sql`original_due_on >= ${query.original_from}`,
    query.original_to && sql`original_due_on <= ${query.original_to}`,
    query.punctuality && isPunctual(query.punctuality, today),
    query.under && isUnder(query.under, query, 'kernel.issue'),
  ].filter((part) => part !== undefined && part !== '')
  return parts.length > 0 ? sql<SqlBool>`(${sql.join(parts, sql` and `)})` : sql<SqlBool>`true`
}

function fits(text: string) {
  const like = containing(text)
  return sql`(number ilike ${like} or title ilike ${like})`
}

function isDue(due: (typeof dueTimes)[number], today: string) {
  const week = addDays(today, soonDays)
  if (due === 'overdue') return sql`(state <> 'closed' and due_on < ${today})`
  if (due === 'soon') return sql`(state <> 'closed' and due_on between ${today} and ${week})`
  return sql`(state <> 'closed' and due_on > ${week})`
}

function isPunctual(punctuality: NonNullable<IssueFilters['punctuality']>, today: string) {
  const kept = sql`exists (
    select from kernel.organisation o where o.id = kernel.issue.org_id and ${onTime('kernel.issue')})`
  if (punctuality === 'on_time') return kept
  if (punctuality === 'running') return sql`(state <> 'closed' and original_due_on >= ${today})`
  return sql`((state = 'closed' or original_due_on < ${today}) and not ${kept})`
}
