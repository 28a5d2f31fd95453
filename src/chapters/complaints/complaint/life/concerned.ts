import { sql } from 'kysely'
import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Tie } from './lifecycle.ts'
import type { Complaint } from './row.ts'

type About = Pick<Complaint, 'org_id' | 'staff_id' | 'service_on'>

/** Whom a complaint is about: the person named, and who heads the unit today or did on the day of the service. */
export async function readConcerned(ctx: Ctx, about: About): Promise<Set<string>> {
  const { rows } = await sql<{ person_id: string }>`
    select a.person_id from kernel.assignment a
    join kernel.organisation o on o.id = a.org_id
    cross join lateral (values (${about.service_on}::date), ((${ctx.now}::timestamptz at time zone o.time_zone)::date)) d (day)
    where a.org_id = ${about.org_id} and a.kind = 'head' and a.starts_on <= d.day and (a.ends_on is null or a.ends_on > d.day)
  `.execute(ctx.tx)
  const heads = rows.map(({ person_id }) => person_id)
  return new Set(about.staff_id ? [...heads, about.staff_id] : heads)
}

/**
 * Invariant: nobody handles a complaint about themselves or about the unit they head. Every path that names a handler,
 * or changes whom or what a handled complaint is about, asks here.
 */
export async function refuseConcerned(ctx: Ctx, about: About, handler_id: string | null): Promise<void> {
  if (handler_id === null) return
  const concerned = await readConcerned(ctx, about)
  if (!concerned.has(handler_id)) return
  const itself = about.staff_id === handler_id
  throw refused(`complaints.complaint.errors.${itself ? 'handler_is_person' : 'handler_is_head'}`)
}

/** What the actor is to this complaint. The system has no ties. */
export async function tiesOf(ctx: Ctx, complaint: Complaint): Promise<Tie[]> {
  const { person_id } = ctx.actor
  if (person_id === null) return []
  const ties: Tie[] = (await readConcerned(ctx, complaint)).has(person_id) ? ['concerned'] : []
  return complaint.handler_id === person_id ? ties : [...ties, 'not_handler']
}
