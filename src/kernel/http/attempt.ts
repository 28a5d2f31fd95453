import { sql } from 'kysely'
import { Problem } from '../errors/problem.ts'
import type { Ctx, TrailEntry } from './context.ts'

type Attempted<T> = { ok: true; answer: T } | { ok: false; problem: Problem }

/**
 * Runs one part of a larger write so that its refusal undoes this part alone: what it wrote, what it recorded and what
 * it put off until after the commit. Anything but a refusal is a bug and ends the whole.
 */
export async function attempt<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<Attempted<T>> {
  const entries: TrailEntry[] = []
  const later: Parameters<Ctx['afterCommit']>[0][] = []
  await sql`savepoint attempt`.execute(ctx.tx)
  try {
    const answer = await work({
      ...ctx,
      record: (entry) => void entries.push(entry),
      afterCommit: (put) => void later.push(put),
    })
    await sql`release savepoint attempt`.execute(ctx.tx)
    entries.forEach(ctx.record)
    later.forEach(ctx.afterCommit)
    return { ok: true, answer }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await sql`rollback to savepoint attempt`.execute(ctx.tx)
    await sql`release savepoint attempt`.execute(ctx.tx)
    return { ok: false, problem: error }
  }
}
