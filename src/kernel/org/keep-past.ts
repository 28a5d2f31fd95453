import type { Ctx } from '../http/context.ts'
import type { Organisation } from './organisation.ts'

type Was = Pick<Organisation, 'id' | 'name' | 'name_en' | 'parent_id' | 'life'>

/**
 * Keeps what organisations were called, where they stood and how they lived until a day, before that is overwritten. Of several changes
 * on one day the first says what held before.
 */
export async function keepPast(ctx: Ctx, organisations: Was[], until: (id: string) => string): Promise<void> {
  if (organisations.length === 0) return
  await ctx.tx
    .insertInto('kernel.organisation_past')
    .values(
      organisations.map(({ id, name, name_en, parent_id, life }) => ({
        ...{ organisation_id: id, until: until(id), name, name_en, parent_id, life, recorded_at: ctx.now },
      })),
    )
    .onConflict((known) => known.columns(['organisation_id', 'until']).doNothing())
    .execute()
}
