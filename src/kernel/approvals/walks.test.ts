import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { CastUser } from '../../../db/seed/cast.ts'
import { Refused, startApp } from '../../../test/support/app.ts'
import { mattersOf, stepOf } from '../../../test/support/matters.ts'
import { approveMany, rejectMany, returnMany } from './bulk/contract.ts'
import { type ApproverRule, type FlowStep, type Mode, publishFlow } from './flow/contract.ts'
import { importNewFlow } from './flow/exchange/contract.ts'
import { giveProxy } from './proxy/contract.ts'
import {
  addSigners,
  appointApprovers,
  approveRequest,
  delegateRequest,
  listCandidates,
  type OperationName,
  overrideStep,
  type RequestPage,
  readRequest,
  rejectRequest,
  removeSigner,
  returnRequest,
  type StepShown,
  takeBackAnswer,
  transferRequest,
  withdrawRequest,
} from './request/contract.ts'

/** `WALKS=500 WALK_SEED=7 npm test -- walks` goes on for longer, along another way. */
const walks = Number(process.env.WALKS ?? 14)
const seed = Number(process.env.WALK_SEED ?? 1)
vi.setConfig({ testTimeout: 60_000 + walks * 3000 })

const app = await startApp()
const { flow, start, edit, decided } = mattersOf(app, {
  size: { type: 'number', title: 'approvals.list.matter' },
})
const idOf = (user: CastUser) => app.person(user).id
const asked = [
  'gu.mingyuan',
  'lin.lan',
  'zhou.ting',
  'he.chuan',
  'xu.wen',
  'qian.li',
  'sun.yi',
  'chen.hao',
] as const
/** Besides: the process administrator, who reads only, who may not decide, and who doesn't reach the matter. */
const everyone = [...asked, 'li.wei', 'shen.jing', 'fang.yi', 'wang.lei', 'luo.ying'] as const
type Somebody = (typeof everyone)[number]
const userOf = new Map(everyone.map((user) => [idOf(user), user]))

const votes = (...rules: [Somebody, number, string][]): ApproverRule[] =>
  rules.map(([user, weight, group]) => ({ by: 'person', person_id: idOf(user), weight, group }))
/** Nobody holds this role: where it is all a step asks, it is parked until somebody is appointed. */
const nobody: ApproverRule = { by: 'role', role: 'hq_quality', at: 'headquarters' }
const ops: ApproverRule = { by: 'role', role: 'hq_ops', at: 'headquarters' }
const management: ApproverRule = { by: 'role', role: 'hq_management', at: 'headquarters' }
const parentHead: ApproverRule = { by: 'head', levels_up: 1 }
const four = votes(
  ['qian.li', 3, 'money'],
  ['sun.yi', 2, 'money'],
  ['xu.wen', 2, 'people'],
  ['chen.hao', 1, 'people'],
)

/** Any small flow: one to four steps, each with any mode and some of those who may decide, now and then by a condition. */
const percent = fc.constantFrom(1, 34, 50, 60, 100)
const anyMode: fc.Arbitrary<Mode> = fc.oneof(
  fc.constantFrom<Mode>({ kind: 'any' }, { kind: 'all' }, { kind: 'in_sequence' }),
  fc.record({ kind: fc.constantFrom('share' as const, 'weighted' as const), percent }),
  fc.record({ kind: fc.constant('quorum' as const), approvals: fc.integer({ min: 1, max: 2 }) }),
  fc.constant<Mode>({ kind: 'per_group', approvals: 1 }),
)
const someone: fc.Arbitrary<ApproverRule[]> = fc.oneof(
  { weight: 4, arbitrary: fc.subarray(four, { minLength: 2 }) },
  { weight: 3, arbitrary: fc.subarray([ops, management, parentHead], { minLength: 1 }) },
  { weight: 1, arbitrary: fc.constant<ApproverRule[]>([nobody]) },
)
const anyStep = fc.record({ mode: anyMode, approvers: someone, only: fc.integer({ min: 0, max: 3 }) })
const anyFlow = fc.record({
  steps: fc.array(anyStep, { minLength: 1, maxLength: 4 }),
  same_person: fc.constantFrom('each_time' as const, 'once' as const, 'consecutive' as const),
  /** What comes in as a file goes by the same rules. */
  imported: fc.boolean(),
})
type Drawn = typeof anyFlow extends fc.Arbitrary<infer F> ? F : never

/** One step in four asks only where the matter is large; the last asks always, so that one always does. */
function stepsOf({ steps }: Drawn): FlowStep[] {
  return steps.map(({ mode, approvers, only }, index) =>
    stepOf(`step_${index}`, [], {
      ...{ mode, approvers: groupedFor(mode, approvers) },
      when: only === 0 && index < steps.length - 1 ? large : null,
    }),
  )
}
const large: FlowStep['when'] = { match: 'all', of: [{ field: 'size', is: 'more', value: 50 }] }
const groupedFor = ({ kind }: Mode, approvers: ApproverRule[]) =>
  kind === 'per_group' ? approvers.map((rule) => ({ ...rule, group: rule.group ?? 'all' })) : approvers

let flows = 0
/** Published under a key of its own; gives what `start` calls it by. */
async function publish(drawn: Drawn): Promise<string> {
  const key = `walk.${[...String(flows++)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`
  const definition = { applies_when: null, same_person: drawn.same_person, steps: stepsOf(drawn) }
  if (!drawn.imported) {
    await flow(key, definition.steps, { same_person: drawn.same_person })
    return key
  }
  const file = { format: 'bylaw.approval-flow', format_version: 1, key: `test.${key}`, number: 1 }
  const text = JSON.stringify({ ...file, subject_type: 'test.matter', title: key, title_en: key, definition })
  const admin = app.as('shen.jing')
  const draft = await admin.call(importNewFlow, { body: { text } })
  await admin.call(publishFlow, { params: { id: draft.id }, body: { version: draft.version } })
  return key
}
await app.as('xu.wen').call(giveProxy, {
  body: { owner_id: null, proxy_id: idOf('gu.mingyuan'), from: '2026-11-23', to: '2027-02-01', note: null },
})

const kinds = [
  ...(['approve', 'approve', 'approve', 'approve', 'bulk', 'reject', 'return', 'withdraw'] as const),
  ...([
    'transfer',
    'delegate',
    'delegate',
    'add_signer',
    'add_signer',
    'remove_signer',
    'take_back',
  ] as const),
  ...(['override', 'appoint', 'edit', 'bulk_reject', 'bulk_return'] as const),
]
/** What each of several is called when it is done to one. */
const alone: Partial<Record<(typeof kinds)[number], OperationName>> = {
  ...{ bulk: 'approve', bulk_reject: 'reject', bulk_return: 'return' },
}
const wish = fc.record({
  kind: fc.constantFrom(...kinds),
  by: fc.constantFrom(...everyone),
  to: fc.constantFrom(...everyone),
  /** More often than not it is somebody who is asked that acts: most of the others are only refused. */
  asIf: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
  turn: fc.nat(7),
  after: fc.boolean(),
  stale: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
})
type Wish = typeof wish extends fc.Arbitrary<infer W> ? W : never
type Walk = { id: string; applicant: Somebody; involved: ReadonlySet<string>; data: number }

const read = (user: Somebody, id: string) => app.as(user).call(readRequest, { params: { id } })
const current = ({ steps: taken }: RequestPage) =>
  taken.findLast(({ state }) => state === 'open' || state === 'parked')
const consulted = ['delegated', 'added_before', 'added_after']

function actorOf({ kind, by, asIf, turn }: Wish, page: RequestPage, { applicant }: Walk): Somebody {
  if (kind === 'edit' || (kind === 'withdraw' && asIf)) return applicant
  if (asIf && (kind === 'appoint' || kind === 'override')) return 'shen.jing'
  const signers = current(page)?.signers ?? []
  const fit =
    kind === 'take_back'
      ? page.steps.flatMap((step) => step.signers).filter(({ state }) => state === 'approved')
      : signers.filter(({ state }) => state === (kind === 'remove_signer' ? 'held' : 'open'))
  const one = asIf ? fit[turn % Math.max(1, fit.length)] : undefined
  return (one && userOf.get(one.person.id)) ?? by
}

/** Nothing but appointing somebody leads on from a step that nobody can decide; whoever was added goes now and then. */
function fitted(one: Wish, page: RequestPage): Wish {
  const at = current(page)
  if (!one.asIf || !at) return one
  if (at.state === 'parked') return { ...one, kind: 'appoint' }
  const added = at.signers.some(({ origin, state }) => consulted.includes(origin) && state === 'open')
  return added && one.turn < 2 ? { ...one, kind: 'remove_signer' } : one
}

/** Does it over HTTP; true where it was done, false where it was refused. Anything else is a fault. */
async function act(one: Wish, by: Somebody, page: RequestPage, walk: Walk): Promise<boolean> {
  const { kind, to, after, stale } = one
  const [params, me] = [{ id: page.id }, app.as(by)]
  const round = stale && page.round > 1 ? page.round - 1 : page.round
  const said = { round, opinion: '因为' }
  const persons = [idOf(to)]
  const added = current(page)?.signers.find(
    ({ origin, state }) => consulted.includes(origin) && state === 'open',
  )
  const many = { items: [{ id: page.id, round }], opinion: said.opinion }
  const judged = ({ items: [item] }: { items: { code: string | null }[] }) => {
    if (item?.code) throw new Refused(422, { code: item.code })
  }
  const doing = {
    approve: () => me.call(approveRequest, { params, body: { ...said, chosen: persons } }),
    bulk: async () => judged(await me.call(approveMany, { body: many })),
    bulk_reject: async () => judged(await me.call(rejectMany, { body: many })),
    bulk_return: async () => judged(await me.call(returnMany, { body: many })),
    reject: () => me.call(rejectRequest, { params, body: said }),
    return: () =>
      me.call(returnRequest, { params, body: { ...said, to: after ? (page.steps[0]?.key ?? null) : null } }),
    withdraw: () => me.call(withdrawRequest, { params }),
    transfer: () => me.call(transferRequest, { params, body: { ...said, to: idOf(to) } }),
    delegate: () => me.call(delegateRequest, { params, body: { ...said, to: idOf(to) } }),
    add_signer: () =>
      me.call(addSigners, { params, body: { ...said, place: after ? 'after' : 'before', persons } }),
    remove_signer: () =>
      me.call(removeSigner, { params, body: { round, person: added?.person.id ?? idOf(to) } }),
    take_back: () => me.call(takeBackAnswer, { params }),
    override: () =>
      me.call(overrideStep, { params, body: { ...said, outcome: after ? 'passed' : 'failed' } }),
    appoint: () => me.call(appointApprovers, { params, body: { round, persons } }),
    edit: () => edit(walk.applicant, page.id, ++walk.data),
  }
  // A matter whose approval is over is edited without it.
  if (kind === 'edit' && page.state !== 'running') return false
  try {
    await doing[kind]()
    return true
  } catch (error) {
    const { status = 500 } = error as { status?: number }
    if (status >= 500) throw error
    return false
  }
}

/** Whoever has a part in the matter does none of these, and is offered none. */
const deciding: OperationName[] = [
  ...(['approve', 'reject', 'return', 'transfer', 'delegate', 'add_signer', 'remove_signer'] as const),
  ...(['take_back', 'appoint', 'override', 'fill'] as const),
]

async function offeredTo(user: Somebody, { id, involved }: Walk): Promise<readonly string[]> {
  const page = await read(user, id).catch((error: unknown) => {
    if (error instanceof Refused && error.status === 404) return undefined
    throw error
  })
  if (!page) return []
  if (involved.has(idOf(user))) expect(page.can.filter((one) => deciding.includes(one))).toEqual([])
  else if (page.can.includes('transfer')) {
    const { items } = await app.as(user).call(listCandidates, { params: { id } })
    expect(items.filter((one) => involved.has(one.id) || one.id === idOf(user))).toEqual([])
  }
  return page.can
}

/** The votes counted anew, by the rule as the acceptance of the flow words it. */
function count(step: StepShown) {
  const seats = step.signers.filter(
    ({ origin, state }) =>
      ![...consulted, 'override'].includes(origin) && state !== 'superseded' && state !== 'cancelled',
  )
  const weighs = step.mode.kind === 'weighted'
  const sum = (of: typeof seats) => of.reduce((total, { weight }) => total + (weighs ? weight : 1), 0)
  const total = sum(seats)
  const [yes, no] = (['approved', 'rejected'] as const).map((said) =>
    sum(seats.filter(({ state }) => state === said)),
  )
  const groups = new Set(seats.map(({ group }) => group)).size
  const { mode } = step
  const needed =
    'percent' in mode
      ? Math.ceil((total * mode.percent) / 100)
      : mode.kind === 'quorum'
        ? mode.approvals
        : mode.kind === 'per_group'
          ? mode.approvals * groups
          : mode.kind === 'any'
            ? 1
            : total
  return { yes, no, open: total - (yes ?? 0) - (no ?? 0), total, needed }
}

function checkArithmetic(step: StepShown) {
  const { tally, signers, mode } = step
  if (!tally || signers.some(({ origin }) => origin === 'override')) return
  if (step.state === 'open') expect(tally).toMatchObject({ ...count(step), result: 'open' })
  const { yes, no, open, needed } = tally
  if (step.state === 'open' && mode.kind !== 'per_group' && mode.kind !== 'any') {
    expect(yes).toBeLessThan(needed)
    expect(yes + open).toBeGreaterThanOrEqual(needed)
  }
  if (step.state === 'passed') {
    expect(count(step).yes).toBe(yes)
    for (const group of tally.groups ?? [tally]) expect(group.yes).toBeGreaterThanOrEqual(group.needed)
  }
  if (step.state !== 'failed') return
  if (mode.kind === 'any') expect([yes, no > 0]).toEqual([0, true])
  else expect((tally.groups ?? [tally]).some((one) => one.yes + one.open < one.needed)).toBe(true)
  expect(open + yes + no).toBe(tally.total)
}

async function tasksOf({ subject }: RequestPage) {
  const rows = await app.owner
    .selectFrom('kernel.task')
    .select(['kind', 'person_id'])
    .where('subject_id', '=', subject.id)
    .where('closed_at', 'is', null)
    .execute()
  const of = (kind: string) =>
    rows.filter((row) => row.kind === `approvals.inbox.${kind}`).map(({ person_id }) => person_id)
  return { asked: of('asked').toSorted(), parked: of('parked'), returned: of('returned') }
}

/** What must hold of a request whatever was done to it. */
async function check(walk: Walk): Promise<RequestPage> {
  const page = await read('fang.yi', walk.id)
  const open = page.steps.filter(({ state }) => state === 'open' || state === 'parked')
  expect(open).toHaveLength(page.state === 'running' ? 1 : 0)
  const signers = page.steps.flatMap((step) => step.signers)
  for (const { person, answered_by, answered_at, state, reason } of signers) {
    const acted = answered_at !== null && reason !== 'same_person'
    const waits = ['open', 'held', 'waiting'].includes(state)
    if (acted || waits) expect(walk.involved.has(person.id)).toBe(false)
    if (answered_by) expect(walk.involved.has(answered_by.id)).toBe(false)
    if (waits) expect(open[0]?.signers.some((signer) => signer.person.id === person.id)).toBe(true)
  }
  for (const step of page.steps) checkArithmetic(step)
  const asks = open[0]?.signers.filter(({ state }) => state === 'open').map(({ person }) => person.id) ?? []
  const tasks = await tasksOf(page)
  expect(tasks.asked).toEqual(asks.toSorted())
  expect(tasks.parked.length > 0).toBe(open[0]?.state === 'parked')
  expect(tasks.returned).toEqual(page.state === 'returned' ? [idOf(walk.applicant)] : [])
  return page
}

/** By the trail: whoever has a part in the matter did nothing that decides, by whatever path. */
async function checkTrail({ involved }: Walk, { subject }: RequestPage) {
  const rows = await app.owner
    .selectFrom('kernel.trail_entry')
    .select(['action', 'actor_person_id'])
    .where('subject_id', '=', subject.id)
    .where('action', 'like', 'approvals.request.%')
    .execute()
  const acts = rows.filter(({ action }) =>
    deciding.some((one) => action.startsWith(`approvals.request.${one}`) && !action.endsWith('take_over')),
  )
  expect(acts.filter(({ actor_person_id }) => actor_person_id && involved.has(actor_person_id))).toEqual([])
}

const ends = ['approved', 'rejected', 'withdrawn']
const done = new Map<string, number>()

test(`${walks} requests, whatever anybody tries over HTTP, two at once now and then (seed ${seed}): one outcome, no orphan task, the arithmetic right, nobody barred acts`, async () => {
  await fc.assert(
    fc.asyncProperty(
      anyFlow,
      fc.constantFrom(10, 90),
      fc.constantFrom('li.wei', 'chen.hao', 'zhou.ting', 'wang.lei'),
      fc.uniqueArray(fc.constantFrom(...asked), { maxLength: 2 }),
      fc.constantFrom([], [], [], ['shen.jing'] as const),
      fc.array(fc.array(wish, { minLength: 1, maxLength: 2 }), { minLength: 8, maxLength: 16, size: 'max' }),
      async (drawn, size, applicant, some, administrator, moves) => {
        const kept: Somebody[] = [...some, ...administrator]
        const barred = Object.fromEntries(kept.map((user) => [idOf(user), 'access.rules.auditor_operates']))
        const id = await start(applicant, await publish(drawn), { barred, data: 0, fields: { size } })
        const involved = new Set([...Object.keys(barred), idOf(applicant)])
        const walk: Walk = { id, applicant, involved, data: 0 }
        let page = await check(walk)
        for (const wishes of moves) {
          const together = wishes.map((one) => fitted(one, page))
          const before = decided.length
          const actors = together.map((one) => actorOf(one, page, walk))
          const offered = together.length === 1 ? await offeredTo(actors[0]!, walk) : undefined
          const results = await Promise.all(together.map((one, n) => act(one, actors[n]!, page, walk)))
          for (const [n, { kind }] of together.entries()) {
            if (!results[n]) continue
            done.set(kind, (done.get(kind) ?? 0) + 1)
            if (kind !== 'edit') offered && expect(offered).toContain(alone[kind] ?? kind)
          }
          const next = await check(walk)
          if (ends.includes(page.state)) {
            expect([next.state, results.includes(true)]).toEqual([page.state, false])
            expect(decided.length).toBe(before)
          }
          if (ends.includes(next.state) && !ends.includes(page.state))
            expect(decided.slice(before).filter((outcome) => outcome !== 'returned')).toEqual([next.state])
          page = next
        }
        await checkTrail(walk, page)
      },
    ),
    { numRuns: walks, seed },
  )
  // Most of it was done, not only refused; on a longer way all of it.
  const refused = [...new Set(kinds)].filter((kind) => !done.has(kind))
  expect(refused.length, refused.join()).toBeLessThan(walks < 100 ? 5 : 1)
})
