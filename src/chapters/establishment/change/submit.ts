import type { Chosen } from '../../../kernel/approvals/choosing/contract.ts'
import { lockRequestOf } from '../../../kernel/approvals/request/find.ts'
import { calendarOf } from '../../../kernel/calendar/calendar-of.ts'
import { addWorkingDays, endOfWork } from '../../../kernel/calendar/working-days.ts'
import { isUniqueViolation } from '../../../kernel/db/transaction.ts'
import { forbidden, refused } from '../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../kernel/http/context.ts'
import { issueNumber } from '../../../kernel/numbering/issue.ts'
import { type Organisation, todayAt } from '../../../kernel/org/organisation.ts'
import { parameter } from '../../../kernel/regulation/values.ts'
import { indexEntry } from '../../../kernel/search/index-entry.ts'
import { todayOf } from '../application/papers/checklist.ts'
import { startApproval } from './decision/start-approval.ts'
import { checkFeasible } from './feasible.ts'
import { checkDay, checkDuring } from './file.ts'
import { givenOf, lockConcerned, permissionOf } from './kinds/kinds.ts'
import { checkAction, move } from './life/move.ts'
import { type Change, getChange, linkOf, lockChange, subjectOf, subjectType } from './life/row.ts'

/** Hands a draft in under the next number of the year, or what was sent back under its own; it goes to approval. */
export async function submitChange(
  ctx: Ctx,
  { id, version, chosen }: { id: string; version: number; chosen?: Chosen | undefined },
): Promise<void> {
  await lockRequestOf(ctx, subjectOf(await getChange(ctx, id)))
  const before = await lockChange(ctx, { id, version })
  checkAction(ctx, before, 'submit')
  if (!ctx.may(permissionOf(before), before.org_id)) throw forbidden()
  const organisation = await lockConcerned(ctx, before)
  checkDuring(organisation, before.kind)
  checkDay(ctx, organisation, before.effective_on)
  await refuseSecond(ctx, before, organisation)
  await checkFeasible(ctx, givenOf(organisation, before))
  const number = before.number ?? (await takeNumber(ctx, before, todayAt(ctx, organisation)))
  const change = await handIn(ctx, before, number)
  await startApproval(ctx, change, chosen)
  await indexEntry(ctx, {
    ...{ org_id: change.org_id, id, subject_type: subjectType, number, link: linkOf(id) },
    ...{ title: organisation.name, title_en: organisation.name_en },
  })
}

/** Two filings on one item can't both be open; the index holds that against two handed in at once. */
async function handIn(ctx: Ctx, before: Change, number: string): Promise<Change> {
  try {
    return await move(
      ctx,
      { ...before, number },
      {
        action: 'submit',
        set: {
          ...{ number, submitted_at: before.submitted_at ?? ctx.now, ruling: null },
          notice_days: await parameter(ctx, 'change_notice_days'),
          review_due_at: await reviewDueOf(ctx, before),
        },
      },
    )
  } catch (error) {
    if (isUniqueViolation(error, 'change_one_open'))
      throw refused('establishment.change.errors.open_just_now')
    throw error
  }
}

/** The end of work on the last of the regulation's working days for a review. */
async function reviewDueOf(ctx: Ctx, { org_id }: Change): Promise<Date> {
  const calendar = await calendarOf(ctx, org_id)
  const days = await parameter(ctx, 'review_days')
  return endOfWork(calendar, addWorkingDays(calendar, await todayOf(ctx, org_id), days))
}

/** Names the filing that is under way, so that the caller can look at it. */
async function refuseSecond(ctx: Ctx, { id, org_id, item }: Change, { name }: Organisation): Promise<void> {
  const open = await ctx.tx
    .selectFrom('establishment.change')
    .select(['id', 'number'])
    .where('org_id', '=', org_id)
    .where('item', '=', item)
    .where('state', 'in', ['in_review', 'more_wanted', 'in_handover', 'approved'])
    .where('id', '<>', id)
    .executeTakeFirst()
  if (open)
    throw refused('establishment.change.errors.open_already', {
      ...{ item, number: open.number, change_id: open.id },
      ...{ organisation: name },
    })
}

async function takeNumber(ctx: Ctx, change: Change, today: string): Promise<string> {
  const year = today.slice(0, 4)
  const { subject_type, subject_id } = subjectOf(change)
  const { text } = await issueNumber(ctx, {
    ...{ series: subjectType, period: year, subject_type, subject_id },
    format: (n) => `BG-${year}-${String(n).padStart(4, '0')}`,
  })
  return text
}
