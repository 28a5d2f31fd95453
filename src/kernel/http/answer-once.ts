import { createHash } from 'node:crypto'
import { invalid, refused } from '../errors/problem.ts'
import type { Ctx } from './context.ts'
import { claimPlace, keepAnswer } from './kept-answer.ts'

type Write = {
  key: string | undefined
  method: string
  url: string
  body: unknown
  /** The answer is a secret and not kept: a second request with the key is refused. */
  shownOnce?: boolean
}

const keyShape = /^[\x21-\x7e]{8,200}$/

/** Runs a write once per account and Idempotency-Key: a second request with the same key gets the first one's answer. */
export async function answerOnce<T>(
  ctx: Ctx,
  { key, method, url, body, shownOnce = false }: Write,
  run: () => Promise<T>,
): Promise<T> {
  const account_id = ctx.actor.account_id
  if (!key || !account_id) return run()
  if (!keyShape.test(key)) throw invalid('errors.bad_idempotency_key')
  const place = { account_id, key }
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([method, url, body ?? null]))
    .digest('hex')
  const first = await claimPlace(ctx, place, fingerprint)
  if (first) {
    if (first.fingerprint !== fingerprint) throw refused('errors.key_used_for_another')
    if (shownOnce) throw refused('errors.shown_once')
    ctx.unchanged()
    return (first.status === 204 ? undefined : first.answer) as T
  }
  const answer = await run()
  await keepAnswer(ctx, place, {
    status: answer === undefined ? 204 : 200,
    answer: shownOnce ? null : JSON.stringify(answer ?? null),
  })
  return answer
}
