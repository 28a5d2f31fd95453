import { type RawBuilder, sql } from 'kysely'

/** Counted once: what goes on elsewhere counts there, and what had no ground counts nowhere. */
export const founded = (c: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(`${c}.state`)} not in ('transferred', 'merged', 'unfounded')`
