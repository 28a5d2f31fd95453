import { isDeepStrictEqual } from 'node:util'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Application } from '../life/row.ts'

/** The premises a visit is about; another address or point is another place. */
export type VisitedPremises = Pick<Application, 'address' | 'longitude' | 'latitude'>

export const premisesOf = ({ address, longitude, latitude }: VisitedPremises): VisitedPremises => ({
  address,
  longitude,
  latitude,
})

type Completed = { id: string; visited_on: string; failed_critical: string[] }

/**
 * The completed visit that counts: the last one at the premises as they are now. What an earlier one found may have
 * been put right since; what was found elsewhere says nothing of this place.
 */
export async function findLatestVisit(ctx: Ctx, application: Application): Promise<Completed | undefined> {
  const rows = await readCompleted(ctx, application)
  const here = rows.find(({ premises }) => isDeepStrictEqual(premises, premisesOf(application)))
  if (!here) return undefined
  const { premises: _premises, ...visit } = here
  return visit
}

/** Whether every completed visit was made at other premises than those applied for now. */
export async function isVisitedElsewhere(ctx: Ctx, application: Application): Promise<boolean> {
  const rows = await readCompleted(ctx, application)
  return rows.length > 0 && (await findLatestVisit(ctx, application)) === undefined
}

async function readCompleted(ctx: Ctx, { org_id, id }: Application) {
  const rows = await ctx.tx
    .selectFrom('establishment.site_visit as v')
    .innerJoin('kernel.form_response as r', (join) =>
      join.onRef('r.org_id', '=', 'v.org_id').onRef('r.id', '=', 'v.response_id'),
    )
    .select(['v.id', 'v.visited_on', 'v.premises', 'r.failed_critical'])
    .where('v.org_id', '=', org_id)
    .where('v.application_id', '=', id)
    .where('v.completed_at', 'is not', null)
    .orderBy('v.completed_at', 'desc')
    .orderBy('v.id', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, premises: row.premises as VisitedPremises | null }))
}
