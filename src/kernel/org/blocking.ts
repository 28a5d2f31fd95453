import type { Ctx } from '../http/context.ts'
import { type DecimalAmount, formatAmount } from '../language/contract.ts'
import { translate } from '../language/translate.ts'

/** How many there are; and what they come to, where that says more than their number. */
export type Counted = { count: number; amount?: DecimalAmount | undefined }

/** Something that must be settled before an organisation closes, as its part counts it. */
export type Blocking = {
  /** Message key; `count` fills it: "7 staff". */
  word: string
  /** Where they are, all of them. */
  link: (org_id: string) => string
  /** How many there would still be on the day of the closing. */
  count: (ctx: Ctx, given: Asked) => Promise<number | Counted>
}

type Asked = {
  org_id: string
  on: string
  /** The filing that asks, which doesn't count itself. */
  except?: string
}

/** What blocks, in the caller's language and with its amount, and the way to it. */
export type Blocked = { word: string; link: string; count: number; amount: DecimalAmount | null }

const registered = new Map<string, Blocking>()

/** Each part says at start what of its own keeps an organisation from closing; a part that isn't there supplies nothing. */
export function registerBlocking(blocking: Blocking): void {
  registered.set(blocking.word, blocking)
}

/** Everything that still keeps an organisation from closing on a day, in the order of registration. */
export async function readBlocking(ctx: Ctx, given: Asked): Promise<Blocked[]> {
  return (await readOpen(ctx, given)).map(({ word, count, amount, ...rest }) => ({
    ...{ word: wordOf(ctx, { word, count, amount }), count, amount },
    ...rest,
  }))
}

function wordOf({ language }: Ctx, { word, count, amount }: Omit<Blocked, 'link'>): string {
  const what = translate(language, word, { count })
  if (!amount) return what
  return translate(language, 'org.blocking.with_amount', { what, amount: formatAmount(language, amount) })
}

/** The same with the message keys, for whoever keeps what was counted: what is open is also what is handed over. */
export async function readOpen(ctx: Ctx, given: Asked): Promise<Blocked[]> {
  const open: Blocked[] = []
  for (const { word, link, count } of registered.values()) {
    const found = await count(ctx, given)
    const { count: n, amount = null } = typeof found === 'number' ? { count: found } : found
    if (n > 0) open.push({ word, link: link(given.org_id), count: n, amount })
  }
  return open
}
