import { type RawBuilder, sql } from 'kysely'

/**
 * What "on time" means of an issue, wherever it is said: closed by its first due day, by the clock of its organisation
 * `o`, whatever was granted later. What was reopened and isn't closed again is not.
 */
export const onTime = (issue: 'i' | 'kernel.issue'): RawBuilder<boolean> =>
  sql<boolean>`((${sql.ref(`${issue}.closed_at`)} at time zone o.time_zone)::date <= ${sql.ref(`${issue}.original_due_on`)})`
