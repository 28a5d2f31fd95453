import { type RawBuilder, sql } from 'kysely'

/** What an indicator counts in a period, besides what was received in it. */
export const happenings = {
  acknowledged: 'response',
  resolved: 'resolution',
  rated: null,
} as const
export type Happening = keyof typeof happenings
/** Those that a clock decides. */
export const clockHappenings = ['acknowledged', 'resolved'] as const satisfies Happening[]

/**
 * Whether it happened to complaint `c` from one instant until before another: its clock was kept or ran out, or the
 * customer rated it. The indicators and the list they open say it in the same words.
 */
export function happened(
  c: string,
  what: Happening,
  { start, end }: { start: RawBuilder<unknown>; end: RawBuilder<unknown> },
): RawBuilder<boolean> {
  const of = (row: string) =>
    sql`${sql.ref(`${row}.org_id`)} = ${sql.ref(`${c}.org_id`)} and ${sql.ref(`${row}.complaint_id`)} = ${sql.ref(`${c}.id`)}`
  const kind = happenings[what]
  if (kind === null)
    return sql<boolean>`exists (select from complaints.rating r where ${of('r')} and r.rated_at >= ${start} and r.rated_at < ${end})`
  return sql<boolean>`exists (
    select from complaints.clock k where ${of('k')} and k.kind = ${kind} and k.ended_at >= ${start} and k.ended_at < ${end})`
}
