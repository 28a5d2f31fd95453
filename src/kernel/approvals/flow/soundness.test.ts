import { expect, test } from 'vitest'
import { type FlowDefinition, type FlowStep, flowDefinition } from './contract.ts'
import { faultsOfFlow, type Known } from './soundness.ts'

const known: Known = {
  fields: {
    budget: { type: 'number', title: 'budget' },
    kind: { type: 'choice', title: 'kind' },
    starts_on: { type: 'day', title: 'starts_on' },
    urgent: { type: 'boolean', title: 'urgent' },
    approved: { type: 'number', title: 'approved', fillable: true },
  },
  roles: new Set(['hq_ops', 'hq_management', 'auditor']),
  deciding: new Set(['hq_ops', 'hq_management']),
  persons: new Set(['019f0000-0000-7000-8000-000000000001']),
  groups: new Set(['019f0000-0000-7000-8000-00000000000a']),
}
const review: FlowStep = {
  key: 'review',
  title: '审核',
  title_en: 'Review',
  when: null,
  approvers: [{ by: 'role', role: 'hq_ops', at: 'headquarters' }],
  mode: { kind: 'any' },
  due_working_hours: 16,
  opinion: 'required',
  visible_fields: null,
  matter: 'ordinary',
}
const flow = (...steps: Partial<FlowStep>[]): FlowDefinition => ({
  applies_when: null,
  same_person: 'each_time',
  steps: steps.map((step) => ({ ...review, ...step })),
})
const faults = (definition: FlowDefinition) =>
  faultsOfFlow(definition, known).map(({ path, code }) => `${path} ${code.replace('approvals.errors.', '')}`)
const when = (field: string, is: 'more' | 'equal' | 'one_of' | 'empty', value?: unknown) =>
  ({ when: { match: 'all', of: [{ field, is, value }] } }) as Partial<FlowStep>

test('a sound flow has no faults, and what it says travels as JSON', () => {
  const sound = flow(
    {},
    { key: 'management', ...when('budget', 'more', 500_000) },
    { key: 'named', approvers: [{ by: 'person', person_id: '019f0000-0000-7000-8000-000000000001' }] },
    { key: 'kinds', ...when('kind', 'one_of', ['branch', 'department']) },
    { key: 'later', ...when('starts_on', 'more', '2026-12-31') },
    { key: 'no_day', ...when('starts_on', 'empty') },
  )
  expect(faults(sound)).toEqual([])
  expect(flowDefinition.parse(JSON.parse(JSON.stringify(sound)))).toEqual(sound)
})

test('every fault is named where it is', () => {
  expect(faults(flow({}, {}))).toEqual(['definition.steps.1.key step_key_twice'])
  expect(faults(flow({}, { key: 'b', ...when('colour', 'equal', 'red') }))).toEqual([
    'definition.steps.1.when.of.0.field unknown_field',
  ])
  expect(faults(flow({ visible_fields: ['budget', 'secret'] }))).toEqual([
    'definition.steps.0.visible_fields unknown_field',
  ])
  expect(faults(flow({ editable_fields: ['budget', 'secret', 'approved'] }))).toEqual([
    'definition.steps.0.editable_fields field_not_fillable',
    'definition.steps.0.editable_fields unknown_field',
  ])
  expect(faults(flow({ approvers: [{ by: 'role', role: 'legal', at: 'ancestor' }] }))).toEqual([
    'definition.steps.0.approvers.0.role unknown_role',
  ])
  const asking = (role: string) => flow({ approvers: [{ by: 'role', role, at: 'ancestor' }] })
  expect(faults(asking(''))).toEqual(['definition.steps.0.approvers.0.role role_missing'])
  expect(faults(asking('auditor'))).toEqual(['definition.steps.0.approvers.0.role role_cannot_decide'])
  expect(faults(flow({ approvers: [{ by: 'person', person_id: 'gone' }] }))).toEqual([
    'definition.steps.0.approvers.0.person_id unknown_person',
  ])
  expect(faults(flow({ mode: { kind: 'per_group', approvals: 1 } }))).toEqual([
    'definition.steps.0.approvers.0.group group_missing',
  ])
  expect(faults(flow(when('budget', 'more', 1)))).toEqual(['definition.steps all_conditional'])
})

test.each([
  ['a number against a text', when('budget', 'more', '500')],
  ['a choice that is more', when('kind', 'more', 'branch')],
  ['a list where one value is meant', when('kind', 'equal', ['branch'])],
  ['one value where a list is meant', when('kind', 'one_of', 'branch')],
  ['yes or no from a list', when('urgent', 'one_of', [1])],
  ['a value for being empty', when('kind', 'empty', 'branch')],
])('a comparison that does not suit its field: %s', (_, step) => {
  expect(faults(flow({}, { key: 'b', ...step }))).toEqual([
    'definition.steps.1.when.of.0 comparison_does_not_fit',
  ])
})

test('steps and paths that are called the same are told apart by their number', () => {
  const nobody: Partial<FlowStep> = { approvers: [{ by: 'role', role: '', at: 'headquarters' }] }
  const named = (...steps: Partial<FlowStep>[]) =>
    faultsOfFlow(flow(...steps), known).map(({ params }) => params?.step)
  expect(
    named(nobody, { key: 'b', title: ' 审核', ...nobody }, { key: 'c', title: '批准', ...nobody }),
  ).toEqual(['1. 审核', '2. 审核', '批准'])
  const when = { match: 'all' as const, of: [{ field: 'colour', is: 'filled' as const }] }
  const path = (key: string) => ({ key, title: '金额较大', title_en: null, when })
  const parted: FlowDefinition = {
    ...flow({}, { key: 'b', path: 'one' }),
    branchings: [
      {
        ...{ key: 'fork', title: '金额', title_en: null },
        paths: [path('one'), path('two'), { ...path('three'), when: null }],
      },
    ],
  }
  expect(faultsOfFlow(parted, known).map(({ params }) => params?.step)).toEqual([
    '1. 金额较大',
    '2. 金额较大',
  ])
})
