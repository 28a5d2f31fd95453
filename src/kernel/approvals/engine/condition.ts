import type {
  Comparison,
  Condition,
  FieldValue,
  FieldValues,
  FlowDefinition,
  FlowPath,
  FlowStep,
} from '../flow/contract.ts'

/**
 * Whether a step is on the way of these fields: its path is the one taken and its own condition holds. A step on a
 * path that no branching has is asked: no approver is ever lost by a slip.
 */
export function isTaken(flow: FlowDefinition, step: FlowStep, fields: FieldValues): boolean {
  const branching = flow.branchings?.find(({ paths }) => paths.some(({ key }) => key === step.path))
  if (branching && pathTaken(branching.paths, fields)?.key !== step.path) return false
  return holds(step.when, fields)
}

/** The first path whose condition holds. */
export function pathTaken(paths: readonly FlowPath[], fields: FieldValues): FlowPath | undefined {
  return paths.find(({ when }) => holds(when, fields))
}

/** True when the condition holds for these fields; no condition always holds. A missing field compares as empty. */
export function holds(condition: Condition | null, fields: FieldValues): boolean {
  if (condition === null) return true
  const results = condition.of.map((comparison) => compare(comparison, fields[comparison.field] ?? null))
  return condition.match === 'all' ? results.every(Boolean) : results.some(Boolean)
}

/** An empty field is neither more nor less than anything, and not equal to anything. */
function compare({ is, value }: Comparison, field: FieldValue): boolean {
  const empty = field === null || field === ''
  if (is === 'empty') return empty
  if (is === 'filled') return !empty
  if (is === 'not_equal') return field !== value
  if (empty) return false
  if (is === 'equal') return field === value
  if (is === 'one_of') return Array.isArray(value) && value.some((one) => one === field)
  if (typeof field !== typeof value || typeof value === 'object' || value === undefined) return false
  if (is === 'less') return field < value
  if (is === 'at_most') return field <= value
  if (is === 'more') return field > value
  return field >= value
}
