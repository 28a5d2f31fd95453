import { describe, expect, test } from 'vitest'
import { Problem } from '../../errors/problem.ts'
import type { ApproverRule, FlowStep } from '../flow/contract.ts'
import { operationsFor } from './can.ts'
import { effectsBetween } from './effects.ts'
import { type Operation, operate, startApproval } from './engine.ts'
import type { Directory } from './resolve.ts'
import { type Approval, currentRun } from './state.ts'

const roles: Record<string, string[]> = {
  hq_ops: ['zhou.ting', 'he.chuan'],
  hq_finance: ['qian.li'],
  hq_management: ['gu.mingyuan', 'lin.lan'],
}
const directory: Directory = {
  line: ['branch', 'hq'],
  headsOf: () => [],
  holdersOf: (role, org) => (org === 'hq' ? (roles[role] ?? []) : []),
  membersOf: () => [],
  mayDecide: (person) => person !== 'gone',
  barred: new Map([['tan.xi', 'reviewer']]),
  barredFromOverride: new Map([['tan.xi', 'reviewer']]),
}
const without = (...gone: string[]): Directory => ({
  ...directory,
  mayDecide: (person) => directory.mayDecide(person) && !gone.includes(person),
})
const hq = (role: string, more: { group?: string; weight?: number } = {}): ApproverRule => ({
  ...{ by: 'role', role, at: 'headquarters' },
  ...more,
})
const step = (key: string, approvers: ApproverRule[], more: Partial<FlowStep> = {}): FlowStep => ({
  ...{ key, title: key, title_en: null, when: null, approvers, mode: { kind: 'any' } },
  ...{ due_working_hours: null, opinion: 'optional', visible_fields: null, matter: 'ordinary' },
  ...more,
})
const start = (...steps: FlowStep[]) =>
  startApproval(
    {
      applicant_id: 'li.wei',
      flow: { applies_when: null, same_person: 'each_time', steps },
      fields: {},
      chosen: {},
    },
    directory,
  )

const round = 1
const approve = (by: string, opinion: string | null = null): Operation => ({
  kind: 'approve',
  by,
  round,
  opinion,
})
const reject = (by: string): Operation => ({ kind: 'reject', by, round, opinion: '不妥' })
const transfer = (by: string, to: string): Operation => ({
  kind: 'transfer',
  by,
  round,
  to,
  opinion: '请代为审批',
})
const delegate = (by: string, to: string): Operation => ({
  kind: 'delegate',
  by,
  round,
  to,
  opinion: '预算是否够？',
})
const add = (by: string, place: 'before' | 'after', ...persons: string[]): Operation => ({
  ...{ kind: 'add_signer', by, round, place, persons, opinion: '请看预算' },
})
const remove = (by: string, person: string, administers = false): Operation => ({
  ...{ kind: 'remove_signer', by, round, person, administers },
})
const takeBack = (by: string): Operation => ({ kind: 'take_back', by })
const override = (by: string, outcome: 'passed' | 'failed' = 'passed', opinion = '急件'): Operation => ({
  ...{ kind: 'override', by, round, outcome, opinion },
})
const play = (approval: Approval, ...operations: Operation[]) =>
  operations.reduce((state, operation) => operate(state, operation, directory), approval)
const asked = (approval: Approval) =>
  currentRun(approval)?.signers.flatMap((one) => (one.state === 'open' ? [one.person_id] : [])) ?? []
const signer = (approval: Approval, person: string) =>
  approval.runs.flatMap(({ signers }) => signers).findLast(({ person_id }) => person_id === person)
const code = (approval: Approval, operation: Operation, at = directory) => {
  try {
    operate(approval, operation, at)
  } catch (error) {
    if (error instanceof Problem) return error.code.replace('approvals.errors.', '')
    throw error
  }
  return 'nothing refused'
}
const finance = step('finance', [hq('hq_finance')])
const joint = step('joint', [hq('hq_ops'), hq('hq_finance')], { mode: { kind: 'all' } })
const line = step('line', [hq('hq_ops'), hq('hq_finance')], { mode: { kind: 'in_sequence' } })
const management = step('management', [hq('hq_management')])

describe('whom nobody may ask, by any operation', () => {
  const ways = [
    ['transfer', transfer],
    ['delegate', delegate],
    ['add before', (by: string, to: string) => add(by, 'before', 'gu.mingyuan', to)],
    ['add after', (by: string, to: string) => add(by, 'after', 'gu.mingyuan', to)],
  ] as const
  test.each(ways)(
    '%s: not the applicant, the barred, who can’t decide, oneself, or who is asked here',
    (_, way) => {
      const now = start(joint)
      expect(code(now, way('qian.li', 'li.wei'))).toBe('appointee_barred')
      expect(code(now, way('qian.li', 'tan.xi'))).toBe('appointee_barred')
      expect(code(now, way('qian.li', 'gone'))).toBe('appointee_cannot_decide')
      expect(code(now, way('qian.li', 'qian.li'))).toBe('not_yourself')
      expect(code(now, way('qian.li', 'zhou.ting'))).toBe('taker_asked_already')
    },
  )

  test.each(ways)('%s: only by whoever is asked, and not by the applicant or the barred', (_, way) => {
    const now = start(joint)
    const barred = { ...directory, barred: new Map([['qian.li', 'visitor']]) }
    expect(code(now, way('li.wei', 'lin.lan'))).toBe('applicant_never_decides')
    expect(code(now, way('qian.li', 'lin.lan'), barred)).toBe('barred')
    expect(code(now, way('lin.lan', 'sun.yi'))).toBe('errors.forbidden')
    expect(code(play(now, approve('qian.li')), way('qian.li', 'lin.lan'))).toBe('already_answered')
    expect(code(now, { ...way('qian.li', 'lin.lan'), round: 2 } as Operation)).toBe('other_round')
  })
})

describe('passing the vote on', () => {
  test('the other has it with its weight and its group, in its turn; who gave it has no part any more', () => {
    const weighted = step('vote', [hq('hq_ops', { weight: 30 }), hq('hq_finance', { weight: 40 })], {
      mode: { kind: 'weighted', percent: 70 },
    })
    const before = start(weighted)
    const now = play(before, transfer('qian.li', 'sun.yi'))
    expect(signer(now, 'sun.yi')).toMatchObject({
      ...{ state: 'open', weight: 40, origin: 'transferred', asked_by: 'qian.li', note: '请代为审批' },
    })
    expect(signer(now, 'qian.li')).toMatchObject({ state: 'superseded', reason: 'transferred' })
    expect(currentRun(now)?.tally).toEqual(currentRun(before)?.tally)
    expect(effectsBetween(before, now).map((e) => 'person_id' in e && [e.kind, e.person_id])).toEqual([
      ['release', 'qian.li'],
      ['ask', 'sun.yi'],
    ])
    expect(code(now, approve('qian.li'))).toBe('not_asked_any_more')
    expect(play(now, approve('sun.yi'), approve('zhou.ting')).state).toBe('approved')
  })

  test('in sequence the new one takes the turn; given back, it is the first one’s again', () => {
    const now = play(start(line), transfer('zhou.ting', 'sun.yi'))
    expect(asked(now)).toEqual(['sun.yi'])
    expect(asked(play(now, approve('sun.yi')))).toEqual(['he.chuan'])
    const back = play(now, transfer('sun.yi', 'zhou.ting'))
    expect(asked(back)).toEqual(['zhou.ting'])
    expect(signer(back, 'zhou.ting')).toMatchObject({
      origin: 'transferred',
      asked_by: 'sun.yi',
      reason: null,
    })
  })
})

describe('asking others before deciding', () => {
  test('delegated: the answer comes back to the seat, is no vote, and the holder decides', () => {
    const before = start(finance, management)
    const held = play(before, delegate('qian.li', 'sun.yi'))
    expect(asked(held)).toEqual(['sun.yi'])
    expect(signer(held, 'qian.li')?.state).toBe('held')
    expect(currentRun(held)?.tally).toMatchObject({ open: 1, total: 1 })
    expect(code(held, approve('qian.li'))).toBe('waits_for_others')
    expect(operationsFor(held, 'sun.yi', directory, { administers: false, overrides: false })).toEqual([
      ...['approve', 'reject', 'comment'],
    ])
    const sendBack: Operation = { kind: 'return', by: 'sun.yi', round, opinion: '补充', to: null }
    for (const no of [sendBack, transfer('sun.yi', 'lin.lan'), add('sun.yi', 'before', 'lin.lan')])
      expect(code(held, no)).toBe('consulted_only_answer')
    expect(code(held, { kind: 'reject', by: 'sun.yi', round, opinion: null })).toBe('opinion_wanted')
    const back = play(held, reject('sun.yi'))
    expect(back).toMatchObject({ state: 'running' })
    expect(asked(back)).toEqual(['qian.li'])
    expect(currentRun(back)?.tally).toMatchObject({ yes: 0, no: 0, open: 1, total: 1 })
    expect(effectsBetween(held, back).map((e) => 'outcome' in e && [e.kind, e.outcome])).toContainEqual([
      ...['release', 'done'],
    ])
    expect(asked(play(back, approve('qian.li')))).toEqual(['gu.mingyuan', 'lin.lan'])
  })

  test('added before: the seat waits for the last of them; others of the step go on meanwhile', () => {
    const held = play(start(joint), add('qian.li', 'before', 'sun.yi', 'xu.wen'))
    expect(asked(held)).toEqual(['zhou.ting', 'he.chuan', 'sun.yi', 'xu.wen'])
    const one = play(held, approve('zhou.ting'), reject('sun.yi'))
    expect(signer(one, 'qian.li')?.state).toBe('held')
    const all = play(one, approve('xu.wen'))
    expect(asked(all)).toEqual(['he.chuan', 'qian.li'])
    expect(play(all, approve('he.chuan'), approve('qian.li')).state).toBe('approved')
  })

  test('in sequence nobody else’s turn comes while a seat waits', () => {
    const held = play(start(line), add('zhou.ting', 'before', 'sun.yi'))
    expect(asked(held)).toEqual(['sun.yi'])
    const back = play(held, approve('sun.yi'))
    expect(asked(back)).toEqual(['zhou.ting'])
    expect(asked(play(back, approve('zhou.ting')))).toEqual(['he.chuan'])
  })

  test('where any one is enough, a colleague’s answer ends the waiting of all', () => {
    const two = step('review', [hq('hq_ops')])
    const held = play(start(two, management), delegate('zhou.ting', 'sun.yi'))
    const passed = play(held, approve('he.chuan'))
    expect(passed.runs[0]?.signers.map(({ person_id, state }) => [person_id, state])).toEqual([
      ['zhou.ting', 'cancelled'],
      ['he.chuan', 'approved'],
      ['sun.yi', 'cancelled'],
    ])
  })

  test('who can’t decide any more when the answer comes is replaced by the rule, or the step parks', () => {
    const back = operate(
      play(start(joint), delegate('he.chuan', 'sun.yi')),
      approve('sun.yi'),
      without('he.chuan'),
    )
    expect(signer(back, 'he.chuan')?.state).toBe('superseded')
    expect(asked(back)).toEqual(['zhou.ting', 'qian.li'])
    const held = play(start(finance), delegate('qian.li', 'sun.yi'))
    const parked = operate(held, approve('sun.yi'), without('qian.li'))
    expect(currentRun(parked)).toMatchObject({ state: 'parked', park_reason: 'nobody' })
    expect(effectsBetween(held, parked).map(({ kind }) => kind)).toEqual(['release', 'alarm'])
    const named: Operation = { kind: 'appoint', by: 'shen.jing', round, persons: ['lin.lan'] }
    expect(asked(operate(parked, named, without('qian.li')))).toEqual(['lin.lan'])
    expect(code(parked, { ...named, persons: ['sun.yi'] })).toBe('taker_asked_already')
  })
})

describe('adding signers after one’s own approval', () => {
  const held = () => play(start(finance, management), add('qian.li', 'after', 'sun.yi', 'xu.wen'))

  test('it counts once all of them agree', () => {
    expect(signer(held(), 'qian.li')).toMatchObject({ state: 'held', opinion: '请看预算' })
    const one = play(held(), approve('sun.yi'))
    expect(signer(one, 'qian.li')?.state).toBe('held')
    const all = play(one, approve('xu.wen'))
    expect(signer(all, 'qian.li')).toMatchObject({ state: 'approved', opinion: '请看预算' })
    expect(asked(all)).toEqual(['gu.mingyuan', 'lin.lan'])
  })

  test('rejecting as an added signer doesn’t end the request: it goes back to the one who asked', () => {
    const back = play(held(), reject('sun.yi'))
    expect(back.state).toBe('running')
    expect(asked(back)).toEqual(['qian.li'])
    expect(signer(back, 'xu.wen')).toMatchObject({ state: 'cancelled', reason: 'decided_by_others' })
    expect(play(back, reject('qian.li')).state).toBe('rejected')
  })

  test('an opinion is asked for as for any approval', () => {
    const strict = start(step('finance', [hq('hq_finance')], { opinion: 'required' }))
    const silent = { ...add('qian.li', 'after', 'sun.yi'), opinion: ' ' } as Operation
    expect(code(strict, silent)).toBe('opinion_wanted')
  })
})

describe('removing an added signer', () => {
  const held = () => play(start(finance, management), add('qian.li', 'before', 'sun.yi', 'xu.wen'))

  test('only whoever added them, or an administrator, which shows; and before they answered', () => {
    for (const by of ['lin.lan', 'sun.yi', 'he.chuan'])
      expect(code(held(), remove(by, 'xu.wen'))).toBe('only_who_added_removes')
    expect(code(held(), remove('li.wei', 'xu.wen', true))).toBe('applicant_never_decides')
    expect(code(held(), remove('tan.xi', 'xu.wen', true))).toBe('barred')
    expect(code(held(), remove('qian.li', 'lin.lan'))).toBe('not_added')
    expect(code(held(), remove('qian.li', 'qian.li'))).toBe('not_added')
    expect(code(play(held(), approve('sun.yi')), remove('qian.li', 'sun.yi'))).toBe('added_has_answered')
    expect(signer(play(held(), remove('qian.li', 'xu.wen')), 'xu.wen')).toMatchObject({
      ...{ state: 'cancelled', reason: 'removed' },
    })
    expect(signer(play(held(), remove('shen.jing', 'xu.wen', true)), 'xu.wen')?.reason).toBe(
      'removed_by_administrator',
    )
  })

  test('without anybody left to wait for the seat is its holder’s, or approves where those left agreed', () => {
    expect(asked(play(held(), remove('qian.li', 'sun.yi'), remove('qian.li', 'xu.wen')))).toEqual(['qian.li'])
    const after = play(start(finance, management), add('qian.li', 'after', 'sun.yi', 'xu.wen'))
    expect(asked(play(after, remove('qian.li', 'sun.yi'), remove('qian.li', 'xu.wen')))).toEqual(['qian.li'])
    const agreed = play(after, approve('sun.yi'), remove('qian.li', 'xu.wen'))
    expect(signer(agreed, 'qian.li')?.state).toBe('approved')
  })

  test('somebody removed can be asked again', () => {
    const again = play(
      held(),
      remove('qian.li', 'sun.yi'),
      remove('qian.li', 'xu.wen'),
      delegate('qian.li', 'sun.yi'),
    )
    expect(signer(again, 'sun.yi')).toMatchObject({ state: 'open', origin: 'delegated', reason: null })
  })
})

describe('taking one’s own answer back', () => {
  test('before the next has acted: the step after is cancelled, and whoever was spared is asked again', () => {
    const review = step('review', [hq('hq_ops')])
    const before = play(start(review, management), approve('zhou.ting', '同意'))
    const now = play(before, takeBack('zhou.ting'))
    expect(asked(now)).toEqual(['zhou.ting', 'he.chuan'])
    expect(signer(now, 'zhou.ting')).toMatchObject({ opinion: null })
    expect(now.runs[1]).toMatchObject({ state: 'cancelled' })
    expect(now.runs[1]?.signers.map(({ reason }) => reason)).toEqual(['taken_back', 'taken_back'])
    expect(effectsBetween(before, now).map((e) => 'person_id' in e && `${e.kind} ${e.person_id}`)).toEqual([
      ...['release gu.mingyuan', 'release lin.lan', 'ask zhou.ting', 'ask he.chuan'],
    ])
    const again = play(now, approve('he.chuan'))
    expect(again.runs).toHaveLength(2)
    expect(asked(again)).toEqual(['gu.mingyuan', 'lin.lan'])
    expect(play(again, approve('lin.lan')).state).toBe('approved')
  })

  test('refused once the next has acted in any way, once it ended, and where there is nothing', () => {
    const passed = play(start(finance, joint), approve('qian.li'))
    const acts = [approve('zhou.ting'), transfer('zhou.ting', 'sun.yi'), delegate('zhou.ting', 'sun.yi')]
    for (const act of acts) expect(code(play(passed, act), takeBack('qian.li'))).toBe('next_has_acted')
    expect(code(passed, takeBack('zhou.ting'))).toBe('nothing_to_take_back')
    expect(code(passed, takeBack('li.wei'))).toBe('applicant_never_decides')
    const ended = play(start(finance), approve('qian.li'))
    expect(code(ended, takeBack('qian.li'))).toBe('already_approved')
    const overridden = play(start(joint, management), approve('zhou.ting'), override('shen.jing'))
    expect(code(overridden, takeBack('zhou.ting'))).toBe('next_has_acted')
    expect(code(overridden, takeBack('shen.jing'))).toBe('nothing_to_take_back')
  })

  test('in sequence the next waits again; peers who answered keep their answers; a lost peer stays away', () => {
    const second = play(start(line), approve('zhou.ting'))
    expect(asked(play(second, takeBack('zhou.ting')))).toEqual(['zhou.ting'])
    expect(code(play(second, approve('he.chuan')), takeBack('zhou.ting'))).toBe('next_has_acted')
    const half = play(start(joint), approve('zhou.ting'), approve('he.chuan'))
    expect(asked(play(half, takeBack('zhou.ting')))).toEqual(['zhou.ting', 'qian.li'])
    const any = play(start(step('review', [hq('hq_ops')]), management), approve('zhou.ting'))
    expect(asked(operate(any, takeBack('zhou.ting'), without('he.chuan')))).toEqual(['zhou.ting'])
  })

  test('an opinion somebody was asked for, until they who asked have decided', () => {
    const told = play(start(finance, management), delegate('qian.li', 'sun.yi'), approve('sun.yi'))
    const back = play(told, takeBack('sun.yi'))
    expect([asked(back), signer(back, 'qian.li')?.state]).toEqual([['sun.yi'], 'held'])
    expect(code(play(told, approve('qian.li')), takeBack('sun.yi'))).toBe('next_has_acted')
    const after = play(start(finance, management), add('qian.li', 'after', 'sun.yi'), approve('sun.yi'))
    const open = play(after, takeBack('sun.yi'))
    expect([asked(open), signer(open, 'qian.li')?.state]).toEqual([['sun.yi'], 'held'])
    expect(code(after, takeBack('qian.li'))).toBe('next_has_acted')
  })
})

describe('an administrator’s override', () => {
  test('ends the step with a reason, whatever the votes, and shows', () => {
    const before = play(start(joint, management), approve('zhou.ting'))
    const passed = play(before, override('shen.jing'))
    expect(passed.runs[0]).toMatchObject({ state: 'passed', tally: { yes: 1, open: 2, result: 'open' } })
    expect(signer(passed, 'shen.jing')).toMatchObject({
      origin: 'override',
      state: 'approved',
      opinion: '急件',
    })
    expect(passed.runs[0]?.signers.map(({ reason }) => reason)).toEqual([
      null,
      'overridden',
      'overridden',
      null,
    ])
    expect(asked(passed)).toEqual(['gu.mingyuan', 'lin.lan'])
    expect(play(before, override('shen.jing', 'failed')).state).toBe('rejected')
    const parked = start(step('legal', [hq('legal')]))
    expect(play(parked, override('shen.jing')).state).toBe('approved')
  })

  test('not by the applicant, the barred, or whoever is asked there; not without a reason', () => {
    const now = start(joint)
    expect(code(now, override('li.wei'))).toBe('applicant_never_decides')
    expect(code(now, override('tan.xi'))).toBe('barred')
    expect(code(now, override('qian.li'))).toBe('override_own_step')
    expect(code(now, override('shen.jing', 'passed', ' '))).toBe('opinion_wanted')
    expect(code(play(start(finance), approve('qian.li')), override('shen.jing'))).toBe('already_approved')
  })
})

test('a subject edited while it is decided on: every vote is void and says so, and the flow begins anew', () => {
  const before = play(start(finance, joint), approve('qian.li', '同意'), approve('zhou.ting'))
  const edit: Operation = { kind: 'subject_changed', by: 'li.wei', fields: { budget: 2 } }
  const now = play(before, edit)
  expect(now).toMatchObject({ state: 'running', round: 2, fields: { budget: 2 } })
  expect(asked(now)).toEqual(['qian.li'])
  const [first, second] = now.runs
  expect(first?.signers).toMatchObject([{ state: 'approved', opinion: '同意', reason: 'subject_changed' }])
  expect(second?.state).toBe('cancelled')
  expect(new Set(second?.signers.map(({ reason }) => reason))).toEqual(new Set(['subject_changed']))
  expect(code(now, takeBack('zhou.ting'))).toBe('nothing_to_take_back')
  expect(code(play(start(finance), approve('qian.li')), edit)).toBe('already_approved')
})
