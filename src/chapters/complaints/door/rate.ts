import type { Ctx } from '../../../kernel/http/context.ts'
import { recordOn } from '../complaint/life/move.ts'
import type { Complaint } from '../complaint/life/row.ts'
import { noteRated } from '../indicators/note-fed.ts'

/** How the customer found the handling, in one to five stars; said again, the last word holds. */
export async function rateHandling(ctx: Ctx, complaint: Complaint, stars: number): Promise<void> {
  const { org_id, id } = complaint
  const before = await findRated(ctx, complaint)
  if (before?.stars === stars) return ctx.unchanged()
  const said = { stars, rated_at: ctx.now }
  await ctx.tx
    .insertInto('complaints.rating')
    .values({ org_id, complaint_id: id, ...said })
    .onConflict((known) => known.columns(['org_id', 'complaint_id']).doUpdateSet(said))
    .execute()
  if (before) await noteRated(ctx, complaint, before.rated_at)
  recordOn(ctx, complaint, 'rate', { diff: { stars: [before?.stars ?? null, stars] } })
}

/** What the customer said last, and when. */
export const findRated = ({ tx }: Ctx, { org_id, id }: Complaint) =>
  tx
    .selectFrom('complaints.rating')
    .select(['stars', 'rated_at'])
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .executeTakeFirst()
