import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'
import { type Severity, severities } from './contract.ts'

type Asked = {
  org_id: string
  clause: string
  today: string
  /** The issue that is there already: what was opened before it counts. */
  than?: { id: string; opened_at: Date | string }
}

/** The latest issue of the same clause there, opened no more than twelve months before by the company's days. */
export async function findEarlier(
  { tx }: Ctx,
  { org_id, clause, today, than }: Asked,
): Promise<{ id: string; number: string } | undefined> {
  const { rows } = await sql<{ id: string; number: string }>`
    select i.id, i.number
    from kernel.issue i join kernel.organisation o on o.id = i.org_id
    where i.org_id = ${org_id} and i.clause = ${clause}
      and (i.opened_at at time zone o.time_zone)::date >= (${today}::date - interval '12 months')::date
      and ${than ? sql`i.id <> ${than.id} and i.opened_at <= ${than.opened_at}` : sql`true`}
    order by i.opened_at desc, i.id desc limit 1`.execute(tx)
  return rows[0]
}

/** A step more severe; beyond critical there is none. */
export function raise(severity: Severity): Severity {
  return severities[Math.min(severities.indexOf(severity) + 1, severities.length - 1)]!
}

/** A step less severe, for one that is no repeat any more. What is critical may have been so without it, and stays. */
export function lower(severity: Severity): Severity {
  return severity === 'critical' ? severity : severities[Math.max(severities.indexOf(severity) - 1, 0)]!
}
