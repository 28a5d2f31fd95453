import { addDays } from '../calendar/working-days.ts'
import { newId } from '../db/new-id.ts'
import { keepEvents } from '../events/keep.ts'
import type { Ctx } from '../http/context.ts'
import { issueNumber } from '../numbering/issue.ts'
import { readHeads } from '../org/heads.ts'
import { companyDay } from '../regulation/company.ts'
import { parameter } from '../regulation/values.ts'
import { indexEntry } from '../search/index-entry.ts'
import type { IssueSource, Severity } from './contract.ts'
import { dueDayAt } from './due/due-day.ts'
import { noteDue } from './indicator.ts'
import { askNext } from './life/ask.ts'
import { recordOn } from './life/move.ts'
import { type Issue, linkOf, typed } from './life/row.ts'
import { findEarlier, raise } from './repeat.ts'

/** The other half of the door: the cause is gone. */
export { rectifyIssue } from './settle.ts'

export type NewIssue = {
  /** The organisation that is to put it right. */
  org_id: string
  /** Message key of what is wrong, in the catalogue of whoever opens it; `params` fill it, names kept as data in every language. */
  kind: string
  params?: Record<string, unknown>
  /** What it is about, as it is called now. */
  title: string
  /** What was found, in somebody's words. */
  description?: string
  /** What kind of work found it. */
  source: IssueSource
  severity: Severity
  clause?: string | null
  subject_type: string
  subject_id: string
  /** Page of the record it is about. */
  link: string
  /** Left out: the head of the organisation. */
  responsible_id?: string | null
  /** Left out: the nearest who may verify and doesn't put it right, once it is submitted. */
  verifier_id?: string | null
  /** Left out: the regulation's time to rectify, from today. A day off moves it to the next working day. */
  due_on?: string | null
  /** Left out: the responsible person hears of it at once. */
  notify?: boolean
}

/**
 * Puts an issue into the ledger under the next number of the year. A second one of the same kind about the same
 * subject is the one that is open already: `opened` is false then, and nothing is written. One that breaks the same
 * clause at the same organisation within twelve months is a repeat: a step more severe, and it names the earlier one.
 */
export async function openIssue(
  ctx: Ctx,
  issue: NewIssue & { id?: string },
): Promise<{ id: string; number: string; opened: boolean }> {
  const known = await findOpen(ctx, issue)
  if (known) return { ...known, opened: false }
  const { params = {}, due_on, clause = null, notify = true, description = '', ...rest } = issue
  const id = issue.id ?? newId()
  const today = await companyDay(ctx)
  const year = today.slice(0, 4)
  const { text: number } = await issueNumber(ctx, {
    ...{ series: 'issues.issue', period: year, subject_type: 'issue', subject_id: id },
    format: (n) => `WT-${year}-${String(n).padStart(4, '0')}`,
  })
  // Under the number's lock: of two opened at once, the second sees the first.
  const earlier = clause ? await findEarlier(ctx, { org_id: issue.org_id, clause, today }) : undefined
  const severity = earlier ? raise(issue.severity) : issue.severity
  const nominal = due_on ?? addDays(today, await parameter(ctx, 'rectify_days'))
  const day = await dueDayAt(ctx, issue.org_id, nominal)
  const row = await ctx.tx
    .insertInto('kernel.issue')
    .values({
      ...rest,
      ...{ id, number, clause, severity, description, state: notify ? 'notified' : 'found' },
      responsible_id: issue.responsible_id ?? (await findHead(ctx, issue.org_id)),
      verifier_id: issue.verifier_id ?? null,
      params: JSON.stringify(params),
      ...{ due_on: day, nominal_due_on: nominal, original_due_on: day, original_nominal_on: nominal },
      repeat_of: earlier?.id ?? null,
      opened_at: ctx.now,
      opened_by: ctx.actor.person_id,
      notified_at: notify ? ctx.now : null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const opened = typed(row)
  await noteDue(ctx, opened.org_id, [day])
  recordOn(ctx, opened, 'open', {
    diff: {
      ...{ clause: [null, clause], severity: [null, severity], due_on: [null, day] },
      ...(earlier ? { repeat_of: [null, earlier.number] } : {}),
    },
  })
  await tellOpened(ctx, opened)
  await askNext(ctx, opened)
  return { id, number, opened: true }
}

async function tellOpened(ctx: Ctx, issue: Issue) {
  const { org_id, id, number, kind, clause, title, severity, subject_type, subject_id, link } = issue
  const data = { id, number, kind, clause, title, severity, subject_type, subject_id, link }
  await keepEvents(ctx, [{ type: 'issue.opened', org_id, data }])
  await indexEntry(ctx, {
    ...{ org_id, id, subject_type: 'issues.issue', number, title, link: linkOf(id) },
    text: issue.description,
  })
}

async function findOpen({ tx }: Ctx, { org_id, kind, subject_id }: NewIssue) {
  return tx
    .selectFrom('kernel.issue')
    .select(['id', 'number'])
    .where('org_id', '=', org_id)
    .where('kind', '=', kind)
    .where('subject_id', '=', subject_id)
    .where('state', '<>', 'closed')
    .executeTakeFirst()
}

async function findHead(ctx: Ctx, org_id: string): Promise<string | null> {
  return (await readHeads(ctx, [org_id])).get(org_id)?.person_id ?? null
}
