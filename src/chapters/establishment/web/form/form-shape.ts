import { z } from 'zod'
import { writtenCreditCode } from '../../../../kernel/org/credit-code/contract.ts'
import type { ApplicationPage } from '../../application/contract.ts'
import { budgetLine, fundingSource, kinds, planShape, staffingLine } from '../../application/plan/contract.ts'

const { shape } = planShape
const filled = (text: typeof shape.rules) => text.unwrap().min(1)

/** What the form asks for before it is submitted; a draft may be less (`planShape`). */
export const formShape = planShape.extend({
  kind: z.enum(kinds),
  name: filled(shape.name),
  parent_id: shape.parent_id.unwrap(),
  credit_code: writtenCreditCode.nullable(),
  positioning: filled(shape.positioning),
  scope: filled(shape.scope),
  strategy_fit: filled(shape.strategy_fit),
  staffing: z
    .array(
      staffingLine.extend({
        post: z.string().trim().min(1).max(100),
        qualification: z.string().trim().min(1).max(500),
      }),
    )
    .min(1)
    .max(100),
  proposed_head_id: shape.proposed_head_id.unwrap(),
  address: filled(shape.address),
  area: shape.area.unwrap(),
  tenure: shape.tenure.unwrap(),
  tenure_until: shape.tenure_until.unwrap(),
  longitude: shape.longitude.unwrap(),
  latitude: shape.latitude.unwrap(),
  safety: filled(shape.safety),
  environment: filled(shape.environment),
  rules: filled(shape.rules),
  budget: z
    .array(budgetLine.extend({ item: z.string().trim().min(1).max(200) }))
    .min(1)
    .max(200),
  funding: z
    .array(fundingSource.extend({ source: z.string().trim().min(1).max(200) }))
    .min(1)
    .max(50),
  forecast_income: shape.forecast_income.unwrap(),
  forecast_cost: shape.forecast_cost.unwrap(),
})

export const draftShape = planShape.extend({ kind: z.enum(kinds) })
export type Draft = z.infer<typeof draftShape>

/** What of an application the form holds. */
export function draftOf(application: ApplicationPage): Draft {
  return draftShape.parse(application)
}
