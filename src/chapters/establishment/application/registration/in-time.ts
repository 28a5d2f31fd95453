import { type RawBuilder, sql } from 'kysely'

/**
 * What "in time" means of a filed registration, wherever it is said: filed with the company by its due day, by the
 * clock of the organisation that applied. `r` is the registration, `o` that organisation.
 */
export const inTime: RawBuilder<boolean> = sql<boolean>`(r.filed_at at time zone o.time_zone)::date <= r.due_on`
