import type { Mode, ModeKind } from '../flow/contract.ts'

export type Vote = { answer: 'yes' | 'no' | 'open'; weight: number; group: string }

/**
 * How a step stands, with the arithmetic: of `total` (people, or weight in a weighted step) `needed` must say yes;
 * `yes` and `no` have been said, `open` may still be. Per group each group has its own.
 */
export type Tally = {
  mode: ModeKind
  result: 'passed' | 'failed' | 'open'
  needed: number
  yes: number
  no: number
  open: number
  total: number
  percent?: number
  groups?: ({ group: string } & Count)[]
}
type Count = { needed: number; yes: number; no: number; open: number; total: number }

/**
 * Counts a step's votes. It passes as soon as enough have said yes and fails as soon as enough no longer can;
 * "any one" is decided by whoever answers first, either way.
 * Invariant: without a single vote cast nothing ever passes.
 */
export function tally(mode: Mode, votes: readonly Vote[]): Tally {
  const people = count(votes, () => 1)
  switch (mode.kind) {
    case 'any': {
      const one = { ...people, needed: 1 }
      return { mode: mode.kind, ...one, result: one.yes > 0 ? 'passed' : one.no > 0 ? 'failed' : reach(one) }
    }
    case 'all':
    case 'in_sequence':
      return settle(mode.kind, { ...people, needed: people.total })
    case 'share':
      return {
        ...settle(mode.kind, { ...people, needed: shareOf(people.total, mode.percent) }),
        percent: mode.percent,
      }
    case 'quorum':
      return settle(mode.kind, { ...people, needed: mode.approvals })
    case 'weighted': {
      const weight = count(votes, (vote) => vote.weight)
      return {
        ...settle(mode.kind, { ...weight, needed: shareOf(weight.total, mode.percent) }),
        percent: mode.percent,
      }
    }
    case 'per_group':
      return perGroup(mode.approvals, votes, people)
  }
}

/** True when the step can pass if everyone says yes. A step that can't is parked, not failed: nobody refused. */
export function canPass(mode: Mode, votes: readonly Vote[]): boolean {
  return canStillPass(
    mode,
    votes.map((vote) => ({ ...vote, answer: 'open' as const })),
  )
}

/** True when it can pass if everyone who hasn't answered says yes. */
export function canStillPass(mode: Mode, votes: readonly Vote[]): boolean {
  const best = votes.map((vote) => (vote.answer === 'open' ? { ...vote, answer: 'yes' as const } : vote))
  return votes.length > 0 && tally(mode, best).result === 'passed'
}

function perGroup(approvals: number, votes: readonly Vote[], people: Count): Tally {
  const groups = [...new Set(votes.map((vote) => vote.group))].map((group) => {
    const own = votes.filter((vote) => vote.group === group)
    return { group, ...count(own, () => 1), needed: approvals }
  })
  const results = groups.map(reach)
  const result =
    results.includes('failed') || groups.length === 0
      ? 'failed'
      : results.includes('open')
        ? 'open'
        : 'passed'
  return { mode: 'per_group', ...people, needed: approvals * groups.length, result, groups }
}

function settle(mode: ModeKind, counted: Count): Tally {
  return { mode, ...counted, result: reach(counted) }
}

function reach({ needed, yes, open }: Count): Tally['result'] {
  const wanted = Math.max(1, needed)
  if (yes >= wanted) return 'passed'
  return yes + open < wanted ? 'failed' : 'open'
}

/** "At least p percent" of a whole number, rounded up. */
function shareOf(total: number, percent: number): number {
  return Math.ceil((total * percent) / 100)
}

function count(votes: readonly Vote[], worth: (vote: Vote) => number): Count {
  const sum = (answer: Vote['answer']) =>
    votes.filter((vote) => vote.answer === answer).reduce((total, vote) => total + worth(vote), 0)
  const [yes, no, open] = [sum('yes'), sum('no'), sum('open')]
  return { needed: 0, yes, no, open, total: yes + no + open }
}
