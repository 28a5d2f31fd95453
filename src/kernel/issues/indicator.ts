import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'
import { registerMeasure } from '../indicators/measures.ts'
import { noteChanged } from '../indicators/recount/note.ts'
import { onTime } from './punctual.ts'

export const issueMeasure = 'issues.rectified_on_time'

/** The share of issues put right by their first due day, of those due in the period. */
export function registerIssueMeasure(): void {
  registerMeasure({
    key: issueMeasure,
    sql: ({ from, to }) => sql`
      select i.org_id, coalesce(${onTime('i')}, false)::int numerator, 1 denominator
      from kernel.issue i join kernel.organisation o on o.id = i.org_id
      where i.original_due_on between ${from} and ${to}`,
    records: ({ org_id, from, to }) =>
      `/issues?original_from=${from}&original_to=${to}${org_id ? `&organisation_id=${org_id}` : ''}`,
  })
}

/** Issues with these first due days count otherwise: whatever period of them is over is counted anew. */
export const noteDue = (ctx: Ctx, org_id: string, days: string[]): Promise<void> =>
  noteChanged(
    ctx,
    days.map((at) => ({ measure: issueMeasure, org_id, at })),
  )
