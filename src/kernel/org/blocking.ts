import type { Ctx } from '../http/context.ts'
import { translate } from '../language/translate.ts'

/** Something that must be settled before an organisation closes, as its part counts it. */
export type Blocking = {
  /** Message key; `count` fills it: "7 staff". */
  word: string
  /** Where they are, all of them. */
  link: (org_id: string) => string
  /** How many there would still be on the day of the closing. */
  count: (ctx: Ctx, given: Asked) => Promise<number>
}

type Asked = {
  org_id: string
  on: string
  /** The filing that asks, which doesn't count itself. */
  except?: string
}

/** What blocks, in the caller's language, with the way to it. */
export type Blocked = { word: string; link: string; count: number }

const registered = new Map<string, Blocking>()

/** Each part says at start what of its own keeps an organisation from closing; a part that isn't there supplies nothing. */
export function registerBlocking(blocking: Blocking): void {
  registered.set(blocking.word, blocking)
}

/** Everything that still keeps an organisation from closing on a day, in the order of registration. */
export async function readBlocking(ctx: Ctx, given: Asked): Promise<Blocked[]> {
  return (await readOpen(ctx, given)).map(({ word, link, count }) => ({
    ...{ word: translate(ctx.language, word, { count }), link, count },
  }))
}

/** The same with the message keys, for whoever keeps what was counted: what is open is also what is handed over. */
export async function readOpen(ctx: Ctx, given: Asked): Promise<Blocked[]> {
  const open: Blocked[] = []
  for (const { word, link, count } of registered.values()) {
    const n = await count(ctx, given)
    if (n > 0) open.push({ word, link: link(given.org_id), count: n })
  }
  return open
}
