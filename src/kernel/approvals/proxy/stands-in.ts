import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '../../http/context.ts'

/** True of a row of kernel.approval_proxy whose window holds at an instant: from its first moment up to its end. */
export const holdsAt = (at: Date): RawBuilder<boolean> =>
  sql<boolean>`starts_at <= ${at} and ${at} < least(ends_at, coalesce(ended_at, ends_at))`

/** In whose place a person decides at this moment. */
export async function standsInFor(
  { tx, now }: Pick<Ctx, 'tx' | 'now'>,
  person_id: string,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('kernel.approval_proxy')
    .select('owner_id')
    .where('proxy_id', '=', person_id)
    .where(holdsAt(now))
    .orderBy('owner_id')
    .execute()
  return rows.map(({ owner_id }) => owner_id)
}

/** Who decides in the place of any of these at this moment. */
export async function proxiesOf({ tx, now }: Ctx, owners: string[]): Promise<string[]> {
  if (owners.length === 0) return []
  const rows = await tx
    .selectFrom('kernel.approval_proxy')
    .select('proxy_id')
    .distinct()
    .where('owner_id', 'in', owners)
    .where(holdsAt(now))
    .execute()
  return rows.map(({ proxy_id }) => proxy_id)
}
