import type { FieldValues, FlowDefinition } from '../flow/contract.ts'

/**
 * The fields of a matter that its approval shows somebody: whoever is or was asked sees what their steps show, everybody
 * else who may read the approval all of them. `positions`: the steps at which the reader is asked.
 */
export function fieldsShown(
  flow: FlowDefinition,
  fields: FieldValues,
  positions: readonly number[],
): FieldValues {
  if (positions.length === 0) return fields
  const steps = positions.map((position) => flow.steps[position])
  const lists = steps.map((step) => step?.visible_fields ?? null)
  if (lists.includes(null)) return fields
  const names = new Set([...lists.flat(), ...steps.flatMap((step) => step?.editable_fields ?? [])])
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.has(name)))
}
