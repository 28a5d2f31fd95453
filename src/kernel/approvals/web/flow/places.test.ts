import { expect, test } from 'vitest'
import type { FlowDefinition } from '../../flow/contract.ts'
import { placeIn } from './places.ts'

const flow = (steps: string[], branchings: [string, string[]][] = []) =>
  ({
    steps: steps.map((key) => ({ key })),
    branchings: branchings.map(([key, paths]) => ({ key, paths: paths.map((path) => ({ key: path })) })),
  }) as unknown as FlowDefinition
const from = flow(
  ['a', 'b', 'c'],
  [
    ['x', ['x1', 'x2']],
    ['y', ['y1', 'y2']],
  ],
)

test.each([
  ['steps.1.approvers.0.role', flow(['b', 'a', 'c']), 'steps.0.approvers.0.role'],
  ['steps.2', flow(['new', 'a', 'b', 'c']), 'steps.3'],
  ['steps.1.when', flow(['a', 'c']), undefined],
  ['steps', flow(['a']), 'steps'],
  ['applies_when.of.0', flow(['a']), 'applies_when.of.0'],
  ['branchings.1.paths.0.when', flow([], [['y', ['y2', 'y1']]]), 'branchings.0.paths.1.when'],
  ['branchings.1.paths.0.when', flow([], [['y', ['y2']]]), undefined],
  ['branchings.0', flow([], [['y', ['y1']]]), undefined],
  [
    'branchings.0.title',
    flow(
      [],
      [
        ['y', []],
        ['x', []],
      ],
    ),
    'branchings.1.title',
  ],
] as const)('what was found at %s is about the same thing once it moved', (path, to, now) => {
  expect(placeIn(path, { from, to })).toBe(now)
})
