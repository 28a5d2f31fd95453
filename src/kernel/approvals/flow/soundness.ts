import type { FieldFault } from '../../errors/problem.ts'
import type { ApprovalSubject } from '../subjects.ts'
import { faultsOfBranchings, isSure } from './branchings.ts'
import type { Comparison, Condition, FieldType, FlowDefinition, FlowStep } from './contract.ts'
import { fault, namesIn } from './fault.ts'

/** What a definition may refer to. */
export type Known = {
  fields: ApprovalSubject['fields']
  roles: ReadonlySet<string>
  /** What they are called, for the reader; left out: by their keys. */
  role_titles?: ReadonlyMap<string, string>
  /** Those of them whose holders may decide; left out: not looked at. */
  deciding?: ReadonlySet<string>
  persons: ReadonlySet<string>
  /** Approver groups in use. */
  groups: ReadonlySet<string>
}

/** Everything that keeps a flow from being published; empty when it is sound. */
export function faultsOfFlow(flow: FlowDefinition, known: Known): FieldFault[] {
  const faults = faultsOfCondition(flow.applies_when, 'applies_when', '', known)
  const keys = new Set<string>()
  const names = namesIn(flow.steps)
  for (const [i, step] of flow.steps.entries()) {
    const at = `steps.${i}`
    const name = names[i]!
    if (keys.has(step.key)) faults.push(fault(`${at}.key`, 'step_key_twice', { step: step.key }))
    keys.add(step.key)
    faults.push(...faultsOfStep(step, { at, name }, known), ...faultsOfChoice(flow, i, name))
  }
  faults.push(...faultsOfBranchings(flow))
  for (const [i, { paths }] of (flow.branchings ?? []).entries()) {
    const called = namesIn(paths)
    for (const [j, { when }] of paths.entries())
      faults.push(...faultsOfCondition(when, `branchings.${i}.paths.${j}.when`, called[j]!, known))
  }
  if (!isSure(flow, flow.steps)) faults.push(fault('steps', 'all_conditional'))
  return faults
}

type Place = { at: string; name: string }

function faultsOfStep(step: FlowStep, { at, name }: Place, known: Known): FieldFault[] {
  const about = { step: name }
  const faults = faultsOfCondition(step.when, `${at}.when`, name, known)
  for (const field of step.visible_fields ?? []) {
    if (!known.fields[field]) faults.push(fault(`${at}.visible_fields`, 'unknown_field', { ...about, field }))
  }
  for (const field of step.editable_fields ?? []) {
    const code = known.fields[field] ? 'field_not_fillable' : 'unknown_field'
    if (!known.fields[field]?.fillable) faults.push(fault(`${at}.editable_fields`, code, { ...about, field }))
  }
  for (const [i, rule] of step.approvers.entries()) {
    const place = `${at}.approvers.${i}`
    const code = 'role' in rule && faultOfRole(rule.role, known)
    if (code)
      faults.push(
        fault(`${place}.role`, code, { ...about, role: known.role_titles?.get(rule.role) ?? rule.role }),
      )
    if (rule.by === 'group' && !known.groups.has(rule.group_id)) {
      faults.push(fault(`${place}.group_id`, 'unknown_approver_group', about))
    }
    if (rule.by === 'person' && !known.persons.has(rule.person_id)) {
      faults.push(fault(`${place}.person_id`, 'unknown_person', about))
    }
    if (step.mode.kind === 'per_group' && !rule.group)
      faults.push(fault(`${place}.group`, 'group_missing', about))
  }
  return faults
}

function faultOfRole(role: string, { roles, deciding }: Known): string | undefined {
  if (role === '') return 'role_missing'
  if (!roles.has(role)) return 'unknown_role'
  return deciding && !deciding.has(role) ? 'role_cannot_decide' : undefined
}

/** Whoever passed the step before can only choose where one always comes before; and a step has one who chooses. */
function faultsOfChoice(flow: FlowDefinition, index: number, name: string): FieldFault[] {
  const step = flow.steps[index] as FlowStep
  const first = step.approvers.findIndex(({ by }) => by === 'previous_choice')
  if (first === -1) return []
  const at = `steps.${index}.approvers.${first}`
  const before = flow.steps.slice(0, index).filter(({ path }) => path === undefined || path === step.path)
  const sure = before.some(({ when }) => when === null) || isSure(flow, flow.steps.slice(0, index))
  const both = step.approvers.some(({ by }) => by === 'applicant_choice')
  return [
    ...(sure ? [] : [fault(at, 'nobody_before_to_choose', { step: name })]),
    ...(both ? [fault(at, 'two_who_choose', { step: name })] : []),
  ]
}

function faultsOfCondition(
  condition: Condition | null,
  at: string,
  step: string,
  known: Known,
): FieldFault[] {
  return (condition?.of ?? []).flatMap((comparison, i) => {
    const field = known.fields[comparison.field]
    const params = { step, field: comparison.field }
    if (!field) return [fault(`${at}.of.${i}.field`, 'unknown_field', params)]
    return fits(comparison, field.type) ? [] : [fault(`${at}.of.${i}`, 'comparison_does_not_fit', params)]
  })
}

/** More and less are for numbers and days; the value is of the field's own type. */
function fits({ is, value }: Comparison, type: FieldType): boolean {
  if (is === 'empty' || is === 'filled') return value === undefined
  const wanted = type === 'number' || type === 'boolean' ? type : 'string'
  if (is === 'one_of')
    return wanted !== 'boolean' && Array.isArray(value) && value.every((one) => typeof one === wanted)
  if (typeof value !== wanted) return false
  return is === 'equal' || is === 'not_equal' || type === 'number' || type === 'day'
}
