import { refused } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { holds } from '../engine/condition.ts'
import type { FieldValues, FlowDefinition } from './contract.ts'

export type ChosenFlow = { flow_id: string; version_id: string; number: number; definition: FlowDefinition }

/**
 * The latest published version of the flow named, else of the first flow of this kind of matter, in their order, whose
 * condition holds for the fields. Refuses with `approvals.errors.no_flow`.
 */
export async function chooseFlow(
  ctx: Ctx,
  { subject_type, key, fields }: { subject_type: string; key?: string | undefined; fields: FieldValues },
): Promise<ChosenFlow> {
  let query = ctx.tx
    .selectFrom('kernel.approval_flow as f')
    .innerJoin('kernel.approval_flow_version as v', 'v.flow_id', 'f.id')
    .select(['f.id as flow_id', 'v.id as version_id', 'v.number', 'v.definition'])
    .distinctOn(['f.position', 'f.id'])
    .where('f.subject_type', '=', subject_type)
    .where('f.archived_at', 'is', null)
    .where('v.published_at', 'is not', null)
    .orderBy('f.position')
    .orderBy('f.id')
    .orderBy('v.number', 'desc')
  if (key !== undefined) query = query.where('f.key', '=', key)
  const flows = await query.execute()
  for (const flow of flows) {
    const definition = flow.definition as FlowDefinition
    if (key !== undefined || holds(definition.applies_when, fields)) return { ...flow, definition }
  }
  throw refused('approvals.errors.no_flow')
}
