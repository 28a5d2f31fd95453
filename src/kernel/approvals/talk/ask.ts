import { sql } from 'kysely'
import { personOf } from '../../access/actor.ts'
import { newId } from '../../db/new-id.ts'
import { forbidden, refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { openTask } from '../../tasks/open.ts'
import { noPowers, operationsFor } from '../engine/can.ts'
import { findLentSeat } from '../proxy/seat.ts'
import { readPeople } from '../request/people.ts'
import { type RequestRow, readStored, toApproval } from '../request/rows.ts'
import { recordOnSubject } from '../request/start.ts'
import { checkVisible } from '../request/visible.ts'
import { getApprovalSubject } from '../subjects.ts'

/**
 * A question to the applicant by whoever is asked to decide, or their proxy. Nothing moves and no clock stops; the
 * applicant gets a task, which their reply closes.
 */
export async function askApplicant(
  ctx: Ctx,
  { id, question }: { id: string; question: string },
): Promise<void> {
  const stored = await readStored(ctx, id, { lock: true })
  await checkVisible(ctx, stored)
  const { row } = stored
  if (row.state !== 'running') throw refused(`approvals.errors.already_${row.state}`)
  const subject = await getApprovalSubject(row.subject_type).load(ctx, row.subject_id)
  const people = await readPeople(ctx, { org_id: row.org_id, barred: subject.barred })
  const approval = toApproval(stored)
  const decides = operationsFor(approval, personOf(ctx.actor), people, noPowers).includes('approve')
  const lent = decides ? undefined : await findLentSeat(ctx, { stored, approval, people })
  if (!decides && !lent) throw forbidden()
  const comment_id = newId()
  await ctx.tx
    .insertInto('kernel.approval_comment')
    .values({
      ...{ org_id: row.org_id, id: comment_id, request_id: id, person_id: personOf(ctx.actor) },
      ...{ body: question, asks_id: row.applicant_id, at: ctx.now },
    })
    .execute()
  const { org_id, subject_type, subject_id, subject_title, subject_link } = row
  await openTask(ctx, {
    ...{ org_id, subject_type, subject_id, title: subject_title, link: subject_link },
    ...{ kind: 'approvals.inbox.question', person_id: row.applicant_id },
    params: { request_id: id, comment_id, by: ctx.actor.name },
  })
  recordOnSubject(ctx, row, 'ask', { note: question, ...(lent ? { for_person_id: lent } : {}) })
}

/**
 * The question of a thread that a reply of the caller's answers: one whose task waits for them. Closes that task.
 * Undefined where the reply is a comment like any other.
 */
export async function answerQuestion(
  ctx: Ctx,
  row: RequestRow,
  reply_to_id: string | null,
): Promise<string | undefined> {
  const question = reply_to_id && (await rootOf(ctx, row, reply_to_id))
  if (!question) return undefined
  const closed = await ctx.tx
    .updateTable('kernel.task')
    .set({ closed_at: ctx.now, outcome: 'done' })
    .where('org_id', '=', row.org_id)
    .where('subject_type', '=', row.subject_type)
    .where('subject_id', '=', row.subject_id)
    .where('kind', '=', 'approvals.inbox.question')
    .where('person_id', '=', personOf(ctx.actor))
    .where('closed_at', 'is', null)
    .where(sql<boolean>`params ->> 'comment_id' = ${question}`)
    .executeTakeFirst()
  return closed.numUpdatedRows > 0n ? question : undefined
}

/** The comment that began the thread. */
async function rootOf(
  { tx }: Ctx,
  { org_id, id }: RequestRow,
  comment_id: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    with recursive above as (
      select id, reply_to_id from kernel.approval_comment
      where org_id = ${org_id} and request_id = ${id} and id = ${comment_id}
      union all
      select c.id, c.reply_to_id from kernel.approval_comment c join above on c.id = above.reply_to_id
      where c.org_id = ${org_id}
    ) select id from above where reply_to_id is null`.execute(tx)
  return rows[0]?.id
}
