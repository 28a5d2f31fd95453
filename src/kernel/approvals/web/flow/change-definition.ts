import type {
  ApproverRule,
  Condition,
  FieldType,
  FlowDefinition,
  FlowStep,
  Mode,
  ModeKind,
} from '../../flow/contract.ts'

/** A step that asks the head of the organisation; its key is the first free one. */
export function newStep(steps: readonly FlowStep[], title: string): FlowStep {
  const taken = new Set(steps.map(({ key }) => key))
  let number = steps.length + 1
  while (taken.has(`step_${number}`)) number += 1
  return {
    key: `step_${number}`,
    title,
    title_en: null,
    when: null,
    approvers: [{ by: 'head', levels_up: 0 }],
    mode: { kind: 'any' },
    due_working_hours: null,
    opinion: 'on_refusal',
    visible_fields: null,
    matter: 'ordinary',
  }
}

export function changeStep(flow: FlowDefinition, index: number, part: Partial<FlowStep>): FlowDefinition {
  return { ...flow, steps: flow.steps.map((step, at) => (at === index ? { ...step, ...part } : step)) }
}

export function addStep(flow: FlowDefinition, title: string): FlowDefinition {
  return { ...flow, steps: [...flow.steps, newStep(flow.steps, title)] }
}

export function removeStep(flow: FlowDefinition, index: number): FlowDefinition {
  return { ...flow, steps: flow.steps.filter((_, at) => at !== index) }
}

/** One place up (-1) or down (1); at the edge nothing changes. */
export function moveStep(flow: FlowDefinition, index: number, by: -1 | 1): FlowDefinition {
  const steps = [...flow.steps]
  const [moved, other] = [steps[index], steps[index + by]]
  if (!moved || !other) return flow
  steps[index] = other
  steps[index + by] = moved
  return { ...flow, steps }
}

/** A way of deciding with numbers to begin with. */
export function newMode(kind: ModeKind): Mode {
  if (kind === 'share' || kind === 'weighted') return { kind, percent: 50 }
  if (kind === 'quorum') return { kind, approvals: 2 }
  if (kind === 'per_group') return { kind, approvals: 1 }
  return { kind }
}

/** A rule of another kind in the place of this one; weight and group stay. */
export function newRule(by: ApproverRule['by'], { weight, group }: Partial<ApproverRule> = {}): ApproverRule {
  const votes = { ...(weight === undefined ? {} : { weight }), ...(group === undefined ? {} : { group }) }
  if (by === 'head') return { by, levels_up: 0, ...votes }
  if (by === 'person') return { by, person_id: '', ...votes }
  if (by === 'group') return { by, group_id: '', ...votes }
  return { by, role: 'hq_management', at: 'headquarters', ...votes }
}

/** Rules and comparisons have no name of their own: their place is what tells them apart. */
export const placeKey = (index: number) => `place ${index}`

/** The comparisons that suit a field, as the server checks them on publishing. */
export function comparisonsFor(type: FieldType): Condition['of'][number]['is'][] {
  if (type === 'boolean') return ['equal', 'not_equal', 'empty', 'filled']
  if (type === 'number')
    return ['equal', 'not_equal', 'less', 'at_most', 'more', 'at_least', 'one_of', 'empty', 'filled']
  if (type === 'day') return ['equal', 'not_equal', 'less', 'at_most', 'more', 'at_least', 'empty', 'filled']
  return ['equal', 'not_equal', 'one_of', 'empty', 'filled']
}
