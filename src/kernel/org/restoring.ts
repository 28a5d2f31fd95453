import type { Ctx } from '../http/context.ts'

type Closed = { id: string; name: string }

/** How a closed organisation comes back: where the caller begins it, and who else may, by name. */
export type Restoring = {
  /** Path of the page on which the caller files it; left out where the caller may not. */
  restore?: string
  /** Never empty. */
  restorers: string[]
}

let offer: ((ctx: Ctx, organisation: Closed) => Promise<Restoring>) | undefined

/** The chapter that restores organisations says who may; the kernel knows no chapter. */
export function registerRestoring(how: (ctx: Ctx, organisation: Closed) => Promise<Restoring>): void {
  offer = how
}

export async function offerRestoring(ctx: Ctx, organisation: Closed): Promise<Restoring> {
  if (!offer) throw new Error('no chapter says how a closed organisation is restored')
  return offer(ctx, organisation)
}
