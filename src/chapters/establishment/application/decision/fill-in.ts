import type { FieldValues } from '../../../../kernel/approvals/flow/contract.ts'
import { refused } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import { formatMoney } from '../../../../kernel/language/contract.ts'
import { recordOn } from '../life/move.ts'
import { lockApplication } from '../life/row.ts'

/**
 * What the approvers of a step set: the budget they approve, never above what was applied for, and what they ask to be
 * kept. The approval document says both. Not what was submitted, so no vote becomes void by it.
 */
export async function fillIn(
  ctx: Ctx,
  { subject_id, values }: { subject_id: string; values: FieldValues },
): Promise<void> {
  const application = await lockApplication(ctx, { id: subject_id })
  const { org_id, id, version, start_up_budget, currency } = application
  // The kernel has checked what kind of value each is.
  const {
    approved_budget = application.approved_budget,
    approval_condition = application.approval_condition,
  } = values as { approved_budget?: number | null; approval_condition?: string | null }
  if (approved_budget !== null && approved_budget > start_up_budget)
    throw refused('establishment.application.errors.approved_above_budget', {
      budget: formatMoney(ctx.language, start_up_budget, currency),
    })
  await ctx.tx
    .updateTable('establishment.application')
    .set({ approved_budget, approval_condition, version: version + 1 })
    .where('org_id', '=', org_id)
    .where('id', '=', id)
    .execute()
  const before = {
    approved_budget: application.approved_budget,
    approval_condition: application.approval_condition,
  }
  const after = { approved_budget, approval_condition }
  const names = (['approved_budget', 'approval_condition'] as const).filter(
    (one) => before[one] !== after[one],
  )
  recordOn(ctx, application, 'fill_in', {
    diff: Object.fromEntries(names.map((name) => [name, [before[name], after[name]]])),
  })
}
