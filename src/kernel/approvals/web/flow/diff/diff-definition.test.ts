import { expect, test } from 'vitest'
import type { FlowDefinition } from '../../../flow/contract.ts'
import { newStep } from '../change-definition.ts'
import { diffOf } from './diff-definition.ts'

const step = (key: string) => ({ ...newStep([], key), key })
const flow = (...keys: string[]): FlowDefinition => ({
  ...{ applies_when: null, same_person: 'once', steps: keys.map(step) },
})
const said = (before: FlowDefinition, after: FlowDefinition) =>
  diffOf(before, after).map((change) => {
    const of = 'step' in change ? change.step.key : 'path' in change ? change.path.key : ''
    const changed = 'part' in change ? `${change.after.key} ${change.part}` : of
    return `${change.kind} ${changed}`.trim()
  })

test('two versions that say the same differ in nothing, whatever the order of their keys', () => {
  const one = flow('a', 'b')
  const again = JSON.parse(JSON.stringify(one, Object.keys(one).toReversed()))
  expect(said(one, structuredClone(one))).toEqual([])
  expect(said({ ...one, ...again, steps: one.steps }, one)).toEqual([])
})

test('added, removed and moved steps are told apart, and only the one that moved is said to have moved', () => {
  expect(said(flow('a', 'b', 'c'), flow('a', 'd', 'c'))).toEqual(['step_added d', 'step_removed b'])
  expect(said(flow('a', 'b', 'c', 'd'), flow('d', 'a', 'b', 'c'))).toEqual(['step_moved d'])
})

test('each part of a step, each path and what concerns the whole flow is a change of its own', () => {
  const before = flow('a', 'b')
  const after = structuredClone(before)
  after.same_person = 'each_time'
  Object.assign(after.steps[0]!, { title: '新名称', due_working_hours: 8, path: 'p1' })
  Object.assign(after.steps[1]!, { editable_fields: [] })
  const path = (key: string) => ({ key, title: key, title_en: null, when: null })
  after.branchings = [{ key: 'f', title: 'f', title_en: null, paths: [path('p1'), path('p2')] }]
  expect(said(before, after)).toEqual([
    'same_person',
    'branching_added',
    'step_changed a title',
    'step_changed a path',
    'step_changed a due_working_hours',
  ])
  const later = structuredClone(after)
  later.steps[1]!.editable_fields = ['approved_budget']
  later.branchings![0]!.paths[0]!.when = { match: 'all', of: [{ field: 'staff', is: 'more', value: 5 }] }
  later.branchings![0]!.paths.splice(1, 0, path('p3'))
  expect(said(after, later)).toEqual(['path_condition', 'path_added p3', 'step_changed b editable_fields'])
})
