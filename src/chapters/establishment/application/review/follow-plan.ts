import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Application } from '../life/row.ts'
import { onSite, type Plan } from '../plan/contract.ts'
import { type Condition, conditions } from './contract.ts'
import { findReview, scoresOf } from './sheet.ts'

/** Which fields of the plan each condition of 2.1 is about. */
const fields: Record<Condition, (keyof Plan)[]> = {
  positioning: ['name', 'parent_id', 'positioning', 'scope', 'strategy_fit'],
  people: ['staffing', 'proposed_head_id'],
  premises: onSite,
  rules: ['rules'],
  funds: ['currency', 'budget', 'funding', 'forecast_income', 'forecast_cost'],
}

/** Scores given before these fields changed hold only once the reviewer says so. */
export async function followPlan(ctx: Ctx, application: Application, changed: string[]): Promise<void> {
  const review = await findReview(ctx, application)
  if (!review) return
  const touched = conditions.filter(
    (condition) =>
      typeof scoresOf(review)[condition]?.score === 'number' &&
      fields[condition].some((field) => changed.includes(field)),
  )
  const to_confirm = [...new Set([...review.to_confirm, ...touched])]
  if (to_confirm.length === review.to_confirm.length) return
  await ctx.tx
    .updateTable('establishment.review')
    .set({ to_confirm, version: review.version + 1 })
    .where('org_id', '=', review.org_id)
    .where('id', '=', review.id)
    .execute()
}
