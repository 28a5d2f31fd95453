import { sql } from 'kysely'
import { newId } from '../db/new-id.ts'
import type { Ctx } from '../http/context.ts'
import type { EventType } from './contract.ts'

export type NewEvent = {
  type: EventType
  /** Where it happened: heard there and by whoever listens above. */
  org_id: string
  /** What is told of it, as JSON: names and numbers, no more than the list of such things shows. */
  data: Record<string, unknown>
}

const batch = 2000

/**
 * Keeps what happened for those who listen from outside, in the caller's transaction: a change that is rolled back is
 * never told, one that is committed never lost. Where nobody listens nothing is written.
 */
export async function keepEvents({ tx, now }: Ctx, events: NewEvent[]): Promise<void> {
  for (let at = 0; at < events.length; at += batch) {
    const rows = events.slice(at, at + batch).map((event) => ({ ...event, id: newId() }))
    await sql`
      insert into kernel.event (org_id, id, type, data, at)
      select e.org_id, e.id, e.type, e.data, ${now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(org_id uuid, id uuid, type text, data jsonb)
      join kernel.organisation o on o.id = e.org_id
      where exists (select from kernel.event_listener l where l.event = e.type and l.organisation_id = any(o.path))`.execute(
      tx,
    )
  }
}
