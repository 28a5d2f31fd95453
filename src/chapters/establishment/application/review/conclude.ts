import { lockRequestOf } from '../../../../kernel/approvals/request/find.ts'
import { Problem } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { startApproval } from '../decision/start-approval.ts'
import { ask, settle } from '../life/ask.ts'
import { checkAction, move } from '../life/move.ts'
import { type Application, getApplication, lockApplication, subjectOf } from '../life/row.ts'
import { uninvolved } from '../life/whom.ts'
import { releaseVisits } from '../visit/ask-team.ts'
import { faultsOfConclusion } from './faults-of-conclusion.ts'
import { countPassed } from './faults-of-sheet.ts'
import { checkMayReview } from './may-review.ts'
import { findReview } from './sheet.ts'

type Concluding = { id: string; version: number }

/** Concludes in favour: the approval starts, or goes on in its next round. */
export const recommend = (ctx: Ctx, input: Concluding) => conclude(ctx, input, 'recommend')

/** Concludes against: management rejects it or sends it on. */
export const notRecommend = (ctx: Ctx, input: Concluding) => conclude(ctx, input, 'not_recommend')

async function conclude(ctx: Ctx, { id, version }: Concluding, action: 'recommend' | 'not_recommend') {
  await lockRequestOf(ctx, subjectOf(await getApplication(ctx, id)))
  const before = await lockApplication(ctx, { id, version })
  await checkAction(ctx, before, action)
  await checkMayReview(ctx, before)
  await concludeSheet(ctx, before, action)
  const application = await move(ctx, before, { action, set: { concluded_at: ctx.now } })
  await settle(ctx, application, { kind: 'establishment.application.task.review' })
  await releaseVisits(ctx, application)
  if (action === 'recommend') return startApproval(ctx, application)
  const persons = await uninvolved(ctx, application, 'establishment.application.rule')
  await ask(ctx, application, { kind: 'establishment.application.task.rule', persons })
}

/** The sheet and the visit must be complete; what isn't is named at once. */
async function concludeSheet(ctx: Ctx, application: Application, action: 'recommend' | 'not_recommend') {
  const review = (await findReview(ctx, application))!
  const faults = await faultsOfConclusion(ctx, { application, review, action })
  if (faults.length > 0) {
    const params = { count: faults.length }
    throw new Problem('refused', 'establishment.application.errors.review_incomplete', params, faults)
  }
  await ctx.tx
    .updateTable('establishment.review')
    .set({
      concluded_at: ctx.now,
      conditions_passed: await countPassed(ctx, review),
      version: review.version + 1,
    })
    .where('org_id', '=', review.org_id)
    .where('id', '=', review.id)
    .execute()
}
