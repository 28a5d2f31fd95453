import type {
  ApproverRule,
  Comparison,
  Condition,
  FieldType,
  FlowDefinition,
  FlowStep,
  Mode,
  ModeKind,
} from '../../flow/contract.ts'

/** A step whose approver is a role yet to be chosen; its key is the first free one. */
export function newStep(steps: readonly FlowStep[], title: string): FlowStep {
  const taken = new Set(steps.map(({ key }) => key))
  let number = steps.length + 1
  while (taken.has(`step_${number}`)) number += 1
  return {
    key: `step_${number}`,
    title,
    title_en: null,
    when: null,
    approvers: [newRule('role')],
    mode: { kind: 'any' },
    due_working_hours: null,
    opinion: 'on_refusal',
    visible_fields: null,
    matter: 'ordinary',
  }
}

/** A step several departments sign, each counted by itself; a group is asked for each role. */
export function newCountersign(
  steps: readonly FlowStep[],
  title: string,
  departments: { role: string; group: string }[],
): FlowStep {
  return {
    ...newStep(steps, title),
    approvers: departments.map(({ role, group }) => ({ by: 'role', role, at: 'headquarters', group })),
    mode: { kind: 'per_group', approvals: 1 },
  }
}

export function changeStep(flow: FlowDefinition, index: number, part: Partial<FlowStep>): FlowDefinition {
  return { ...flow, steps: flow.steps.map((step, at) => (at === index ? { ...step, ...part } : step)) }
}

/** A way of deciding with numbers to begin with. */
export function newMode(kind: ModeKind): Mode {
  if (kind === 'share' || kind === 'weighted') return { kind, percent: 50 }
  if (kind === 'quorum') return { kind, approvals: 2 }
  if (kind === 'per_group') return { kind, approvals: 1 }
  return { kind }
}

/** Rules counted per group, each with a group: its own, or the one `name` gives it. */
export function withGroups(
  rules: readonly ApproverRule[],
  name: (rule: ApproverRule, index: number) => string,
): ApproverRule[] {
  return rules.map((rule, index) => ({ ...rule, group: rule.group || name(rule, index).slice(0, 60) }))
}

/** Whether nothing was said of the step yet but that it is there. */
export const isNew = ({ approvers: [first, ...more] }: FlowStep): boolean =>
  more.length === 0 && first !== undefined && 'role' in first && first.role === ''

/** A comparison of which nothing is chosen yet: a fault until it is. */
export const newComparison = (): Comparison => ({ field: '', is: 'equal' })

/** A rule of another kind in the place of this one; weight and group stay. */
export function newRule(by: ApproverRule['by'], { weight, group }: Partial<ApproverRule> = {}): ApproverRule {
  const votes = { ...(weight === undefined ? {} : { weight }), ...(group === undefined ? {} : { group }) }
  if (by === 'head') return { by, levels_up: 0, ...votes }
  if (by === 'person') return { by, person_id: '', ...votes }
  if (by === 'group') return { by, group_id: '', ...votes }
  return { by, role: '', at: 'headquarters', ...votes }
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
