import type { Selectable } from 'kysely'
import { type RawBuilder, sql } from 'kysely'
import type { KernelOrganisation } from '../../../db/types.ts'
import { within } from '../access/grants.ts'
import type { Reach } from '../db/transaction.ts'
import { notFound } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import type { OrganisationKind, OrganisationLife } from './contract.ts'

/** A row of the tree, with its closed vocabularies. */
export type Organisation = Omit<Selectable<KernelOrganisation>, 'kind' | 'life'> & {
  kind: OrganisationKind
  life: OrganisationLife
}

/** An organisation within this request's reach. Throws `not_found` for one out of reach, as if there were none. */
export async function getOrganisation(ctx: Ctx, id: string): Promise<Organisation> {
  if (!within(ctx.reach, id)) throw notFound()
  const found = await ctx.tx
    .selectFrom('kernel.organisation')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!found) throw notFound()
  return found as Organisation
}

/**
 * The same, locked until the transaction ends: for whoever is about to change it or what hangs on its life. Rows that
 * merely name it are still written meanwhile: two that lock each other's organisation would else wait in a ring.
 */
export async function lockOrganisation(ctx: Ctx, id: string): Promise<Organisation> {
  if (!within(ctx.reach, id)) throw notFound()
  const found = await ctx.tx
    .selectFrom('kernel.organisation')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!found) throw notFound()
  return found as Organisation
}

/** The same for whoever hangs something below it: until the transaction ends it stays as it is, for others to share. */
export async function shareOrganisation(ctx: Ctx, id: string): Promise<Organisation> {
  if (!within(ctx.reach, id)) throw notFound()
  const found = await ctx.tx
    .selectFrom('kernel.organisation')
    .selectAll()
    .where('id', '=', id)
    .forShare()
    .executeTakeFirst()
  if (!found) throw notFound()
  return found as Organisation
}

/** Today, where the organisation is. The calendar stands on this part, so the day is not asked of it. */
export const todayAt = ({ now }: Pick<Ctx, 'now'>, { time_zone }: { time_zone: string }): string =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(time_zone).toPlainDate().toString()

/**
 * Cuts a query over kernel.organisation to a reach. Invariant: the table has no row-level security, so every list
 * of organisations made for a person carries this.
 */
export function inReach(reach: Reach, id = 'kernel.organisation.id'): RawBuilder<boolean> {
  return reach.all
    ? sql<boolean>`true`
    : sql<boolean>`${sql.ref(id)} in (select unnest(${reach.ids}::uuid[]))`
}
