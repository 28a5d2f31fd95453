import { sql } from 'kysely'
import { registerMeasure } from '../../../../kernel/indicators/measures.ts'
import { inTime } from './in-time.ts'
import { registrationsPath } from './list/list.ts'

export const registrationMeasure = 'establishment.registered_on_time'

/**
 * The share of registrations filed by their due day, of those due in the period. What is filed later was late and stays
 * so: nothing changes a period that is over.
 */
export function registerRegistrationMeasure(): void {
  registerMeasure({
    key: registrationMeasure,
    sql: ({ from, to }) => sql`
      select r.org_id, coalesce(${inTime}, false)::int numerator, 1 denominator
      from establishment.registration r join kernel.organisation o on o.id = r.org_id
      where r.due_on between ${from} and ${to}`,
    records: ({ org_id, from, to }) =>
      `${registrationsPath}?${new URLSearchParams({ due_from: from, due_to: to, ...(org_id ? { organisation_id: org_id } : {}) })}`,
  })
}
