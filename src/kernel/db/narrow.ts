import { type RawBuilder, sql } from 'kysely'
import type { Reach } from './transaction.ts'

/**
 * Says a reach in the query itself. Row-level security cuts the rows anyway, but only after an index has given them: so
 * said, a branch's hundred rows are found by its organisations, and not by looking at the whole network's million.
 */
export function narrow(reach: Reach, column: string): RawBuilder<boolean> {
  if (reach.all) return sql<boolean>`true`
  return sql<boolean>`${sql.ref(column)} = any(${reach.ids}::uuid[])`
}
