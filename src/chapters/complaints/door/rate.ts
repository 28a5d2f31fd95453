import type { Ctx } from '../../../kernel/http/context.ts'
import { recordOn } from '../complaint/life/move.ts'
import type { Complaint } from '../complaint/life/row.ts'

/** How the customer found the handling, in one to five stars; said again, the last word holds. */
export async function rateHandling(ctx: Ctx, complaint: Complaint, stars: number): Promise<void> {
  const { org_id, id } = complaint
  const before = (await findStars(ctx, complaint)) ?? null
  const said = { stars, rated_at: ctx.now }
  await ctx.tx
    .insertInto('complaints.rating')
    .values({ org_id, complaint_id: id, ...said })
    .onConflict((known) => known.columns(['org_id', 'complaint_id']).doUpdateSet(said))
    .execute()
  recordOn(ctx, complaint, 'rate', { diff: { stars: [before, stars] } })
}

/** What the customer said last. */
export async function findStars({ tx }: Ctx, { org_id, id }: Complaint): Promise<number | undefined> {
  const rating = await tx
    .selectFrom('complaints.rating')
    .select('stars')
    .where('org_id', '=', org_id)
    .where('complaint_id', '=', id)
    .executeTakeFirst()
  return rating?.stars
}
