import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Problem } from '../../errors/problem.ts'
import type { ApproverRule, Condition, FlowDefinition, FlowStep, Mode } from '../flow/contract.ts'
import { operationsFor } from './can.ts'
import { type Effect, effectsBetween } from './effects.ts'
import { type Operation, operate, startApproval } from './engine.ts'
import type { Directory } from './resolve.ts'
import { isConsulted } from './seats.ts'
import { type Approval, currentRun, requestLife, type StepRun } from './state.ts'
import { tally, type Vote } from './tally.ts'

const people = ['ann', 'ben', 'cai', 'dan', 'eva', 'fei', 'guo', 'han', 'ivy', 'jun']
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
const some = fc.uniqueArray(person, { minLength: 1, maxLength: 3 })
const directory: fc.Arbitrary<Directory> = fc
  .record({
    heads: fc.tuple(several, several, several),
    holders: fc.array(some, { minLength: 9, maxLength: 9 }),
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
    barredFromOverride: new Map(barred.map((one) => [one, 'rule'])),
  }))
const kinds = [
  ...(['approve', 'approve', 'approve', 'reject', 'return', 'withdraw', 'resubmit', 'appoint'] as const),
  ...(['transfer', 'delegate', 'delegate', 'add_signer', 'add_signer', 'add_signer'] as const),
  ...(['remove_signer', 'remove_signer', 'take_back', 'take_back', 'lose'] as const),
  ...(['override', 'subject_changed'] as const),
] as const
/** A wish: who does what; the round and the step are made to fit the state half of the time. */
const wish = fc.record({
  kind: fc.constantFrom(...kinds),
  by: person,
  persons: fc.uniqueArray(person, { minLength: 1, maxLength: 2 }),
  opinion: fc.constantFrom('因为', '因为', null),
  back: fc.constantFrom(null, 's0', 's1'),
  after: fc.boolean(),
  n: fc.integer({ min: 0, max: 9 }),
  stale: fc.integer({ min: 0, max: 5 }).map((one) => one === 0),
  asIf: fc.boolean(),
})
type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never

/** Half of the time it is somebody who is asked that acts: most of the others are only refused. */
function actorOf({ kind, by, asIf }: Wish, approval: Approval): string {
  const wanted = kind === 'remove_signer' ? 'held' : 'open'
  const asked = currentRun(approval)?.signers.filter(({ state }) => state === wanted) ?? []
  return (asIf && asked[by.charCodeAt(0) % Math.max(1, asked.length)]?.person_id) || by
}

function toOperation(one: Wish, approval: Approval): Operation | undefined {
  const { kind, persons, opinion, back, stale, n } = one
  const { round, fields } = approval
  const by = kind === 'take_back' ? one.by : actorOf(one, approval)
  const acting = { by, round: stale ? round - 1 : round }
  const added = currentRun(approval)
    ?.signers.filter(isConsulted)
    .find(({ state }) => state === 'open')
  switch (kind) {
    case 'approve':
      return { kind, ...acting, opinion, chosen: persons }
    case 'reject':
      return { kind, ...acting, opinion }
    case 'return':
      return { kind, ...acting, opinion, to: back }
    case 'withdraw':
    case 'take_back':
      return { kind, by }
    case 'resubmit':
      return { kind, by: one.asIf ? approval.applicant_id : by, fields, chosen: {} }
    case 'appoint':
      return { kind, ...acting, persons }
    case 'transfer':
    case 'delegate':
      return { kind, ...acting, to: persons[0]!, opinion }
    case 'add_signer':
      return { kind, ...acting, place: one.after ? 'after' : 'before', persons, opinion }
    case 'remove_signer':
      return { kind, ...acting, person: added?.person_id ?? persons[0]!, administers: one.after }
    case 'override':
      return { kind, ...acting, outcome: one.after ? 'passed' : 'failed', opinion: opinion ?? '' }
    case 'subject_changed':
      return { kind, by, fields: { n } }
    case 'lose':
      return undefined
  }
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
  const places = approval.runs.map(({ round, position }) => round * 100 + position)
  expect(new Set(places).size).toBe(places.length)
  expect(places.toSorted((a, b) => a - b)).toEqual(places)
  const busy = approval.runs.flatMap(({ signers }) =>
    signers.filter(({ state }) => unanswered.includes(state)),
  )
  expect(busy.every((signer) => currentRun(approval)?.signers.includes(signer))).toBe(true)
  const open = busy.filter(({ state }) => state === 'open')
  if (current[0]?.state === 'parked') expect(open).toEqual([])
  const waiting = approval.state === 'returned' || current[0]?.state === 'parked' ? 1 : open.length
  expect(inbox.size).toBe(waiting)
  if (approval.state === 'running') expect(waiting).toBeGreaterThan(0)
  for (const run of approval.runs) {
    expect(new Set(run.signers.map((signer) => signer.person_id)).size).toBe(run.signers.length)
    checkHeld(run)
    checkCount(approval, run)
  }
}
const unanswered: string[] = ['waiting', 'open', 'held']

/** Who waits for others has somebody to wait for, and whoever is asked for an opinion has somebody waiting for it. */
function checkHeld({ signers }: StepRun) {
  const asking = signers
    .filter((one) => isConsulted(one) && one.state === 'open')
    .map(({ asked_by }) => asked_by)
  const held = signers.filter(({ state }) => state === 'held').map(({ person_id }) => person_id)
  expect([...new Set(asking)].toSorted()).toEqual(held.toSorted())
}

/** Counted again by hand, the votes say the same; a step passed by no other votes than its own, unless it shows. */
function checkCount(approval: Approval, run: StepRun) {
  const step = approval.flow.steps[run.position]!
  const overridden = run.signers.filter(({ origin }) => origin === 'override')
  expect(overridden.length).toBeLessThanOrEqual(1)
  for (const one of overridden) {
    expect(one.opinion).toBeTruthy()
    expect(run.state).toBe(one.state === 'approved' ? 'passed' : 'failed')
  }
  if (run.state !== 'passed' && run.state !== 'open') return
  if (overridden.length > 0) return
  const cast = run.signers.flatMap((signer): Vote[] => {
    const { state, weight, group } = signer
    if (isConsulted(signer) || state === 'superseded' || state === 'cancelled') return []
    return [{ answer: state === 'approved' ? 'yes' : state === 'rejected' ? 'no' : 'open', weight, group }]
  })
  const { result } = tally(step.mode, cast)
  if (run.state === 'open') expect(tally(step.mode, cast)).toEqual(run.tally)
  expect(result).toBe(run.state === 'open' ? 'open' : 'passed')
}

/** Whoever's answer is new gave it now, or said yes before and waited for those they had added. */
function checkActor(before: Approval, after: Approval, operation: Operation, dir: Directory) {
  const had = new Map(signersOf(before).map((one) => [one.key, one.signer]))
  for (const { key, signer } of signersOf(after)) {
    const was = had.get(key)
    const answered = ['approved', 'rejected', 'returned'].includes(signer.state)
    const isNew = answered && was?.state !== signer.state && signer.reason !== 'same_person'
    if (isNew && was?.state !== 'held') expect(signer.person_id).toBe(operation.by)
    const asked = signer.state === 'open' && was?.state !== 'open'
    if (!asked && !(isNew && was?.state !== 'held')) continue
    expect(signer.person_id).not.toBe(before.applicant_id)
    expect(dir.barred.has(signer.person_id)).toBe(false)
    if (signer.origin !== 'override') expect(dir.mayDecide(signer.person_id)).toBe(true)
  }
  if (!['withdraw', 'resubmit', 'subject_changed'].includes(operation.kind)) {
    expect(operation.by).not.toBe(before.applicant_id)
    expect(dir.barred.has(operation.by)).toBe(false)
  }
}
const signersOf = ({ runs }: Approval) =>
  runs.flatMap(({ round, position, signers }) =>
    signers.map((signer) => ({ key: `${round}/${position}/${signer.person_id}`, signer })),
  )

const powers = { administers: true, overrides: true }

test('whatever is tried: one outcome, no open signer after the end, no orphan task, nobody barred ever acts', () => {
  let decided = 0
  const done: Record<string, number> = {}
  fc.assert(
    fc.property(
      flow,
      directory,
      person,
      fc.integer({ min: 0, max: 9 }),
      fc.array(wish, { minLength: 10, maxLength: 60, size: 'max' }),
      (f, found, applicant, n, wishes) => {
        let dir = found
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
          if (!operation) {
            const { mayDecide } = dir
            dir = { ...dir, mayDecide: (somebody) => somebody !== one.by && mayDecide(somebody) }
            continue
          }
          const { kind, by } = operation
          const offered = operationsFor(approval, by, dir, powers) as string[]
          const copy = structuredClone(approval)
          const result = attempt(() => operate(approval, operation, dir))
          expect(approval).toEqual(copy)
          if (result instanceof Problem) continue
          if (kind !== 'subject_changed') expect(offered).toContain(kind)
          expect(requestLife.ends.includes(approval.state as (typeof requestLife.ends)[number])).toBe(false)
          const effects = effectsBetween(approval, result)
          keepInbox(inbox, effects)
          outcomes.push(
            ...effects.flatMap((e) => (e.kind === 'decided' && e.outcome !== 'returned' ? [e.outcome] : [])),
          )
          checkActor(approval, result, operation, dir)
          approval = result
          done[kind] = (done[kind] ?? 0) + 1
          checkState(approval, inbox)
        }
        expect(outcomes.length).toBeLessThanOrEqual(1)
        decided += outcomes.length
      },
    ),
    { numRuns: 400 },
  )
  expect(decided).toBeGreaterThan(100)
  // Every operation was done, not only refused.
  for (const kind of kinds.filter((one) => one !== 'lose'))
    expect([kind, done[kind] ?? 0]).toEqual([kind, expect.toSatisfy((times) => times > 2)])
}, 60_000)
