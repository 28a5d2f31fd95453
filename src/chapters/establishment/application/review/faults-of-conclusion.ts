import type { FieldFault } from '../../../../kernel/errors/problem.ts'
import type { Ctx } from '../../../../kernel/http/context.ts'
import type { Application } from '../life/row.ts'
import { getKindRule } from '../papers/kinds.ts'
import { findLatestVisit, isVisitedElsewhere } from '../visit/latest.ts'
import { faultsOfSheet } from './faults-of-sheet.ts'
import type { Row } from './sheet.ts'

export type Conclusion = 'recommend' | 'not_recommend'
type Concluding = { application: Application; review: Row; action: Conclusion }

/** Everything that keeps a review from being concluded so: what the sheet lacks, and the visit. */
export async function faultsOfConclusion(
  ctx: Ctx,
  { application, review, action }: Concluding,
): Promise<FieldFault[]> {
  return [...(await faultsOfSheet(ctx, review)), ...(await faultsOfVisit(ctx, application, action))]
}

async function faultsOfVisit(ctx: Ctx, application: Application, action: Conclusion): Promise<FieldFault[]> {
  const { site_visit } = await getKindRule(ctx, application.kind)
  const visit = await findLatestVisit(ctx, application)
  if (!visit) {
    const name = (await isVisitedElsewhere(ctx, application)) ? 'visit_elsewhere' : 'visit_missing'
    return site_visit ? [{ path: 'visits', code: `establishment.application.errors.${name}` }] : []
  }
  if (action === 'not_recommend' || visit.failed_critical.length === 0) return []
  const params = { count: visit.failed_critical.length }
  return [{ path: 'visits', code: 'establishment.application.errors.critical_item_failed', params }]
}
