import type { Ctx } from '../http/context.ts'
import { translate } from '../language/translate.ts'

/** Something that must be settled before an organisation closes, as its part counts it. */
export type Blocking = {
  /** Message key; `count` fills it: "7 staff". */
  word: string
  /** Where they are, all of them. */
  link: (org_id: string) => string
  /** How many there would still be on the day of the closing. */
  count: (ctx: Ctx, given: { org_id: string; on: string }) => Promise<number>
}

/** What blocks, in the caller's language, with the way to it. */
export type Blocked = { word: string; link: string; count: number }

const registered = new Map<string, Blocking>()

/** Each part says at start what of its own keeps an organisation from closing; a part that isn't there supplies nothing. */
export function registerBlocking(blocking: Blocking): void {
  registered.set(blocking.word, blocking)
}

/** Everything that still keeps an organisation from closing on a day, in the order of registration. */
export async function readBlocking(ctx: Ctx, given: { org_id: string; on: string }): Promise<Blocked[]> {
  const blocked: Blocked[] = []
  for (const { word, link, count } of registered.values()) {
    const n = await count(ctx, given)
    if (n > 0)
      blocked.push({
        word: translate(ctx.language, word, { count: n }),
        link: link(given.org_id),
        count: n,
      })
  }
  return blocked
}
