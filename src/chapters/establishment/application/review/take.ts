import { sql } from 'kysely'
import { personOf } from '../../../../kernel/access/actor.ts'
import { newId } from '../../../../kernel/db/new-id.ts'
import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { ask, settle } from '../life/ask.ts'
import { checkAction, move } from '../life/move.ts'
import { lockApplication } from '../life/row.ts'
import { readPapers } from '../papers/checklist.ts'
import { checkMayReview } from './may-review.ts'

const task = 'establishment.application.task.review'

/** Takes the review, or takes it over with the sheet as it is. Whoever held it before stays barred from deciding, at the approval and here. */
export async function takeApplication(
  ctx: Ctx,
  { id, version }: { id: string; version: number },
): Promise<void> {
  const before = await lockApplication(ctx, { id, version })
  await checkAction(ctx, before, 'take')
  await checkMayReview(ctx, before)
  const reviewer_id = personOf(ctx.actor)
  const application = await move(ctx, before, {
    action: 'take',
    set: { reviewer_id, taken_at: before.taken_at ?? ctx.now },
  })
  const { org_id } = application
  await ctx.tx
    .insertInto('establishment.review')
    .values({ org_id, id: newId(), application_id: id, reviewers: [reviewer_id] })
    .onConflict((clash) =>
      clash
        .columns(['org_id', 'application_id'])
        .doUpdateSet({ reviewers: sql<string[]>`array_append(review.reviewers, ${reviewer_id}::uuid)` }),
    )
    .execute()
  await settle(ctx, application, { kind: task, outcome: 'cancelled' })
  await ask(ctx, application, { kind: task, persons: [reviewer_id], due_at: application.review_due_at })
}

/** Sends it back to the applicant for more, saying what. */
export async function askMore(
  ctx: Ctx,
  { id, version, wanted, documents }: { id: string; version: number; wanted: string; documents: string[] },
): Promise<void> {
  const before = await lockApplication(ctx, { id, version })
  await checkAction(ctx, before, 'ask_more')
  await checkMayReview(ctx, before)
  const papers = await readPapers(ctx, before)
  if (!documents.every((type) => papers.some(({ document_type }) => document_type === type)))
    throw refused('establishment.application.errors.document_unknown')
  const application = await move(ctx, before, {
    action: 'ask_more',
    set: {
      wanted,
      wanted_documents: documents,
      wanted_before: papers.flatMap(({ files }) => files.map((file) => file.id)),
      wanted_by: personOf(ctx.actor),
      wanted_at: ctx.now,
      wanted_by_approval: false,
    },
    note: wanted,
  })
  await settle(ctx, application, { kind: task })
  await ask(ctx, application, {
    kind: 'establishment.application.task.more',
    persons: [application.applicant_id],
  })
}
