import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Mode } from '../flow/contract.ts'
import { canPass, tally, type Vote } from './tally.ts'

/** 'yny-' is yes, no, yes and one not yet; each of weight 1 unless given. */
function votes(text: string, weights: number[] = [], groups: string[] = []): Vote[] {
  return [...text].map((letter, i) => ({
    answer: letter === 'y' ? 'yes' : letter === 'n' ? 'no' : 'open',
    weight: weights[i] ?? 1,
    group: groups[i] ?? '',
  }))
}
const result = (mode: Mode, ...args: Parameters<typeof votes>) => tally(mode, votes(...args)).result

describe('how votes are counted', () => {
  test('four approvers, at least 50 % agree: passes at the second yes, fails at the third no', () => {
    const half: Mode = { kind: 'share', percent: 50 }
    expect(result(half, 'yn--')).toBe('open')
    expect(tally(half, votes('yny-'))).toEqual({
      mode: 'share',
      result: 'passed',
      percent: 50,
      needed: 2,
      yes: 2,
      no: 1,
      open: 1,
      total: 4,
    })
    expect(result(half, 'nn--')).toBe('open')
    expect(result(half, 'nnn-')).toBe('failed')
  })

  test('a share is rounded up: half of five is three, a third of four is two', () => {
    expect(tally({ kind: 'share', percent: 50 }, votes('-----')).needed).toBe(3)
    expect(tally({ kind: 'share', percent: 34 }, votes('----')).needed).toBe(2)
    expect(tally({ kind: 'share', percent: 100 }, votes('----')).needed).toBe(4)
  })

  test.each<[string, Mode, string, string]>([
    ['any one: the first answer decides', { kind: 'any' }, '-y-', 'passed'],
    ['any one: also when it is no', { kind: 'any' }, '-n-', 'failed'],
    ['all: one no fails at once', { kind: 'all' }, 'yn-', 'failed'],
    ['all: waits for the last', { kind: 'all' }, 'yy-', 'open'],
    ['all: everybody', { kind: 'all' }, 'yyy', 'passed'],
    ['in sequence: as all', { kind: 'in_sequence' }, 'y--', 'open'],
    ['quorum of two: a no more is borne', { kind: 'quorum', approvals: 2 }, 'nyy', 'passed'],
    ['quorum of two: out of reach', { kind: 'quorum', approvals: 2 }, 'nn-', 'failed'],
  ])('%s', (_, mode, cast, expected) => {
    expect(result(mode, cast)).toBe(expected)
  })

  test('weights count, not heads', () => {
    const majority: Mode = { kind: 'weighted', percent: 51 }
    expect(tally(majority, votes('y--', [60, 20, 20]))).toMatchObject({
      result: 'passed',
      needed: 51,
      yes: 60,
      total: 100,
    })
    expect(result(majority, 'nyy', [60, 20, 20])).toBe('failed')
    expect(result(majority, '-yy', [60, 20, 20])).toBe('open')
  })

  test('per group each group has its own count', () => {
    const one: Mode = { kind: 'per_group', approvals: 1 }
    const groups = ['finance', 'finance', 'risk']
    expect(result(one, 'yy-', [], groups)).toBe('open')
    expect(result(one, '-yy', [], groups)).toBe('passed')
    expect(result(one, 'yyn', [], groups)).toBe('failed')
    expect(tally(one, votes('y--', [], groups)).groups).toEqual([
      { group: 'finance', needed: 1, yes: 1, no: 0, open: 1, total: 2 },
      { group: 'risk', needed: 1, yes: 0, no: 0, open: 1, total: 1 },
    ])
  })

  test('a step that could not pass is seen beforehand', () => {
    expect(canPass({ kind: 'quorum', approvals: 3 }, votes('--'))).toBe(false)
    expect(canPass({ kind: 'per_group', approvals: 2 }, votes('---', [], ['a', 'a', 'b']))).toBe(false)
    expect(canPass({ kind: 'all' }, [])).toBe(false)
  })
})

describe('whatever the votes', () => {
  const mode = fc.oneof(
    fc.constantFrom<Mode>({ kind: 'any' }, { kind: 'all' }, { kind: 'in_sequence' }),
    fc.integer({ min: 1, max: 100 }).map((percent): Mode => ({ kind: 'share', percent })),
    fc.integer({ min: 1, max: 100 }).map((percent): Mode => ({ kind: 'weighted', percent })),
    fc.integer({ min: 1, max: 5 }).map((approvals): Mode => ({ kind: 'quorum', approvals })),
    fc.integer({ min: 1, max: 3 }).map((approvals): Mode => ({ kind: 'per_group', approvals })),
  )
  const vote = fc.record({
    answer: fc.constantFrom<Vote['answer']>('yes', 'no', 'open'),
    weight: fc.integer({ min: 1, max: 50 }),
    group: fc.constantFrom('a', 'b', 'c'),
  })
  const cast = fc.array(vote, { minLength: 1, maxLength: 9 })
  const answerAll = (list: Vote[], answer: Vote['answer']) =>
    list.map((one) => (one.answer === 'open' ? { ...one, answer } : one))

  test('a settled step stays settled, however the others answer; an open one can still go both ways', () => {
    fc.assert(
      fc.property(mode, cast, (m, list) => {
        const now = tally(m, list).result
        const best = tally(m, answerAll(list, 'yes')).result
        const worst = tally(m, answerAll(list, 'no')).result
        if (now === 'open') expect([best, worst]).toEqual(['passed', 'failed'])
        else if (m.kind !== 'any') expect([best, worst]).toEqual([now, now])
      }),
      { numRuns: 500 },
    )
  })

  test('nothing passes without a yes, and the counts add up', () => {
    fc.assert(
      fc.property(mode, cast, (m, list) => {
        const { result: now, yes, no, open, total } = tally(m, list)
        expect(yes + no + open).toBe(total)
        if (now === 'passed') expect(yes).toBeGreaterThan(0)
        if (now === 'open') expect(open).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })
})
