import { type RawBuilder, sql } from 'kysely'

/**
 * What "on time" means of an issue, wherever it is said: closed by its first due day, by the clock of its organisation
 * `o`, whatever was granted later. What was reopened and isn't closed again is not.
 */
export const onTime = (issue: 'i' | 'kernel.issue'): RawBuilder<boolean> => {
  const [closed, due] = [sql.ref(`${issue}.closed_at`), sql.ref(`${issue}.original_due_on`)]
  // Days away from it every clock says the same: only near the day is the organisation's own asked, which costs more.
  return sql<boolean>`(case when ${closed} < ${due} - 1 then true when ${closed} >= ${due} + 3 then false
    else (${closed} at time zone o.time_zone)::date <= ${due} end)`
}
