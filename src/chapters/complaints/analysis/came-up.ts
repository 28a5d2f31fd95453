import { sql } from 'kysely'
import { founded } from '../complaint/founded.ts'

/** What goes on elsewhere or had no ground counts nowhere. In the words of the index. */
export const counts = founded('c')

/** Had come up before: the same cause of the same service there, within 90 days. The list says it in the same words. */
export const cameUpBefore = (c: string) => sql<boolean>`exists (
  select from complaints.complaint b
  where b.org_id = ${sql.ref(`${c}.org_id`)} and b.cause_key = ${sql.ref(`${c}.cause_key`)}
    and b.service_key is not distinct from ${sql.ref(`${c}.service_key`)}
    and ${founded('b')}
    and b.received_at < ${sql.ref(`${c}.received_at`)}
    and b.received_at >= ${sql.ref(`${c}.received_at`)} - interval '90 days')`

export const resolved = (c: string) => sql<boolean>`${sql.ref(`${c}.state`)} in ('resolved', 'closed')`

/** No answer was objected to and it was not opened again. */
export const resolvedFirstTime = (c: string) => sql<boolean>`(
  ${resolved(c)} and ${sql.ref(`${c}.reopenings`)} = 0 and ${sql.ref(`${c}.objections`)} = 0)`

/** What a complaint that counts came to; `outcomeOf` of tally/outcome.ts says the same of a row at hand. */
export const outcome = sql`case when ${resolvedFirstTime('c')} then 'first' when ${resolved('c')} then 'again' else 'open' end`
