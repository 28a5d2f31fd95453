import { sql } from 'kysely'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Discretion } from '../../../../kernel/trail/discretion.ts'
import type { Application } from '../life/row.ts'

const decided = ['approved', 'rejected', 'issued', 'completed']

/** The applicant's side sees the review and its visits once the application is decided; headquarters and the region always. */
export function seesReview(ctx: Ctx, application: Application): boolean {
  if (decided.includes(application.state)) return true
  const me = ctx.actor.person_id
  if (me === application.applicant_id || me === application.proposed_head_id) return false
  return (
    ctx.reachOf('establishment.application.read').all ||
    ctx.may('establishment.application.review', application.org_id)
  )
}

const acts = [
  ...['score', 'confirm_score', 'add_evidence', 'plan_visit', 'edit_visit', 'add_photo', 'remove_photo'],
  ...['sign_visit', 'complete_visit', 'cancel_visit'],
]

/** The same rule for the timeline: what the review found is in its entries too. */
export const reviewDiscretion: Discretion = {
  actions: acts.map((act) => `establishment.application.${act}`),
  visible: (ctx) => {
    const me = ctx.actor.person_id
    const { all, ids } = ctx.reachOf('establishment.application.review')
    const everywhere = all || ctx.reachOf('establishment.application.read').all
    const reviews = everywhere ? sql`true` : sql`a.org_id = any(${ids}::uuid[])`
    return sql`exists (
      select from establishment.application a
      where a.org_id = kernel.trail_entry.org_id and a.id = kernel.trail_entry.subject_id and (
        a.state = any(${decided}::text[])
        or (a.applicant_id is distinct from ${me} and a.proposed_head_id is distinct from ${me} and ${reviews})
      ))`
  },
}
