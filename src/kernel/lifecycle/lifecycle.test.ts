import { describe, expect, expectTypeOf, test } from 'vitest'
import { Problem } from '../errors/problem.ts'
import {
  type ActionOf,
  actionsFrom,
  defineLifecycle,
  isEnd,
  next,
  type StateOf,
  stateIn,
} from './lifecycle.ts'
import { mermaid } from './mermaid.ts'

const filing = defineLifecycle({
  name: 'test.filing',
  start: 'draft',
  ends: ['approved', 'rejected', 'withdrawn'],
  actions: {
    save: { from: ['draft', 'more_wanted'] },
    submit: { from: ['draft', 'more_wanted'], to: 'submitted' },
    ask: { from: ['submitted'], to: 'more_wanted' },
    approve: { from: ['submitted'], to: 'approved', notBy: ['applicant'] },
    reject: { from: ['submitted'], to: 'rejected', notBy: ['applicant'] },
    withdraw: { from: ['draft', 'submitted', 'more_wanted'], to: 'withdrawn' },
  },
})

function codeOf(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof Problem) return `${error.kind} ${error.code}`
    throw error
  }
  return 'nothing thrown'
}

describe('a lifecycle', () => {
  test('knows its states and actions as literal types', () => {
    expectTypeOf<StateOf<typeof filing>>().toEqualTypeOf<
      'draft' | 'submitted' | 'more_wanted' | 'approved' | 'rejected' | 'withdrawn'
    >()
    expectTypeOf<ActionOf<typeof filing>>().toEqualTypeOf<
      'save' | 'submit' | 'ask' | 'approve' | 'reject' | 'withdraw'
    >()
    expect(stateIn(filing, 'submitted')).toBe('submitted')
    expect(() => stateIn(filing, 'sumbitted')).toThrow('knows no state "sumbitted"')
    expect(filing.states).toEqual(['draft', 'submitted', 'more_wanted', 'approved', 'rejected', 'withdrawn'])
  })

  test('leads from state to state and stays where an action leads nowhere', () => {
    expect(next(filing, 'draft', 'submit')).toBe('submitted')
    expect(next(filing, 'more_wanted', 'save')).toBe('more_wanted')
    expect(isEnd(filing, 'approved')).toBe(true)
  })

  test('refuses an action that does not start here and names what would', () => {
    expect(codeOf(() => next(filing, 'approved', 'submit'))).toBe('refused lifecycle.errors.not_from_here')
    try {
      next(filing, 'draft', 'approve')
    } catch (error) {
      expect((error as Problem).params).toMatchObject({
        action: 'approve',
        state: 'draft',
        possible: ['save', 'submit', 'withdraw'],
      })
    }
  })

  test('keeps the applicant from approving, and does not offer the button', () => {
    expect(codeOf(() => next(filing, 'submitted', 'approve', ['applicant']))).toBe(
      'refused lifecycle.errors.not_by_you',
    )
    expect(actionsFrom(filing, 'submitted', ['applicant'])).toEqual(['ask', 'withdraw'])
    expect(actionsFrom(filing, 'submitted')).toEqual(['ask', 'approve', 'reject', 'withdraw'])
    expect(actionsFrom(filing, 'approved')).toEqual([])
  })

  test('prints itself as a diagram', () => {
    const names = { draft: '草稿' } as Record<string, string>
    const diagram = mermaid(filing, (_, name) => names[name] ?? name)
    expect(diagram).toContain('stateDiagram-v2\n  draft: 草稿\n  [*] --> draft\n')
    expect(diagram).toContain('  draft --> draft: save\n')
    expect(diagram).toContain('  submitted --> approved: approve\n')
    expect(diagram).toContain('  withdrawn --> [*]\n')
  })
})

describe('an unsound table is refused when it is defined', () => {
  const sound = { name: 'test.bad', start: 'a', ends: ['z'] }

  test.each([
    [
      'an action from a state nobody leads to',
      { ...sound, actions: { go: { from: ['a'], to: 'z' }, typo: { from: ['aa'], to: 'z' } } },
      'action "typo" starts from unknown state "aa"',
    ],
    [
      'an end nobody leads to',
      { ...sound, ends: ['z', 'y'], actions: { go: { from: ['a'], to: 'z' } } },
      'end "y" is an unknown state',
    ],
    [
      'an island',
      {
        ...sound,
        actions: {
          go: { from: ['a'], to: 'z' },
          there: { from: ['b'], to: 'c' },
          back: { from: ['c'], to: 'b' },
          out: { from: ['c'], to: 'z' },
        },
      },
      'state "b" can\'t be reached from "a"',
    ],
    [
      'a dead end that is no end',
      { ...sound, actions: { go: { from: ['a'], to: 'z' }, stick: { from: ['a'], to: 'b' } } },
      'state "b" is a dead end',
    ],
    [
      'a ring that never ends',
      {
        ...sound,
        actions: {
          go: { from: ['a'], to: 'z' },
          in: { from: ['a'], to: 'b' },
          round: { from: ['b'], to: 'c' },
          again: { from: ['c'], to: 'b' },
        },
      },
      'state "c" is a dead end',
    ],
    [
      'an action out of an end',
      { ...sound, actions: { go: { from: ['a'], to: 'z' }, undo: { from: ['z'], to: 'a' } } },
      'action "undo" leads out of end "z"',
    ],
    [
      'an action from nowhere',
      { ...sound, actions: { go: { from: ['a'], to: 'z' }, lost: { from: [], to: 'z' } } },
      'action "lost" starts from no state',
    ],
    ['no end at all', { ...sound, ends: [], actions: { go: { from: ['a'], to: 'b' } } }, 'it names no end'],
  ])('%s', (_, declared, fault) => {
    expect(() => defineLifecycle(declared)).toThrow(fault)
  })
})

test('only an action that says it reopens leads out of an end', () => {
  const life = (undo: { reopens?: true }) =>
    defineLifecycle({
      name: 'test.reopened',
      start: 'open',
      ends: ['closed'],
      actions: {
        close: { from: ['open'], to: 'closed' },
        undo: { from: ['closed'], to: 'open', ...undo },
      },
    })
  expect(() => life({})).toThrow('leads out of end "closed"')
  expect(next(life({ reopens: true }), 'closed', 'undo')).toBe('open')
})
