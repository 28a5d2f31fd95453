import type { RawBuilder, SqlBool } from 'kysely'
import type { Ctx } from '../http/context.ts'

/**
 * Acts that not everybody who may read a record may know of yet, such as a review while it goes on. `visible` says of
 * an entry of `kernel.trail_entry` whether this caller may see it; one's own acts and whoever answers for the chain
 * need no leave.
 */
export type Discretion = { actions: readonly string[]; visible: (ctx: Ctx) => RawBuilder<SqlBool> }

const known: Discretion[] = []

/** Registered by the part that owns the acts, at start-up. */
export function keepDiscreet(discretion: Discretion): void {
  known.push(discretion)
}

export const listDiscretions = (): readonly Discretion[] => known
