import { expect, test } from 'vitest'
import type { Condition, FlowDefinition, FlowPath, FlowStep } from './contract.ts'
import { faultsOfFlow, type Known } from './soundness.ts'

const known: Known = {
  fields: { budget: { type: 'number', title: 'budget' } },
  ...{ roles: new Set(['hq_ops']), persons: new Set(), groups: new Set(['board']) },
}
const over: Condition = { match: 'all', of: [{ field: 'budget', is: 'more', value: 10 }] }
const step = (key: string, path?: string, more: Partial<FlowStep> = {}): FlowStep => ({
  ...{ key, title: key, title_en: null, path, when: null, mode: { kind: 'any' }, due_working_hours: null },
  approvers: [{ by: 'role', role: 'hq_ops', at: 'headquarters' }],
  ...{ opinion: 'optional', visible_fields: null, matter: 'ordinary' },
  ...more,
})
const path = (key: string, when: Condition | null): FlowPath => ({ key, title: key, title_en: null, when })
const parted = (steps: FlowStep[], paths = [path('a', over), path('b', null)]): FlowDefinition => ({
  ...{ applies_when: null, same_person: 'once', steps },
  branchings: [{ key: 'fork', title: 'fork', title_en: null, paths }],
})
const faults = (definition: FlowDefinition) =>
  faultsOfFlow(definition, known).map(({ path: at, code }) =>
    `${at} ${code}`.replace('definition.', '').replace('approvals.errors.', ''),
  )

test('a flow that parts and meets again is sound, also with a path that leads straight on', () => {
  expect(faults(parted([step('one', 'a'), step('two', 'b')]))).toEqual([])
  expect(faults(parted([step('one', 'a'), step('after')]))).toEqual([])
})

test('every fault of a branching is named where it is', () => {
  const last = step('last')
  expect(faults(parted([step('one', 'a'), last], [path('a', null), path('b', null)]))).toEqual([
    'branchings.0.paths.0.when path_condition_missing',
  ])
  expect(faults(parted([step('one', 'a'), last], [path('a', over), path('b', over)]))).toEqual([
    'branchings.0.paths.1.when otherwise_missing',
  ])
  expect(faults(parted([last]))).toEqual(['branchings.0 branching_empty'])
  expect(faults(parted([step('one', 'a'), last, step('two', 'b')]))).toEqual(['branchings.0 branching_torn'])
  expect(faults(parted([step('two', 'b'), step('one', 'a'), last]))).toEqual(['branchings.0 branching_torn'])
  expect(faults(parted([step('one', 'a'), step('two', 'c'), last]))).toEqual(['steps.1.path unknown_path'])
  expect(faults(parted([step('one', 'a'), last], [path('a', over), path('a', null)]))).toContain(
    'branchings.0.paths.1.key path_key_twice',
  )
  const unknown: Condition = { match: 'all', of: [{ field: 'colour', is: 'filled' }] }
  expect(faults(parted([step('one', 'a'), last], [path('a', unknown), path('b', null)]))).toEqual([
    'branchings.0.paths.0.when.of.0.field unknown_field',
  ])
})

test('a flow that could meet no approver at all is not sound, whichever path it takes', () => {
  expect(faults(parted([step('one', 'a')]))).toEqual(['steps all_conditional'])
  expect(faults(parted([step('one', 'a'), step('two', 'b', { when: over })]))).toEqual([
    'steps all_conditional',
  ])
})

test('an approver group must be in use, and somebody must come before the one who chooses', () => {
  const group = (group_id: string) => step('one', undefined, { approvers: [{ by: 'group', group_id }] })
  expect(faults(parted([group('board'), step('two', 'a')]))).toEqual([])
  expect(faults(parted([group('gone'), step('two', 'a')]))).toEqual([
    'steps.0.approvers.0.group_id unknown_approver_group',
  ])
  const choice = { by: 'previous_choice', role: 'hq_ops', at: 'headquarters' } as const
  const chosen = step('chosen', undefined, { approvers: [choice] })
  expect(faults(parted([step('one'), chosen, step('two', 'a')]))).toEqual([])
  expect(faults(parted([step('one', 'a'), chosen]))).toEqual(['steps.1.approvers.0 nobody_before_to_choose'])
  const both = step('both', undefined, { approvers: [choice, { ...choice, by: 'applicant_choice' }] })
  expect(faults(parted([step('one'), both, step('two', 'a')]))).toEqual([
    'steps.1.approvers.0 two_who_choose',
  ])
})
