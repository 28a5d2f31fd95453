import { Webhook as Signer } from 'standardwebhooks'
import type { Kernel } from '../http/context.ts'
import { asSystem } from '../http/open-context.ts'
import { type Claimed, claim, findDue } from './claim.ts'
import { type Answer, post } from './post.ts'
import { openSecret } from './secret.ts'
import { settle } from './settle.ts'
import { spreadEvents } from './spread-events.ts'

const untrailed = 'the log of deliveries is its own record'

export type Delivered = { delivered: number; later: number; failed: number }
type Limits = { timeout?: number; lanes?: number }

/** Milliseconds a receiver has for everything, from the name to the last byte. */
const patience = 10_000

/**
 * Delivers what waits and whose time has come. Each webhook has a lane of its own, which ends with the first message
 * that doesn't arrive: a receiver that never answers holds nobody else up, and keeps its own lane for one try a round.
 */
export async function deliverDue(
  kernel: Kernel,
  { timeout = patience, lanes = 8 }: Limits = {},
): Promise<Delivered> {
  await spreadEvents(kernel)
  const counts: Delivered = { delivered: 0, later: 0, failed: 0 }
  const waiting = await asSystem(kernel, findDue, { readOnly: true })
  const work = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop())
      for (;;) {
        const outcome = await deliverOne(kernel, next, timeout)
        if (outcome) counts[outcome] += 1
        if (outcome !== 'delivered') break
      }
  }
  await Promise.all(Array.from({ length: lanes }, work))
  return counts
}

/** One message now, whether the webhook is paused or not: for the button that tries, and the one that sends again. */
export const deliverNow = (kernel: Kernel, which: { org_id: string; delivery_id: string }) =>
  deliverOne(kernel, which, patience)

/**
 * Takes a message, sends it outside any transaction, and writes down what came of it. Whoever takes one moves its next
 * try on first: two servers never send one at once, and one whose server died is tried again under the same id.
 */
async function deliverOne(
  kernel: Kernel,
  which: Parameters<typeof claim>[1],
  timeout: number,
): Promise<keyof Delivered | undefined> {
  const claimed = await asSystem(kernel, (ctx) => claim(ctx, which), { untrailed })
  if (!claimed) return undefined
  const began = performance.now()
  const answer = await send(kernel, claimed, timeout)
  const ms = Math.round(performance.now() - began)
  return asSystem(kernel, (ctx) => settle(ctx, claimed, { ...answer, ms }), { untrailed })
}

/** The headers of the Standard Webhooks scheme (standardwebhooks.com): id, time of this try, one signature per secret. */
async function send({ configuration, clock }: Kernel, message: Claimed, timeout: number): Promise<Answer> {
  const { id, body, url, secrets } = message
  const now = clock()
  const signatures = secrets.map((sealed) =>
    new Signer(openSecret(configuration.secret, sealed)).sign(id, now, body),
  )
  return post({
    ...{ url, body, timeout, internal: configuration.WEBHOOKS_INTERNAL },
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Bylaw-Webhooks',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': signatures.join(' '),
    },
  })
}
