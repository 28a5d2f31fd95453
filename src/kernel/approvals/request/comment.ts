import { personOf } from '../../access/actor.ts'
import { newId } from '../../db/new-id.ts'
import { notFound, refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { answerQuestion } from '../talk/ask.ts'
import { readStored } from './rows.ts'
import { recordOnSubject } from './start.ts'
import { checkVisible } from './visible.ts'

/** A word from anybody who may see the request, while it is under way. Never edited, never counted. */
export async function commentOnRequest(
  ctx: Ctx,
  { id, body, reply_to_id }: { id: string; body: string; reply_to_id: string | null },
): Promise<void> {
  const stored = await readStored(ctx, id, { lock: false })
  await checkVisible(ctx, stored)
  const { row } = stored
  if (row.state !== 'running' && row.state !== 'returned')
    throw refused(`approvals.errors.already_${row.state}`)
  if (reply_to_id) await checkReply(ctx, { org_id: row.org_id, request_id: id, reply_to_id })
  const answers_id = (await answerQuestion(ctx, row, reply_to_id)) ?? null
  await ctx.tx
    .insertInto('kernel.approval_comment')
    .values({
      org_id: row.org_id,
      id: newId(),
      request_id: id,
      person_id: personOf(ctx.actor),
      body,
      reply_to_id,
      answers_id,
      at: ctx.now,
    })
    .execute()
  recordOnSubject(ctx, row, answers_id ? 'answer' : 'comment', { note: body })
}

async function checkReply(ctx: Ctx, reply: { org_id: string; request_id: string; reply_to_id: string }) {
  const found = await ctx.tx
    .selectFrom('kernel.approval_comment')
    .select('id')
    .where('org_id', '=', reply.org_id)
    .where('request_id', '=', reply.request_id)
    .where('id', '=', reply.reply_to_id)
    .executeTakeFirst()
  if (!found) throw notFound()
}
