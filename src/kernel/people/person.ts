import { type RawBuilder, sql } from 'kysely'
import { notFound } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import { inReach } from '../org/organisation.ts'

/**
 * Cuts a query over kernel.person for these ids to those this request reaches: employed within reach, or with an assignment there,
 * past ones included. Invariant: the table is shared, so every read of people made for a person carries this; the
 * assignments themselves are cut by row-level security.
 */
export const personInReach = ({ reach }: Pick<Ctx, 'reach'>, ids: string[]): RawBuilder<boolean> =>
  reach.all
    ? sql<boolean>`true`
    : sql<boolean>`(${inReach(reach, 'kernel.person.home_org_id')} or kernel.person.id in (
        select a.person_id from kernel.assignment a
        where a.person_id = any(${ids}::uuid[]) and ${inReach(reach, 'a.org_id')}))`

/** Whether a person may be named to whoever asks; of anybody else not even that they exist. */
export async function isInReach(ctx: Ctx, id: string): Promise<boolean> {
  const query = ctx.tx
    .selectFrom('kernel.person')
    .select('id')
    .where('id', '=', id)
    .where(personInReach(ctx, [id]))
  return (await query.executeTakeFirst()) !== undefined
}

/** A person within this request's reach. Throws `not_found` for one out of reach, as if there were none. */
export async function getPerson(ctx: Ctx, id: string) {
  const found = await ctx.tx
    .selectFrom('kernel.person')
    .selectAll()
    .where('id', '=', id)
    .where(personInReach(ctx, [id]))
    .executeTakeFirst()
  if (!found) throw notFound()
  return found
}

/** Whether a span of days holds on a day. One that was withdrawn before it began is past at once. */
export function holdsOn(
  day: string,
  { starts_on, ends_on }: { starts_on: string; ends_on: string | null },
): 'past' | 'now' | 'later' {
  if (ends_on !== null && (ends_on <= day || ends_on <= starts_on)) return 'past'
  return starts_on > day ? 'later' : 'now'
}
