import type { FieldFault } from '../../errors/problem.ts'
import type { Ctx } from '../../http/context.ts'
import { titleIn } from '../../language/titles/contract.ts'
import type { FlowDefinition, FlowVersion } from './contract.ts'
import { readDeciders, readDecidingRoles, readHeldRoles } from './deciding.ts'
import { fault, namesIn } from './fault.ts'

/**
 * What a flow may be published with, but is likely to go wrong: approvers nobody is today, and flows of the same kind of
 * matter of which one is never reached.
 */
export async function warningsOfVersion(ctx: Ctx, version: FlowVersion): Promise<FieldFault[]> {
  return [...(await warningsOfOrder(ctx, version)), ...(await warningsOfApprovers(ctx, version.definition))]
}

export function personsIn({ steps }: FlowDefinition): string[] {
  return steps.flatMap((step) =>
    step.approvers.flatMap((rule) => (rule.by === 'person' ? [rule.person_id] : [])),
  )
}

async function warningsOfApprovers(ctx: Ctx, definition: FlowDefinition): Promise<FieldFault[]> {
  const deciding = await readDecidingRoles(ctx.tx)
  const held = await readHeldRoles(ctx, [...deciding])
  const able = await readDeciders(ctx, personsIn(definition))
  const names = namesIn(definition.steps)
  return definition.steps.flatMap((step, i) =>
    step.approvers.flatMap((rule, j) => {
      const at = `steps.${i}.approvers.${j}`
      const about = { step: names[i] }
      if (rule.by === 'person')
        return able.has(rule.person_id) ? [] : [fault(at, 'person_cannot_decide', about)]
      if (!('role' in rule) || !deciding.has(rule.role)) return []
      const found = held.get(rule.role)
      const somebody = rule.at === 'headquarters' ? found?.at_headquarters : found
      return somebody ? [] : [fault(at, 'nobody_holds_role', about)]
    }),
  )
}

type Published = { id: string; title: string; title_tw: string | null; title_en: string | null } & {
  position: number
  definition: unknown
}

/** Flows are tried in their order: one without a condition leaves nothing to those behind it, nor to one with the same. */
async function warningsOfOrder(ctx: Ctx, version: FlowVersion): Promise<FieldFault[]> {
  const flow = await ctx.tx
    .selectFrom('kernel.approval_flow')
    .select(['id', 'position'])
    .where('id', '=', version.flow_id)
    .executeTakeFirstOrThrow()
  const others: Published[] = await ctx.tx
    .selectFrom('kernel.approval_flow as f')
    .innerJoin('kernel.approval_flow_version as v', 'v.flow_id', 'f.id')
    .select(['f.id', 'f.title', 'f.title_tw', 'f.title_en', 'f.position', 'v.definition'])
    .distinctOn(['f.position', 'f.id'])
    .where('f.subject_type', '=', version.subject_type)
    .where('f.id', '<>', flow.id)
    .where('f.archived_at', 'is', null)
    .where('v.published_at', 'is not', null)
    .orderBy('f.position')
    .orderBy('f.id')
    .orderBy('v.number', 'desc')
    .execute()
  const isBefore = (one: Published) =>
    one.position < flow.position || (one.position === flow.position && one.id < flow.id)
  const own = version.definition.applies_when
  const warn = (code: string, other: Published) =>
    fault('applies_when', code, { flow: titleIn(ctx.language, other), position: other.position })
  const covering = others.find((one) => isBefore(one) && covers(conditionOf(one), own))
  if (covering)
    return [warn(own && conditionOf(covering) ? 'same_as_flow_before' : 'covered_by_flow', covering)]
  return others
    .filter((one) => !isBefore(one) && covers(own, conditionOf(one)))
    .map((one) => warn(own ? 'same_as_flow_behind' : 'covers_flow', one))
}

const conditionOf = ({ definition }: Published) => (definition as FlowDefinition).applies_when

/** Whether whatever fits the second condition surely fits the first. */
const covers = (first: FlowDefinition['applies_when'], second: FlowDefinition['applies_when']) =>
  first === null || JSON.stringify(first) === JSON.stringify(second)
