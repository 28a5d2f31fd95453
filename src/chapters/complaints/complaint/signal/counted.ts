import { type RawBuilder, sql } from 'kysely'
import { founded } from '../founded.ts'

/**
 * Whether signal `s` counts complaint `c`: the same cause at the organisation, come in within its days and until it was
 * raised. Duplicates and what had no ground don't count.
 */
export const counts = (s: string, c: string): RawBuilder<boolean> => sql<boolean>`(
  ${sql.ref(`${s}.org_id`)} = ${sql.ref(`${c}.org_id`)} and ${sql.ref(`${s}.cause_key`)} = ${sql.ref(`${c}.cause_key`)}
  and ${sql.ref(`${c}.received_at`)} >= ${sql.ref(`${s}.since_on`)}::date
  and ${sql.ref(`${c}.received_at`)} <= ${sql.ref(`${s}.raised_at`)} and ${founded(c)})`

/** Whether any signal counts it, or this one. From the few signals to their complaints, so that no list looks at every complaint. */
export const isCounted = (c: string, signal?: string): RawBuilder<boolean> => sql<boolean>`(
  (${sql.ref(`${c}.org_id`)}, ${sql.ref(`${c}.id`)}) in (
    select n.org_id, n.id from complaints.risk_signal s
    join complaints.complaint n on n.org_id = s.org_id and ${counts('s', 'n')}
    ${signal === undefined ? sql`` : sql`where s.id = ${signal}`}))`

/** The complaints a signal counts. */
export const signalList = (id: string): string => `/complaints?signal=${id}`
