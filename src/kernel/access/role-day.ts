import { type RawBuilder, sql } from 'kysely'

/** Today at headquarters, where the days of roles are counted, whoever asks and wherever the organisation is. */
export const roleDay = (now: Date): RawBuilder<string> => sql<string>`(
  ${now}::timestamptz at time zone (select time_zone from kernel.organisation where parent_id is null))::date`

/**
 * Whether an assignment of a role holds today; `as` is its name in the query. Invariant: every question who holds a role is
 * asked by this, so that who is asked to do something may do it, and nobody keeps a right whose task is another's.
 */
export function holdsToday(now: Date, as: string): RawBuilder<boolean> {
  const [starts_on, ends_on] = [sql.ref(`${as}.starts_on`), sql.ref(`${as}.ends_on`)]
  return sql<boolean>`(${starts_on} <= ${roleDay(now)} and (${ends_on} is null or ${ends_on} > ${roleDay(now)}))`
}
