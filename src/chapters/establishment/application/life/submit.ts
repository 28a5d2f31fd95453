import type { Chosen } from '../../../../kernel/approvals/choosing/contract.ts'
import { takeChosen } from '../../../../kernel/approvals/choosing/take-chosen.ts'
import { calendarOf } from '../../../../kernel/calendar/calendar-of.ts'
import { addWorkingDays, endOfWork } from '../../../../kernel/calendar/working-days.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { issueNumber } from '../../../../kernel/numbering/issue.ts'
import { parameter } from '../../../../kernel/regulation/values.ts'
import { todayOf } from '../papers/checklist.ts'
import { checkReady } from '../plan/ready.ts'
import { readVisits } from '../visit/row.ts'
import { withdrawSignatures } from '../visit/sign.ts'
import { ask, settle } from './ask.ts'
import { checkAction, indexApplication, move } from './move.ts'
import { type Application, lockApplication, subjectOf, subjectType } from './row.ts'
import { reviewerOf, reviewersFor } from './whom.ts'

type Submitting = { id: string; version: number; chosen?: Chosen | undefined }

/** Hands a draft in under the next number of the year. The time to review begins. */
export async function submitApplication(ctx: Ctx, { id, version, chosen }: Submitting): Promise<void> {
  const draft = await lockApplication(ctx, { id, version })
  await checkAction(ctx, draft, 'submit')
  await checkReady(ctx, draft)
  const approvers = await approversOf(ctx, draft, chosen)
  const review_due_at = await reviewDueOf(ctx, draft)
  const { text: number } = await issueNumber(ctx, numberOf(draft, await todayOf(ctx, draft.org_id)))
  const application = await move(
    ctx,
    { ...draft, number },
    {
      action: 'submit',
      set: { number, submitted_at: ctx.now, review_due_at, approvers },
    },
  )
  await ask(ctx, application, {
    kind: 'establishment.application.task.review',
    persons: await reviewersFor(ctx, application),
    due_at: review_due_at,
  })
  await indexApplication(ctx, application)
}

/** Hands in what was wanted. The review goes on with its reviewer, and has its full time again. */
export async function resubmitApplication(
  ctx: Ctx,
  { id, version, note, chosen }: Submitting & { note?: string | undefined },
): Promise<void> {
  const before = await lockApplication(ctx, { id, version })
  await checkAction(ctx, before, 'resubmit')
  await checkReady(ctx, before)
  const approvers = await approversOf(ctx, before, chosen)
  for (const visit of await readVisits(ctx, before))
    if (visit.completed_at === null) await withdrawSignatures(ctx, before, visit)
  const review_due_at = await reviewDueOf(ctx, before)
  const application = await move(ctx, before, {
    action: 'resubmit',
    set: { review_due_at, concluded_at: null, approvers },
    note: note ?? null,
  })
  await settle(ctx, application, {})
  await ask(ctx, application, {
    kind: 'establishment.application.task.review',
    persons: await reviewerOf(ctx, application),
    due_at: review_due_at,
  })
  await indexApplication(ctx, application)
}

/** Whom the applicant chose to decide: asked for when it is handed in, for the approval that starts after the review. */
async function approversOf(ctx: Ctx, { id, applicant_id, approvers }: Application, chosen?: Chosen) {
  const matter = { subject_type: subjectType, subject_id: id, applicant_id }
  return JSON.stringify(await takeChosen(ctx, { ...matter, chosen, before: approvers }))
}

const numberOf = (application: Application, today: string) => {
  const year = today.slice(0, 4)
  const { subject_type, subject_id } = subjectOf(application)
  return {
    series: 'establishment.application',
    period: year,
    subject_type,
    subject_id,
    format: (n: number) => `SQ-${year}-${String(n).padStart(4, '0')}`,
  }
}

/** The end of work on the last of the regulation's working days for a review. */
async function reviewDueOf(ctx: Ctx, { org_id }: Application): Promise<Date> {
  const calendar = await calendarOf(ctx, org_id)
  const days = await parameter(ctx, 'review_days')
  return endOfWork(calendar, addWorkingDays(calendar, await todayOf(ctx, org_id), days))
}
