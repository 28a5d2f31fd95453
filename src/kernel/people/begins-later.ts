import { sql } from 'kysely'
import type { Ctx } from '../http/context.ts'
import { getOrganisation, todayAt } from '../org/organisation.ts'

/** How many assignments that have not begun yet are to begin at an organisation on a day or later. */
export async function countBeginning(
  ctx: Ctx,
  { org_id, on }: { org_id: string; on: string },
): Promise<number> {
  const today = todayAt(ctx, await getOrganisation(ctx, org_id))
  const { rows } = await sql<{ n: number }>`
    select count(*)::int n from kernel.assignment
    where org_id = ${org_id} and starts_on > ${today} and starts_on >= ${on} and (ends_on is null or ends_on > starts_on)
  `.execute(ctx.tx)
  return rows[0]!.n
}
