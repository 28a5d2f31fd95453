import { randomUUIDv7 } from 'node:crypto'
import { addDays } from '../calendar/working-days.ts'
import { keepEvents } from '../events/keep.ts'
import type { Ctx } from '../http/context.ts'
import { issueNumber } from '../numbering/issue.ts'
import { companyDay } from '../regulation/company.ts'
import { parameter } from '../regulation/values.ts'
import type { severities } from './contract.ts'

export type NewIssue = {
  /** The organisation that is to put it right. */
  org_id: string
  /** Message key of what is wrong, in the catalogue of whoever opens it; `params` fill it, names kept as data in every language. */
  kind: string
  params?: Record<string, unknown>
  /** What it is about, as it is called now. */
  title: string
  severity: (typeof severities)[number]
  clause?: string
  subject_type: string
  subject_id: string
  link: string
  responsible_id?: string | null
  /** Left out: the regulation's time to rectify, from today. */
  due_on?: string
}

/**
 * Puts an issue into the ledger under the next number of the year. A second one of the same kind about the same
 * subject is the one that is open already: `opened` is false then, and nothing is written.
 */
export async function openIssue(
  ctx: Ctx,
  issue: NewIssue,
): Promise<{ id: string; number: string; opened: boolean }> {
  const known = await findOpen(ctx, issue)
  if (known) return { ...known, opened: false }
  const { params = {}, due_on, clause = null, responsible_id = null, ...rest } = issue
  const id = randomUUIDv7()
  const today = await companyDay(ctx)
  const year = today.slice(0, 4)
  const { text: number } = await issueNumber(ctx, {
    ...{ series: 'issues.issue', period: year, subject_type: 'issue', subject_id: id },
    format: (n) => `WT-${year}-${String(n).padStart(4, '0')}`,
  })
  await ctx.tx
    .insertInto('kernel.issue')
    .values({
      ...rest,
      ...{ id, number, clause, responsible_id },
      params: JSON.stringify(params),
      due_on: due_on ?? addDays(today, await parameter(ctx, 'rectify_days')),
      opened_at: ctx.now,
      opened_by: ctx.actor.person_id,
    })
    .execute()
  ctx.record({
    action: 'issues.issue.open',
    ...{ org_id: issue.org_id, subject_type: 'issue', subject_id: id, number, title: issue.title },
    diff: { kind: [null, issue.kind], clause: [null, clause] },
  })
  const { org_id, kind, title, severity, subject_type, subject_id, link } = issue
  const data = { id, number, kind, clause, title, severity, subject_type, subject_id, link }
  await keepEvents(ctx, [{ type: 'issue.opened', org_id, data }])
  return { id, number, opened: true }
}

async function findOpen({ tx }: Ctx, { org_id, kind, subject_id }: NewIssue) {
  return tx
    .selectFrom('kernel.issue')
    .select(['id', 'number'])
    .where('org_id', '=', org_id)
    .where('kind', '=', kind)
    .where('subject_id', '=', subject_id)
    .where('state', '=', 'open')
    .executeTakeFirst()
}

/** The cause is gone: the issue counts as rectified from now on. One that is no longer open stays as it is. */
export async function rectifyIssue(
  ctx: Ctx,
  { org_id, id, note }: { org_id: string; id: string; note?: string },
): Promise<void> {
  const row = await ctx.tx
    .updateTable('kernel.issue')
    .set((was) => ({ state: 'rectified', rectified_at: ctx.now, version: was('version', '+', 1) }))
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returning(['number', 'title'])
    .executeTakeFirst()
  if (!row) return
  ctx.record({
    action: 'issues.issue.rectify',
    ...{ org_id, subject_type: 'issue', subject_id: id, ...row },
    diff: { state: ['open', 'rectified'] },
    note: note ?? null,
  })
  await keepEvents(ctx, [{ type: 'issue.rectified', org_id, data: { id, ...row } }])
}
