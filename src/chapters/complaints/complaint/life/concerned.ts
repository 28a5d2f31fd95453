import { sql } from 'kysely'
import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Tie } from './lifecycle.ts'
import type { Complaint } from './row.ts'

type About = Pick<Complaint, 'org_id' | 'staff_id' | 'service_on'>
type Head = { org_id: string; person_id: string; starts_on: string; ends_on: string | null; today: string }

/** Whom a complaint is about: the person named, and who heads the unit today or did on the day of the service. */
export async function readConcerned(ctx: Ctx, about: About): Promise<Set<string>> {
  return (await concernedAt(ctx, [about.org_id]))(about)
}

/** The same for many complaints of these organisations. */
export async function concernedAt(ctx: Ctx, org_ids: string[]): Promise<(about: About) => Set<string>> {
  const { rows } = await sql<Head>`
    select a.org_id, a.person_id, a.starts_on, a.ends_on, (${ctx.now}::timestamptz at time zone o.time_zone)::date today
    from kernel.assignment a join kernel.organisation o on o.id = a.org_id
    where a.org_id = any(${org_ids}::uuid[]) and a.kind = 'head'`.execute(ctx.tx)
  const heads = Map.groupBy(rows, ({ org_id }) => org_id)
  const holds = ({ starts_on, ends_on }: Head, day: string) =>
    starts_on <= day && (ends_on === null || ends_on > day)
  return ({ org_id, staff_id, service_on }) => {
    const then = (heads.get(org_id) ?? []).filter(
      (head) => holds(head, service_on) || holds(head, head.today),
    )
    const concerned = new Set(then.map(({ person_id }) => person_id))
    return staff_id ? concerned.add(staff_id) : concerned
  }
}

/** What keeps somebody from handling a complaint, whatever permission they hold; undefined where nothing does. */
export function barOf(
  concerned: Set<string>,
  { staff_id }: Pick<About, 'staff_id'>,
  handler_id: string,
): 'handler_is_person' | 'handler_is_head' | undefined {
  if (!concerned.has(handler_id)) return undefined
  return staff_id === handler_id ? 'handler_is_person' : 'handler_is_head'
}

/**
 * Invariant: nobody handles a complaint about themselves or about the unit they head. Every path that names a handler,
 * or changes whom or what a handled complaint is about, asks here.
 */
export async function refuseConcerned(ctx: Ctx, about: About, handler_id: string | null): Promise<void> {
  if (handler_id === null) return
  const bar = barOf(await readConcerned(ctx, about), about, handler_id)
  if (bar) throw refused(`complaints.complaint.errors.${bar}`)
}

/** What the actor is to this complaint. The system has no ties. */
export async function tiesOf(ctx: Ctx, complaint: Complaint): Promise<Tie[]> {
  const { person_id } = ctx.actor
  if (person_id === null) return []
  const ties: Tie[] = (await readConcerned(ctx, complaint)).has(person_id) ? ['concerned'] : []
  return complaint.handler_id === person_id ? ties : [...ties, 'not_handler']
}
