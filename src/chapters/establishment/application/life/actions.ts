import type { Ctx } from '../../../../kernel/http/context.ts'
import { actionsFrom } from '../../../../kernel/lifecycle/lifecycle.ts'
import { type ApplicationAction, applicationActions } from '../contract.ts'
import { mayReview } from '../review/may-review.ts'
import { applicationLife } from './lifecycle.ts'
import { type Application, tiesOf } from './row.ts'

const permissionOf: Record<ApplicationAction, string> = {
  edit: 'establishment.application.edit',
  amend: 'establishment.application.edit',
  submit: 'establishment.application.submit',
  resubmit: 'establishment.application.submit',
  withdraw: 'establishment.application.withdraw',
  take: 'establishment.application.review',
  ask_more: 'establishment.application.review',
  score: 'establishment.application.review',
  plan_visit: 'establishment.visit.plan',
  recommend: 'establishment.application.review',
  not_recommend: 'establishment.application.review',
  send_on: 'establishment.application.rule',
  reject: 'establishment.application.rule',
  issue: 'establishment.application.issue',
  void_document: 'establishment.application.issue',
  register: 'establishment.application.register',
  complete: 'establishment.application.complete',
}

type Facts = { requestState: string | null; registered: boolean; regionReview: boolean }

/** The buttons: what the actor may do with the application now. */
export async function actionsFor(
  ctx: Ctx,
  application: Application,
  { requestState, registered, regionReview }: Facts,
): Promise<ApplicationAction[]> {
  const open = new Set<string>(
    actionsFrom(applicationLife, application.state, await tiesOf(ctx, application)),
  )
  return applicationActions.filter((action) => {
    if (!open.has(action) || !ctx.may(permissionOf[action], application.org_id)) return false
    const permission = permissionOf[action]
    if (permission === 'establishment.application.review')
      return mayReview(ctx, application, { region_review: regionReview })
    if (permission === 'establishment.application.rule') return requestState !== 'running'
    if (action === 'amend') return requestState === 'running'
    if (action === 'complete') return registered
    if (action === 'register') return !registered
    return true
  })
}
