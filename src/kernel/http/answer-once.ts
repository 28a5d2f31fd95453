import { createHash } from 'node:crypto'
import { invalid, refused } from '../errors/problem.ts'
import type { Ctx } from './context.ts'

type Write = {
  key: string | undefined
  method: string
  url: string
  body: unknown
  /** The answer is a secret and not kept: a second request with the key is refused. */
  shownOnce?: boolean
}

const keyShape = /^[\x21-\x7e]{8,200}$/

/**
 * Runs a write once per account and Idempotency-Key. The key's row is inserted first, so that a second request with
 * the same key waits for the first one's commit and then gets its answer; after a rollback it runs itself.
 */
export async function answerOnce<T>(
  ctx: Ctx,
  { key, method, url, body, shownOnce = false }: Write,
  run: () => Promise<T>,
): Promise<T> {
  const account_id = ctx.actor.account_id
  if (!key || !account_id) return run()
  if (!keyShape.test(key)) throw invalid('errors.bad_idempotency_key')
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([method, url, body ?? null]))
    .digest('hex')
  const made = await ctx.tx
    .insertInto('kernel.idempotency')
    .values({ account_id, key, fingerprint, created_at: ctx.now })
    .onConflict((conflict) => conflict.columns(['account_id', 'key']).doNothing())
    .executeTakeFirst()
  if (made.numInsertedOrUpdatedRows === 0n) return replay<T>(ctx, { account_id, key, fingerprint, shownOnce })
  const answer = await run()
  await ctx.tx
    .updateTable('kernel.idempotency')
    .set({
      status: answer === undefined ? 204 : 200,
      answer: shownOnce ? null : JSON.stringify(answer ?? null),
    })
    .where('account_id', '=', account_id)
    .where('key', '=', key)
    .execute()
  return answer
}

type Earlier = { account_id: string; key: string; fingerprint: string; shownOnce: boolean }

async function replay<T>(ctx: Ctx, { account_id, key, fingerprint, shownOnce }: Earlier): Promise<T> {
  const first = await ctx.tx
    .selectFrom('kernel.idempotency')
    .select(['fingerprint', 'status', 'answer'])
    .where('account_id', '=', account_id)
    .where('key', '=', key)
    .executeTakeFirstOrThrow()
  if (first.fingerprint !== fingerprint) throw refused('errors.key_used_for_another')
  if (shownOnce) throw refused('errors.shown_once')
  ctx.unchanged()
  return (first.status === 204 ? undefined : first.answer) as T
}
