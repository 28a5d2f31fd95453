import { everything, widenReach } from '../db/transaction.ts'
import type { Ctx } from '../http/context.ts'

type Follow = (ctx: Ctx) => Promise<void>

const known: Follow[] = []

/** Lets a part count its deadlines anew, over the whole network, in the transaction that changed a calendar. */
export function onCalendarChange(follow: Follow): void {
  known.push(follow)
}

/** To be called by whatever changes working days, or which calendar an organisation works by, once it is written. */
export async function followChange(ctx: Ctx): Promise<void> {
  if (known.length === 0) return
  // Deadlines move wherever the calendar holds, whatever whoever keeps it may see.
  await widenReach(ctx.tx)
  for (const follow of known) await follow({ ...ctx, reach: everything })
}
