import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Problem } from '../../errors/problem.ts'
import type { ApproverRule, Condition, FlowDefinition, FlowStep, Mode } from '../flow/contract.ts'
import { type operations, operationsFor } from './can.ts'
import { type Effect, effectsBetween } from './effects.ts'
import { type Operation, operate, startApproval } from './engine.ts'
import type { Directory } from './resolve.ts'
import { type Approval, currentRun, requestLife } from './state.ts'
import { tally, type Vote } from './tally.ts'

const people = ['ann', 'ben', 'cai', 'dan', 'eva', 'fei', 'guo']
const orgs = ['branch', 'region', 'hq']
const roleNames = ['r1', 'r2', 'r3']
const person = fc.constantFrom(...people)

const place = fc.constantFrom('organisation' as const, 'ancestor' as const, 'headquarters' as const)
const role = fc.constantFrom(...roleNames)
const votes = { weight: fc.integer({ min: 1, max: 9 }), group: fc.constantFrom('a', 'b') }
const rule: fc.Arbitrary<ApproverRule> = fc.oneof(
  fc.record({ by: fc.constant('role' as const), role, at: place, ...votes }),
  fc.record({ by: fc.constant('head' as const), levels_up: fc.integer({ min: 0, max: 3 }), ...votes }),
  fc.record({ by: fc.constant('person' as const), person_id: person, ...votes }),
  fc.record({ by: fc.constant('applicant_choice' as const), role, at: place, ...votes }),
  fc.record({ by: fc.constant('previous_choice' as const), role, at: place, ...votes }),
  fc.record({ by: fc.constant('group' as const), group_id: fc.constantFrom('g1', 'g2'), ...votes }),
)
const mode: fc.Arbitrary<Mode> = fc.oneof(
  fc.constantFrom<Mode>({ kind: 'any' }, { kind: 'all' }, { kind: 'in_sequence' }),
  fc.integer({ min: 1, max: 100 }).map((percent): Mode => ({ kind: 'share', percent })),
  fc.integer({ min: 1, max: 100 }).map((percent): Mode => ({ kind: 'weighted', percent })),
  fc.integer({ min: 1, max: 3 }).map((approvals): Mode => ({ kind: 'quorum', approvals })),
  fc.integer({ min: 1, max: 2 }).map((approvals): Mode => ({ kind: 'per_group', approvals })),
)
const step = fc.record({
  when: fc.constantFrom<Condition | null>(null, { match: 'all', of: [{ field: 'n', is: 'more', value: 5 }] }),
  approvers: fc.array(rule, { minLength: 1, maxLength: 3 }),
  mode,
  opinion: fc.constantFrom('required' as const, 'optional' as const),
})
const more5: Condition = { match: 'all', of: [{ field: 'n', is: 'more', value: 5 }] }
const forked = { key: 'fork', title: 'fork', title_en: null }
const fork = [
  {
    ...forked,
    paths: [
      { ...forked, key: 'p1', when: more5 },
      { ...forked, key: 'p2', when: null },
    ],
  },
]
const flow: fc.Arbitrary<FlowDefinition> = fc.record({
  applies_when: fc.constant(null),
  same_person: fc.constantFrom('each_time' as const, 'once' as const, 'consecutive' as const),
  branchings: fc.constantFrom(undefined, fork),
  steps: fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) =>
    steps.map(
      (one, i): FlowStep => ({
        ...one,
        ...(i === 1 || i === 2 ? { path: `p${i}` } : {}),
        key: `s${i}`,
        title: `s${i}`,
        title_en: null,
        due_working_hours: null,
        visible_fields: null,
        matter: 'ordinary',
      }),
    ),
  ),
})
const several = fc.uniqueArray(person, { maxLength: 3 })
const directory: fc.Arbitrary<Directory> = fc
  .record({
    heads: fc.tuple(several, several, several),
    holders: fc.array(several, { minLength: 9, maxLength: 9 }),
    members: fc.tuple(several, several),
    unable: fc.uniqueArray(person, { maxLength: 1 }),
    barred: fc.uniqueArray(person, { maxLength: 2 }),
  })
  .map(({ heads, holders, members, unable, barred }) => ({
    line: orgs,
    headsOf: (org) => heads[orgs.indexOf(org)] ?? [],
    holdersOf: (name, org) => holders[orgs.indexOf(org) * 3 + roleNames.indexOf(name)] ?? [],
    membersOf: (group) => members[group === 'g1' ? 0 : 1],
    mayDecide: (one) => !unable.includes(one),
    barred: new Map(barred.map((one) => [one, 'rule'])),
  }))
/** A wish: who does what; the round and the step are made to fit the state half of the time. */
const wish = fc.record({
  kind: fc.constantFrom(
    'approve',
    'approve',
    'approve',
    'reject',
    'return',
    'withdraw',
    'resubmit',
    'appoint',
  ),
  by: person,
  persons: several,
  opinion: fc.constantFrom('因为', null),
  back: fc.constantFrom(null, 's0', 's1'),
  stale: fc.boolean(),
})
type Wish = {
  kind: string
  by: string
  persons: string[]
  opinion: string | null
  back: string | null
  stale: boolean
}

function toOperation(
  { kind, by, persons, opinion, back, stale }: Wish,
  { round, fields }: Approval,
): Operation {
  const seen = stale ? round - 1 : round
  if (kind === 'return') return { kind, by, round: seen, opinion, to: back }
  if (kind === 'withdraw') return { kind, by }
  if (kind === 'resubmit') return { kind, by, fields, chosen: {} }
  if (kind === 'appoint') return { kind, by, round: seen, persons }
  if (kind === 'approve') return { kind, by, round: seen, opinion, chosen: persons }
  return { kind: kind as 'reject', by, round: seen, opinion }
}

function attempt<T>(act: () => T): T | Problem {
  try {
    return act()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** Keeps the inbox as the shell would, from effects alone. */
function keepInbox(inbox: Set<string>, effects: Effect[]) {
  for (const effect of effects) {
    const of = 'run' in effect ? `${effect.run.round}/${effect.run.position}/` : ''
    if (effect.kind === 'ask') inbox.add(`${of}${effect.person_id}`)
    if (effect.kind === 'release') expect(inbox.delete(`${of}${effect.person_id}`)).toBe(true)
    if (effect.kind === 'alarm') inbox.add(`${of}administrator`)
    if (effect.kind === 'alarm_over') expect(inbox.delete(`${of}administrator`)).toBe(true)
    if (effect.kind === 'ask_applicant') inbox.add('applicant')
    if (effect.kind === 'release_applicant') expect(inbox.delete('applicant')).toBe(true)
  }
}

function checkState(approval: Approval, inbox: Set<string>) {
  const current = approval.runs.filter((run) => run.state === 'open' || run.state === 'parked')
  expect(current).toHaveLength(approval.state === 'running' ? 1 : 0)
  const open = approval.runs.flatMap((run) =>
    run.signers.filter((s) => s.state === 'open' || s.state === 'waiting'),
  )
  expect(open.every((signer) => currentRun(approval)?.signers.includes(signer))).toBe(true)
  const expected =
    approval.state === 'returned'
      ? 1
      : current[0]?.state === 'parked'
        ? 1
        : open.filter((s) => s.state === 'open').length
  expect(inbox.size).toBe(expected)
  if (approval.state === 'running') expect(expected).toBeGreaterThan(0)
  for (const run of approval.runs) {
    expect(new Set(run.signers.map((signer) => signer.person_id)).size).toBe(run.signers.length)
    if (run.state !== 'passed') continue
    // A passed step was passed by its own votes: counted again, they say the same.
    const cast = run.signers.map(({ state, weight, group }): Vote => {
      return { answer: state === 'approved' ? 'yes' : state === 'rejected' ? 'no' : 'open', weight, group }
    })
    expect(tally(approval.flow.steps[run.position]!.mode, cast)).toEqual(run.tally)
    expect(run.tally?.result).toBe('passed')
  }
}

test('whatever is tried: one outcome, no open signer after the end, no orphan task, nobody barred ever acts', () => {
  let decided = 0
  fc.assert(
    fc.property(
      flow,
      directory,
      person,
      fc.integer({ min: 0, max: 9 }),
      fc.array(wish, { maxLength: 40 }),
      (f, dir, applicant, n, wishes) => {
        const chosen = Object.fromEntries(f.steps.map((s) => [s.key, people]))
        const first = attempt(() =>
          startApproval({ applicant_id: applicant, flow: f, fields: { n }, chosen }, dir),
        )
        if (first instanceof Problem) {
          expect(first.code).toBe('approvals.errors.no_step_applies')
          return
        }
        const inbox = new Set<string>()
        const outcomes: string[] = []
        let approval = first
        keepInbox(inbox, effectsBetween(null, approval))
        checkState(approval, inbox)
        for (const one of wishes) {
          const operation = toOperation(one, approval)
          const offered = operationsFor(approval, one.by, dir, true).includes(
            one.kind as (typeof operations)[number],
          )
          const copy = structuredClone(approval)
          const result = attempt(() => operate(approval, operation, dir))
          expect(approval).toEqual(copy)
          if (result instanceof Problem) continue
          expect(offered).toBe(true)
          expect(requestLife.ends.includes(approval.state as (typeof requestLife.ends)[number])).toBe(false)
          const effects = effectsBetween(approval, result)
          keepInbox(inbox, effects)
          outcomes.push(
            ...effects.flatMap((e) => (e.kind === 'decided' && e.outcome !== 'returned' ? [e.outcome] : [])),
          )
          approval = result
          checkState(approval, inbox)
        }
        expect(outcomes.length).toBeLessThanOrEqual(1)
        decided += outcomes.length
        const acted = approval.runs
          .flatMap((r) => r.signers)
          .filter((s) => !['waiting', 'open', 'cancelled'].includes(s.state))
        for (const { person_id } of acted) {
          expect(person_id).not.toBe(applicant)
          expect(dir.barred.has(person_id)).toBe(false)
          expect(dir.mayDecide(person_id)).toBe(true)
        }
      },
    ),
    { numRuns: 1500 },
  )
  expect(decided).toBeGreaterThan(100)
})
