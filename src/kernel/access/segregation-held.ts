import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'

export type Span = { starts_on: string; ends_on: string | null }
export type Place = { organisation_id: string; path: string[]; with_subtree: boolean }
export type HeldRole = Span &
  Place & { id: string; person_id: string; person_name: string; role_key: string; organisation_name: string }

/** Every role these people hold, held or will hold; what was withdrawn before it held is left out. */
export async function listHeldBy({ tx }: Ctx, person_ids: string[]): Promise<HeldRole[]> {
  const { rows } = await sql<HeldRole>`
    select h.id, h.person_id, p.name person_name, h.role_key, h.organisation_id, o.name organisation_name, o.path,
      h.with_subtree, h.starts_on, h.ends_on
    from kernel.role_assignment h
    join kernel.person p on p.id = h.person_id
    join kernel.organisation o on o.id = h.organisation_id
    where h.person_id = any(${person_ids}::uuid[]) and (h.ends_on is null or h.ends_on > h.starts_on)
    order by h.starts_on, h.id`.execute(tx)
  return rows
}

export async function readPath({ tx }: Ctx, org_id: string): Promise<string[]> {
  const { path } = await tx
    .selectFrom('kernel.organisation')
    .select('path')
    .where('id', '=', org_id)
    .executeTakeFirstOrThrow()
  return path
}

/** Whether two roles hold on one day at one organisation, be it below the place one of them was given at. */
export function meet(one: Span & Place, other: Span & Place): boolean {
  const days =
    (other.ends_on === null || one.starts_on < other.ends_on) &&
    (one.ends_on === null || other.starts_on < one.ends_on)
  return days && (spans(one, other) || spans(other, one))
}

const spans = (place: Place, other: Place) =>
  place.organisation_id === other.organisation_id ||
  (place.with_subtree && other.path.includes(place.organisation_id))
