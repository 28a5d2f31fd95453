import { personOf } from '../../access/actor.ts'
import { newId } from '../../db/new-id.ts'
import type { Ctx } from '../../http/context.ts'
import type { LoadedSubject } from '../subjects.ts'
import type { RequestRow } from './rows.ts'
import { changedParts, hashOf } from './subject-data.ts'

type Submission = { row: RequestRow; subject: LoadedSubject; round: number; voided?: boolean }

/** A new round is about the matter as it is now. */
export async function takeUp(ctx: Ctx, submission: Submission): Promise<void> {
  const { row, subject } = submission
  await ctx.tx
    .updateTable('kernel.approval_request')
    .set({
      subject_title: subject.title,
      subject_number: subject.number,
      subject_link: subject.link,
      subject_version: subject.version,
      subject_hash: hashOf(subject),
    })
    .where('org_id', '=', row.org_id)
    .where('id', '=', row.id)
    .execute()
  await keepSubmission(ctx, submission)
}

/** Keeps what is submitted, and says what differs from what was submitted before. */
export async function keepSubmission(ctx: Ctx, { row, subject, round, voided = false }: Submission) {
  const { org_id, id: request_id } = row
  const last = await ctx.tx
    .selectFrom('kernel.approval_submission')
    .select('data')
    .where('org_id', '=', org_id)
    .where('request_id', '=', request_id)
    .orderBy('round', 'desc')
    .limit(1)
    .executeTakeFirst()
  await ctx.tx
    .insertInto('kernel.approval_submission')
    .values({
      ...{ org_id, id: newId(), request_id, round, voided },
      data: JSON.stringify(subject.data ?? null),
      changed: last ? changedParts(last.data, subject.data) : [],
      person_id: personOf(ctx.actor),
      at: ctx.now,
    })
    .execute()
}
