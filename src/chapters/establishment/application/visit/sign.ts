import { personOf } from '../../../../kernel/access/actor.ts'
import { Problem, refused } from '../../../../kernel/errors/problem.ts'
import { completeResponse, getResponse } from '../../../../kernel/forms/responses.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { recordOn } from '../life/move.ts'
import type { Application } from '../life/row.ts'
import { askTeam, releaseTeam } from './ask-team.ts'
import type { SiteVisit } from './contract.ts'
import { premisesOf } from './latest.ts'
import { openForTeam, saveVisit, type Which } from './open.ts'
import { getVisit, type Visit } from './row.ts'
import { faultsOfVisit, showVisit } from './show.ts'

/** As many of the team stand by what a visit found before it counts. */
const enough = 2

/**
 * One of the team signs the visit as it is written; the second signature completes it, at the premises applied for
 * now, and it is final. Invariant: nobody completes a visit for others, and nobody alone.
 */
export async function completeVisit(ctx: Ctx, input: Which): Promise<SiteVisit> {
  const { application, visit } = await openForTeam(ctx, input)
  const me = personOf(ctx.actor)
  if (!visit.visitors.includes(me)) throw refused('establishment.visit.errors.only_visitors_sign')
  if (visit.signed.has(me)) throw refused('establishment.visit.errors.signed_already')
  const faults = await faultsOfVisit(ctx, application, visit)
  if (faults.length > 0)
    throw new Problem('refused', 'establishment.visit.errors.incomplete', { count: faults.length }, faults)
  await setSigned(ctx, visit, { person_id: me, signed_at: ctx.now })
  if (visit.signed.size + 1 < enough) await signFirst(ctx, application, visit)
  else await complete(ctx, application, visit)
  return showVisit(ctx, application, await getVisit(ctx, application, { visit_id: visit.id }))
}

async function signFirst(ctx: Ctx, application: Application, visit: Visit) {
  await saveVisit(ctx, visit, {})
  await releaseTeam(ctx, visit, { outcome: 'done', person_id: personOf(ctx.actor) })
  recordOn(ctx, application, 'sign_visit', { diff: { visited_on: [null, visit.visited_on] } })
}

async function complete(ctx: Ctx, application: Application, visit: Visit) {
  const { version } = await getResponse(ctx, visit.response_id)
  const { score, max, failed_critical } = await completeResponse(ctx, { id: visit.response_id, version })
  await saveVisit(ctx, visit, { completed_at: ctx.now, premises: premisesOf(application) })
  await releaseTeam(ctx, visit, { outcome: 'done' })
  recordOn(ctx, application, 'complete_visit', {
    diff: {
      visited_on: [null, visit.visited_on],
      score: [null, `${score}/${max}`],
      failed_critical: [[], failed_critical],
    },
  })
}

/** What was signed is no longer what is written: whoever signed is asked again. */
export async function withdrawSignatures(ctx: Ctx, application: Application, visit: Visit): Promise<void> {
  if (visit.signed.size === 0) return
  await setSigned(ctx, visit, { signed_at: null })
  await askTeam(ctx, application, { ...visit, visitors: [...visit.signed.keys()] })
}

async function setSigned(
  { tx }: Ctx,
  { org_id, id }: Visit,
  { person_id, signed_at }: { person_id?: string; signed_at: Date | null },
) {
  const rows = tx
    .updateTable('establishment.site_visitor')
    .set({ signed_at })
    .where('org_id', '=', org_id)
    .where('visit_id', '=', id)
  await (person_id ? rows.where('person_id', '=', person_id) : rows).execute()
}
