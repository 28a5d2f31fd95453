import { lockRequestOf } from '../../../../kernel/approvals/request/find.ts'
import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { translate } from '../../../../kernel/language/translate.ts'
import { checkAction, indexApplication, recordOn } from '../life/move.ts'
import { getApplication, lockApplication, subjectOf } from '../life/row.ts'
import { checkReferences } from '../plan/check-plan.ts'
import { onSite, type Plan } from '../plan/contract.ts'
import { changesIn, columnsOf } from '../plan/edit.ts'
import { checkReady } from '../plan/ready.ts'
import { followPlan } from '../review/follow-plan.ts'
import { restartApproval } from './start-approval.ts'

type Amending = Partial<Plan> & { id: string; version: number; note?: string | undefined }

/**
 * Changes an application while its approval runs: the votes already cast become void, and the approval begins anew with
 * what it says now. Refuses what isn't complete afterwards, and whatever a visit has looked at: for that an approver
 * sends the application back, and it is reviewed again.
 */
export async function amendApplication(ctx: Ctx, { id, version, note, ...plan }: Amending): Promise<void> {
  const request = await lockRequestOf(ctx, subjectOf(await getApplication(ctx, id)))
  const before = await lockApplication(ctx, { id, version })
  await checkAction(ctx, before, 'amend')
  if (request?.state !== 'running') throw refused('establishment.application.errors.not_under_approval')
  const diff = changesIn(before, plan)
  const names = Object.keys(diff)
  if (names.length === 0) return ctx.unchanged()
  const seen = onSite.filter((name) => names.includes(name))
  if (seen.length > 0) {
    const fields = seen.map((name) => translate(ctx.language, `establishment.plan.field.${name}`))
    throw refused('establishment.application.errors.established_on_site', { fields })
  }
  await checkReferences(ctx, { org_id: before.org_id, plan })
  await ctx.tx
    .updateTable('establishment.application')
    .set({ ...columnsOf(plan), version: version + 1 })
    .where('org_id', '=', before.org_id)
    .where('id', '=', id)
    .execute()
  await followPlan(ctx, before, names)
  const application = await getApplication(ctx, id)
  await checkReady(ctx, application)
  recordOn(ctx, application, 'amend', { diff, note: note || null })
  await indexApplication(ctx, application)
  await restartApproval(ctx, application, request.id)
}
