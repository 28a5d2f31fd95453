import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'

const tree = sql`hashtext('kernel.organisation.move')`

/**
 * Moves in the tree go one at a time, so that two can't close a ring. Whoever is about to move an organisation asks
 * before it locks one, so that two opposite moves wait for each other in a queue and not in a ring either.
 */
export async function lockTree({ tx }: Pick<Ctx, 'tx'>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${tree})`.execute(tx)
}

/**
 * Nothing moves until the transaction ends. Invariant: a new organisation's path is worked out and written under this, so
 * that what is made below one that moves at the same moment hangs where that one went.
 */
export async function shareTree({ tx }: Pick<Ctx, 'tx'>): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${tree})`.execute(tx)
}
