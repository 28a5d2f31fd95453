import { expect, test } from 'vitest'
import { type FlowDefinition, flowDefinition } from '../../../flow/contract.ts'
import { newStep } from '../change-definition.ts'
import { addPath, duplicate, freeKey, insertBranching, insertStep, move, remove } from './change-flow.ts'
import { layOut, narrow, nearest, spacious } from './layout.ts'
import { shapeOf } from './shape.ts'

const named = (key: string) => ({ ...newStep([], key), key })
const path = (key: string) => ({ key, title: key, title_en: null, when: null })
const empty: FlowDefinition = { applies_when: null, same_person: 'once', steps: [named('a')] }
const fork = { key: 'fork_1', title: 'fork', title_en: null, paths: [path('large'), path('rest')] }
/** a, then large: b c or rest: d, then e. */
const parted = () => {
  let flow = insertBranching(empty, { at: 1 }, { branching: fork, step: named('b') })
  flow = insertStep(flow, { at: 2, path: 'large' }, named('c'))
  flow = insertStep(flow, { at: 3, path: 'rest' }, named('d'))
  return insertStep(flow, { at: 4 }, named('e'))
}
const said = ({ steps }: FlowDefinition) =>
  steps.map(({ key, path: on }) => (on ? `${key}@${on}` : key)).join(' ')

test('steps are put on the trunk and on paths, and what comes of it is a definition', () => {
  const flow = parted()
  expect(said(flow)).toBe('a b@large c@large d@rest e')
  expect(flowDefinition.parse(JSON.parse(JSON.stringify(flow)))).toEqual(JSON.parse(JSON.stringify(flow)))
  expect(said(duplicate(flow, 'c', named('copy')))).toBe('a b@large c@large copy@large d@rest e')
})

test('up and down along a path, out of it at its ends, over to the one beside', () => {
  const step = (key: string) => ({ kind: 'step' as const, key })
  const flow = parted()
  expect(said(move(flow, step('c'), 'up'))).toBe('a c@large b@large d@rest e')
  expect(said(move(flow, step('b'), 'up'))).toBe('a b c@large d@rest e')
  expect(said(move(flow, step('d'), 'down'))).toBe('a b@large c@large d e')
  expect(said(move(flow, step('b'), 'right'))).toBe('a c@large d@rest b@rest e')
  expect(said(move(flow, step('b'), 'left'))).toBe(said(flow))
  expect(said(move(flow, step('a'), 'down'))).toBe('b@large c@large d@rest a e')
  expect(said(move(flow, step('a'), 'up'))).toBe(said(flow))
  expect(said(move(flow, { kind: 'branching', key: 'fork_1' }, 'down'))).toBe('a e b@large c@large d@rest')
})

test('paths change their order, their steps go with them, and the last stays last', () => {
  const flow = addPath(parted(), 'fork_1', path('middle'))
  const keys = (one: FlowDefinition) => one.branchings?.[0]?.paths.map(({ key }) => key)
  expect(keys(flow)).toEqual(['large', 'middle', 'rest'])
  const moved = move(flow, { kind: 'path', key: 'middle' }, 'left')
  expect(keys(moved)).toEqual(['middle', 'large', 'rest'])
  expect(keys(move(flow, { kind: 'path', key: 'middle' }, 'right'))).toEqual(['large', 'middle', 'rest'])
})

test('removing takes a path with its steps; one path alone is no branching; the last step stays', () => {
  const flow = parted()
  expect(said(remove(flow, { kind: 'step', key: 'c' }))).toBe('a b@large d@rest e')
  const one = remove(flow, { kind: 'path', key: 'large' })
  expect(said(one)).toBe('a d e')
  expect(one.branchings).toBeUndefined()
  expect(said(remove(flow, { kind: 'branching', key: 'fork_1' }))).toBe('a e')
  expect(remove(empty, { kind: 'step', key: 'a' })).toBe(empty)
})

test('keys are never given twice', () => {
  expect(freeKey('step', { ...empty, steps: [named('step_1'), named('step_2')] })).toBe('step_3')
  expect(freeKey('fork', parted())).toBe('fork_2')
})

test('nothing is drawn over anything else, on a phone two paths fit into 390 px, and the arrow keys find their way', () => {
  const sizes = { step: () => 100, path: () => 60 }
  for (const spacing of [spacious, narrow]) {
    const { nodes } = layOut(shapeOf(parted()), sizes, spacing)
    for (const one of nodes)
      for (const two of nodes) {
        if (one.id >= two.id) continue
        const apart = (axis: 'x' | 'y', size: 'width' | 'height') =>
          one.position[axis] + (one[size] ?? 0) <= two.position[axis] ||
          two.position[axis] + (two[size] ?? 0) <= one.position[axis]
        expect(apart('x', 'width') || apart('y', 'height'), `${one.id} and ${two.id}`).toBe(true)
      }
  }
  const { nodes, width } = layOut(shapeOf(parted()), sizes, narrow)
  expect(width).toBeLessThanOrEqual(390 - 32)
  expect(nearest(nodes, 'step a', 'down')).toBe('branching fork_1')
  expect(nearest(nodes, 'step b', 'right')).toBe('step d')
  expect(nearest(nodes, 'step e', 'up')).toBe('step c')
  expect(nearest(nodes, 'step a', 'up')).toBeUndefined()
})
