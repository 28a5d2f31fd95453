import { refused } from '../errors/problem.ts'
import type { Ctx } from '../http/context.ts'
import type { Organisation } from './organisation.ts'

type Was = Pick<Organisation, 'id' | 'name' | 'name_en' | 'parent_id' | 'life'>

/**
 * Keeps what an organisation was called, where it stood and how it lived until a day, before that is overwritten. Of
 * several changes on one day the first says what held before. Throws `refused` where a change that begins later is on
 * record: what is overwritten now did not hold yet on the earlier day.
 */
export async function keepPast(
  ctx: Ctx,
  { id, name, name_en, parent_id, life }: Was,
  until: string,
): Promise<void> {
  const later = await ctx.tx
    .selectFrom('kernel.organisation_past')
    .select('until')
    .where('organisation_id', '=', id)
    .where('until', '>', until)
    .orderBy('until', 'desc')
    .executeTakeFirst()
  if (later) throw refused('org.errors.changed_later', { name, on: until, later: later.until })
  await ctx.tx
    .insertInto('kernel.organisation_past')
    .values({ organisation_id: id, until, name, name_en, parent_id, life, recorded_at: ctx.now })
    .onConflict((known) => known.columns(['organisation_id', 'until']).doNothing())
    .execute()
}
