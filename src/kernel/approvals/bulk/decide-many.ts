import { ownerOf } from '../../db/lock.ts'
import { attempt } from '../../http/attempt.ts'
import type { Ctx } from '../../http/context.ts'
import { translate } from '../../language/translate.ts'
import { approveRequest, rejectRequest, returnOneStep, returnRequest } from '../request/operate.ts'
import type { Result } from './contract.ts'

type Asked = { items: { id: string; round: number }[]; opinion: string | null }

const acts = {
  approve: approveRequest,
  reject: rejectRequest,
  /** To the applicant. */
  return: (ctx: Ctx, answer: Parameters<typeof rejectRequest>[1]) =>
    returnRequest(ctx, { ...answer, to: null }),
  /** Each to its own. */
  return_one_step: returnOneStep,
}

/**
 * Answers each request by the very act of a single decision, so that whoever may not decide on one alone may not here.
 * A refused one changes nothing and is named with its sentence; all others are answered together. What became of each is its
 * state: a no needn't be the end.
 * Invariant: the requests are locked in the order of their ids before anything is written, so that two of these, or one
 * and a single decision, never wait for each other in a ring.
 */
export async function decideMany(
  ctx: Ctx,
  act: keyof typeof acts,
  { items, opinion }: Asked,
): Promise<Result[]> {
  const ids = items.map(({ id }) => id).sort()
  for (const id of ids)
    await ctx.tx
      .selectFrom('kernel.approval_request')
      .select('id')
      .where('org_id', '=', await ownerOf(ctx.tx, 'kernel.approval_request', id))
      .where('id', '=', id)
      .forUpdate()
      .execute()
  const results: Result[] = []
  for (const { id, round } of items) {
    const tried = await attempt(ctx, (part) => acts[act](part, { id, round, opinion }))
    results.push(
      tried.ok
        ? { id, state: tried.answer.after.state, code: null, reason: null }
        : { id, state: null, ...sentenceOf(ctx, tried.problem) },
    )
  }
  if (results.every(({ code }) => code !== null)) ctx.unchanged()
  return results
}

const sentenceOf = (ctx: Ctx, { code, params }: { code: string; params: Record<string, unknown> }) => ({
  code,
  reason: translate(ctx.language, code, params),
})
