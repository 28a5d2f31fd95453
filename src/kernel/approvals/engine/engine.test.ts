import { describe, expect, test } from 'vitest'
import { Problem } from '../../errors/problem.ts'
import type { ApproverRule, FlowDefinition, FlowStep } from '../flow/contract.ts'
import { operationsFor } from './can.ts'
import { effectsBetween } from './effects.ts'
import { type Operation, operate, startApproval } from './engine.ts'
import type { Directory } from './resolve.ts'
import { type Approval, currentRun } from './state.ts'

const roles: Record<string, Record<string, string[]>> = {
  branch: { head: ['li.wei'] },
  region: { region_lead: ['chen.hao'] },
  hq: {
    hq_ops: ['zhou.ting', 'he.chuan'],
    hq_management: ['gu.mingyuan', 'lin.lan'],
    hq_finance: ['qian.li'],
    admin: ['shen.jing'],
  },
}
const heads: Record<string, string[]> = { branch: ['li.wei'], region: ['chen.hao'], hq: ['gu.mingyuan'] }
const directory: Directory = {
  line: ['branch', 'region', 'hq'],
  headsOf: (org) => heads[org] ?? [],
  holdersOf: (role, org) => roles[org]?.[role] ?? [],
  membersOf: (group) => ({ board: ['gu.mingyuan', 'wang.lei', 'sun.yi'], empty: [] })[group] ?? [],
  mayDecide: (person) => person !== 'gone',
  barred: new Map(),
  barredFromOverride: new Map(),
}
const noPowers = { administers: false, overrides: false }
const hq = (role: string, extra: { group?: string; weight?: number } = {}): ApproverRule => ({
  by: 'role',
  role,
  at: 'headquarters',
  ...extra,
})
const step = (key: string, approvers: ApproverRule[], more: Partial<FlowStep> = {}): FlowStep => ({
  key,
  title: key,
  title_en: null,
  when: null,
  approvers,
  mode: { kind: 'any' },
  due_working_hours: null,
  opinion: 'optional',
  visible_fields: null,
  matter: 'ordinary',
  ...more,
})
const flow = (
  steps: FlowStep[],
  same_person: FlowDefinition['same_person'] = 'each_time',
): FlowDefinition => ({
  applies_when: null,
  same_person,
  steps,
})
const start = (
  steps: FlowStep[],
  {
    applicant = 'li.wei',
    fields = {},
    chosen = {},
    same = 'each_time' as FlowDefinition['same_person'],
    at = directory,
  } = {},
) => startApproval({ applicant_id: applicant, flow: flow(steps, same), fields, chosen }, at)

const approve = (by: string, round = 1): Operation => ({ kind: 'approve', by, round, opinion: null })
const reject = (by: string, round = 1): Operation => ({ kind: 'reject', by, round, opinion: null })
const sendBack = (by: string, to: string | null, round = 1): Operation => ({
  kind: 'return',
  by,
  round,
  opinion: '请补充',
  to,
})
const play = (approval: Approval, ...operations: Operation[]) =>
  operations.reduce((state, operation) => operate(state, operation, directory), approval)
const asked = (approval: Approval) =>
  currentRun(approval)
    ?.signers.filter((s) => s.state === 'open')
    .map((s) => s.person_id) ?? []
const code = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
  return 'nothing refused'
}
const management = step('management', [hq('hq_management')])
const review = step('review', [hq('hq_ops')])

describe('who is asked', () => {
  test('a role at the organisation, at the nearest ancestor, at headquarters; a head; a person', () => {
    const rules: ApproverRule[] = [
      { by: 'role', role: 'head', at: 'organisation' },
      { by: 'role', role: 'region_lead', at: 'ancestor' },
      hq('hq_finance'),
      { by: 'head', levels_up: 9 },
      { by: 'person', person_id: 'sun.yi' },
    ]
    const approval = start([step('everyone', rules, { mode: { kind: 'all' } })], { applicant: 'wang.lei' })
    expect(asked(approval)).toEqual(['li.wei', 'chen.hao', 'qian.li', 'gu.mingyuan', 'sun.yi'])
  })

  test('whom the applicant chose, when they are candidates', () => {
    const rule: ApproverRule = { by: 'applicant_choice', role: 'hq_ops', at: 'headquarters' }
    const approval = start([step('review', [rule])], { chosen: { review: ['he.chuan', 'wang.lei'] } })
    expect(asked(approval)).toEqual(['he.chuan'])
    expect(currentRun(start([step('review', [rule])]))?.park_reason).toBe('nobody')
  })

  test('the applicant as approver: the next head up', () => {
    const own = step('head', [{ by: 'role', role: 'head', at: 'organisation' }])
    expect(asked(start([own]))).toEqual(['chen.hao'])
    expect(asked(start([step('head', [{ by: 'head', levels_up: 0 }])]))).toEqual(['chen.hao'])
    expect(asked(start([own], { at: { ...directory, barred: new Map([['chen.hao', 'auditee']]) } }))).toEqual(
      ['gu.mingyuan'],
    )
  })

  test('the applicant among several holders of a role is just left out', () => {
    expect(asked(start([review], { applicant: 'zhou.ting' }))).toEqual(['he.chuan'])
  })

  test('nobody resolvable: parked, never passed; so is a joint step of which one part finds nobody', () => {
    const empty = start([step('legal', [hq('legal')]), management])
    expect(empty.state).toBe('running')
    expect(currentRun(empty)).toMatchObject({ state: 'parked', park_reason: 'nobody', position: 0 })
    const joint = start([step('joint', [hq('hq_finance'), hq('legal')], { mode: { kind: 'all' } })])
    expect(currentRun(joint)).toMatchObject({ state: 'parked', signers: [] })
    expect(asked(start([step('either', [hq('hq_finance'), hq('legal')])]))).toEqual(['qian.li'])
    const quorum = start([step('three', [hq('hq_ops')], { mode: { kind: 'quorum', approvals: 3 } })])
    expect(currentRun(quorum)?.park_reason).toBe('too_few')
  })

  test('a step whose condition does not hold is left out; a flow of which nothing is left is refused', () => {
    const big = step('management', [hq('hq_management')], {
      when: { match: 'all', of: [{ field: 'budget', is: 'more', value: 50_000_000 }] },
    })
    expect(play(start([review, big], { fields: { budget: 1_000 } }), approve('he.chuan')).state).toBe(
      'approved',
    )
    expect(play(start([review, big], { fields: { budget: 60_000_000 } }), approve('he.chuan')).state).toBe(
      'running',
    )
    expect(code(() => start([big], { fields: { budget: 1 } }))).toBe('approvals.errors.no_step_applies')
  })
})

describe('deciding', () => {
  test('any one of three: after one decides the others have neither a task nor a done entry', () => {
    const before = start([step('any', [hq('hq_ops'), hq('hq_finance')])])
    const now = play(before, approve('he.chuan'))
    expect(now.state).toBe('approved')
    expect(
      effectsBetween(before, now).map((e) =>
        'person_id' in e ? [e.kind, e.person_id, 'outcome' in e && e.outcome] : e,
      ),
    ).toEqual([
      ['release', 'zhou.ting', 'cancelled'],
      ['release', 'he.chuan', 'done'],
      ['release', 'qian.li', 'cancelled'],
      { kind: 'decided', outcome: 'approved' },
    ])
    expect(now.runs[0]?.signers.map((s) => [s.state, s.reason])).toEqual([
      ['cancelled', 'decided_by_others'],
      ['approved', null],
      ['cancelled', 'decided_by_others'],
    ])
  })

  test('in sequence: one after the other, and not before', () => {
    const before = start([step('line', [hq('hq_ops'), hq('hq_finance')], { mode: { kind: 'in_sequence' } })])
    expect(asked(before)).toEqual(['zhou.ting'])
    expect(code(() => operate(before, approve('he.chuan'), directory))).toBe('approvals.errors.not_your_turn')
    const second = play(before, approve('zhou.ting'))
    expect(asked(second)).toEqual(['he.chuan'])
    expect(play(second, approve('he.chuan'), approve('qian.li')).state).toBe('approved')
    expect(play(second, reject('he.chuan')).state).toBe('rejected')
  })

  test('in sequence: who can’t decide any more when the turn comes is not asked; a rule without anybody parks', () => {
    const line = [step('line', [hq('hq_ops'), hq('hq_finance')], { mode: { kind: 'in_sequence' } })]
    const without = (...gone: string[]): Directory => ({
      ...directory,
      mayDecide: (person) => !gone.includes(person),
    })
    const other = operate(start(line), approve('zhou.ting'), without('he.chuan'))
    expect(asked(other)).toEqual(['qian.li'])
    expect(play(other, approve('qian.li')).state).toBe('approved')

    const second = play(start(line), approve('zhou.ting'))
    const parked = operate(second, approve('he.chuan'), without('qian.li'))
    expect(currentRun(parked)).toMatchObject({ state: 'parked', park_reason: 'nobody' })
    expect(asked(parked)).toEqual([])
    expect(effectsBetween(second, parked).map(({ kind }) => kind)).toEqual(['release', 'alarm'])
    const appoint: Operation = { kind: 'appoint', by: 'shen.jing', round: 1, persons: ['lin.lan'] }
    const appointed = operate(parked, appoint, without('qian.li'))
    expect(asked(appointed)).toEqual(['lin.lan'])
    expect(play(appointed, approve('lin.lan')).state).toBe('approved')
    expect(appointed.runs[0]?.signers.map(({ person_id, state }) => [person_id, state])).toEqual([
      ['zhou.ting', 'approved'],
      ['he.chuan', 'approved'],
      ['qian.li', 'superseded'],
      ['lin.lan', 'open'],
    ])
    const successor: Directory = {
      ...without('qian.li'),
      holdersOf: (role, org) => (role === 'hq_finance' ? ['xu.wen'] : (roles[org]?.[role] ?? [])),
    }
    expect(asked(operate(second, approve('he.chuan'), successor))).toEqual(['xu.wen'])
  })

  test('the applicant, the barred and strangers never decide', () => {
    const approval = start([step('named', [hq('hq_ops'), { by: 'person', person_id: 'wang.lei' }])])
    expect(code(() => operate(approval, approve('li.wei'), directory))).toBe(
      'approvals.errors.applicant_never_decides',
    )
    expect(code(() => operate(approval, approve('qian.li'), directory))).toBe('errors.forbidden')
    const later = { ...directory, barred: new Map([['zhou.ting', 'visitor']]) }
    expect(code(() => operate(approval, approve('zhou.ting'), later))).toBe('approvals.errors.barred')
    expect(operationsFor(approval, 'zhou.ting', later, noPowers)).toEqual(['comment'])
    expect(operationsFor(approval, 'zhou.ting', directory, noPowers)).toEqual([
      'approve',
      'reject',
      'return',
      'transfer',
      'delegate',
      'add_signer',
      'comment',
    ])
    expect(operationsFor(approval, 'li.wei', directory, noPowers)).toEqual(['withdraw', 'comment'])
  })

  test('an opinion is asked for where the step says so, and always when sending back', () => {
    const strict = start([step('review', [hq('hq_ops')], { opinion: 'required' })])
    expect(code(() => operate(strict, approve('he.chuan'), directory))).toBe(
      'approvals.errors.opinion_wanted',
    )
    const refusal = start([step('review', [hq('hq_ops')], { opinion: 'on_refusal' })])
    expect(play(refusal, approve('he.chuan')).state).toBe('approved')
    expect(code(() => operate(refusal, reject('he.chuan'), directory))).toBe(
      'approvals.errors.opinion_wanted',
    )
    const silent = { ...sendBack('he.chuan', null), opinion: '  ' } as Operation
    expect(code(() => operate(start([review]), silent, directory))).toBe('approvals.errors.opinion_wanted')
  })

  test('an ended request says how it ended', () => {
    const approved = play(start([review]), approve('he.chuan'))
    expect(code(() => operate(approved, approve('zhou.ting'), directory))).toBe(
      'approvals.errors.already_approved',
    )
    expect(code(() => operate(approved, { kind: 'withdraw', by: 'li.wei' }, directory))).toBe(
      'approvals.errors.already_approved',
    )
    const withdrawn = play(start([review]), { kind: 'withdraw', by: 'li.wei' })
    expect(code(() => operate(withdrawn, approve('zhou.ting'), directory))).toBe(
      'approvals.errors.already_withdrawn',
    )
    expect(code(() => operate(start([review]), { kind: 'withdraw', by: 'zhou.ting' }, directory))).toBe(
      'approvals.errors.only_applicant_withdraws',
    )
  })
})

describe('sending back', () => {
  const all = step('joint', [hq('hq_ops'), hq('hq_finance')], { mode: { kind: 'all' } })

  test('from an all-of step: peers close as returned, round 1 stays readable, round 2 asks afresh', () => {
    const returned = play(
      start([all]),
      { ...approve('zhou.ting'), opinion: '同意' } as Operation,
      sendBack('qian.li', null),
    )
    expect(returned.state).toBe('returned')
    expect(returned.runs[0]?.signers.map((s) => [s.person_id, s.state, s.reason, s.opinion])).toEqual([
      ['zhou.ting', 'approved', null, '同意'],
      ['he.chuan', 'cancelled', 'returned', null],
      ['qian.li', 'returned', null, '请补充'],
    ])
    const again = play(returned, { kind: 'resubmit', by: 'li.wei', fields: { budget: 2 }, chosen: {} })
    expect(again).toMatchObject({ state: 'running', round: 2, fields: { budget: 2 } })
    expect(asked(again)).toEqual(['zhou.ting', 'he.chuan', 'qian.li'])
    expect(again.runs[0]).toEqual(returned.runs[0])
    expect(code(() => operate(again, approve('zhou.ting', 1), directory))).toBe(
      'approvals.errors.other_round',
    )
  })

  test('to an earlier step: that step is asked again, and only a step taken before will do', () => {
    const second = play(start([review, all, management]), approve('he.chuan'))
    const back = play(second, sendBack('qian.li', 'review'))
    expect(back).toMatchObject({ state: 'running', round: 2 })
    expect(asked(back)).toEqual(['zhou.ting', 'he.chuan'])
    expect(code(() => operate(second, sendBack('qian.li', 'management'), directory))).toBe(
      'approvals.errors.not_an_earlier_step',
    )
  })
})

describe('the same person at several steps', () => {
  const steps = [
    step('first', [hq('hq_finance')]),
    step('second', [hq('hq_management')]),
    step('third', [hq('hq_finance')]),
    step('fourth', [hq('hq_finance')]),
  ]
  const passed = (same: FlowDefinition['same_person']) =>
    play(start(steps, { same }), approve('qian.li'), approve('lin.lan'))

  test('is asked each time', () => {
    expect(asked(play(passed('each_time'), approve('qian.li')))).toEqual(['qian.li'])
  })

  test('once for all: the earlier approval counts and says so', () => {
    const approval = passed('once')
    expect(approval.state).toBe('approved')
    expect(approval.runs[2]?.signers).toMatchObject([
      { state: 'approved', reason: 'same_person', opinion: null },
    ])
  })

  test('only when the step just before was theirs', () => {
    const approval = passed('consecutive')
    expect(asked(approval)).toEqual(['qian.li'])
    expect(currentRun(approval)?.key).toBe('third')
    expect(play(approval, approve('qian.li')).state).toBe('approved')
  })

  test('a new round asks again', () => {
    const back = play(start(steps, { same: 'once' }), approve('qian.li'), sendBack('lin.lan', null))
    const again = play(back, { kind: 'resubmit', by: 'li.wei', fields: {}, chosen: {} })
    expect(asked(again)).toEqual(['qian.li'])
  })
})

describe('a parked step', () => {
  const parked = () =>
    start([step('legal', [hq('legal')], { mode: { kind: 'quorum', approvals: 2 } }), management])
  const appoint = (...persons: string[]): Operation => ({
    kind: 'appoint',
    by: 'shen.jing',
    round: 1,
    persons,
  })

  test('alarms the administrator, who appoints; then it goes on', () => {
    const before = parked()
    expect(effectsBetween(null, before).map((e) => e.kind)).toEqual(['alarm'])
    expect(operationsFor(before, 'shen.jing', directory, { administers: true, overrides: false })).toContain(
      'appoint',
    )
    const now = play(before, appoint('qian.li', 'sun.yi'))
    expect(effectsBetween(before, now).map((e) => e.kind)).toEqual(['ask', 'ask', 'alarm_over'])
    expect(asked(play(now, approve('qian.li'), approve('sun.yi')))).toEqual(['gu.mingyuan', 'lin.lan'])
  })

  test('is never handed to the applicant, to somebody barred, to oneself or to too few', () => {
    expect(code(() => operate(parked(), appoint('li.wei', 'qian.li'), directory))).toBe(
      'approvals.errors.appointee_barred',
    )
    expect(code(() => operate(parked(), appoint('shen.jing', 'qian.li'), directory))).toBe(
      'approvals.errors.not_yourself',
    )
    expect(code(() => operate(parked(), appoint('gone', 'qian.li'), directory))).toBe(
      'approvals.errors.appointee_cannot_decide',
    )
    expect(code(() => operate(parked(), appoint('qian.li'), directory))).toBe(
      'approvals.errors.too_few_appointed',
    )
    expect(code(() => operate(parked(), approve('qian.li'), directory))).toBe('approvals.errors.parked')
  })
})
