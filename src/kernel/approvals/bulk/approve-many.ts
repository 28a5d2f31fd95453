import { ownerOf } from '../../db/lock.ts'
import { attempt } from '../../http/attempt.ts'
import type { Ctx } from '../../http/context.ts'
import type { ReturnOf } from '../../http/contract.ts'
import { translate } from '../../language/translate.ts'
import { approveRequest } from '../request/operate.ts'
import type { approveMany as endpoint } from './contract.ts'

type Answer = ReturnOf<typeof endpoint>

/**
 * Approves each request by the very act of a single decision, so that whoever may not decide on one alone may not here.
 * A refused one changes nothing and is named with its sentence; all others are approved together.
 * Invariant: the requests are locked in the order of their ids before anything is written, so that two of these, or one
 * and a single decision, never wait for each other in a ring.
 */
export async function approveMany(
  ctx: Ctx,
  { items, opinion }: { items: { id: string; round: number }[]; opinion: string | null },
): Promise<Answer> {
  const ids = items.map(({ id }) => id).sort()
  for (const id of ids)
    await ctx.tx
      .selectFrom('kernel.approval_request')
      .select('id')
      .where('org_id', '=', await ownerOf(ctx.tx, 'kernel.approval_request', id))
      .where('id', '=', id)
      .forUpdate()
      .execute()
  const results: Answer['items'] = []
  for (const { id, round } of items) {
    const done = await attempt(ctx, (part) => approveRequest(part, { id, round, opinion }))
    results.push(
      done.ok
        ? { id, state: done.answer.after.state, code: null, reason: null }
        : { id, state: null, ...sentenceOf(ctx, done.problem) },
    )
  }
  const approved = results.filter(({ code }) => code === null).length
  if (approved === 0) ctx.unchanged()
  return { approved, items: results }
}

const sentenceOf = (ctx: Ctx, { code, params }: { code: string; params: Record<string, unknown> }) => ({
  code,
  reason: translate(ctx.language, code, params),
})
