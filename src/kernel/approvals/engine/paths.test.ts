import { describe, expect, test } from 'vitest'
import { Problem } from '../../errors/problem.ts'
import type { ApproverRule, Condition, FlowDefinition, FlowStep } from '../flow/contract.ts'
import { choiceOf } from './choice.ts'
import { type Operation, operate, startApproval } from './engine.ts'
import type { Directory } from './resolve.ts'
import { type Approval, currentRun } from './state.ts'

const roles: Record<string, string[]> = {
  hq_ops: ['zhou.ting', 'he.chuan'],
  hq_finance: ['qian.li'],
  hq_risk: ['sun.yi'],
  hq_quality: ['xu.wen', 'lin.lan'],
}
const directory: Directory = {
  line: ['branch', 'hq'],
  headsOf: () => [],
  holdersOf: (role, org) => (org === 'hq' ? (roles[role] ?? []) : []),
  membersOf: (group) => (group === 'board' ? ['qian.li', 'li.wei', 'sun.yi', 'gone'] : []),
  mayDecide: (person) => person !== 'gone',
  barred: new Map([['he.chuan', 'reviewer']]),
  barredFromOverride: new Map(),
}
const hq = (role: string, group?: string): ApproverRule => ({ by: 'role', role, at: 'headquarters', group })
const step = (key: string, approvers: ApproverRule[], more: Partial<FlowStep> = {}): FlowStep => ({
  ...{ key, title: key, title_en: null, when: null, approvers, mode: { kind: 'any' } },
  ...{ due_working_hours: null, opinion: 'optional', visible_fields: null, matter: 'ordinary' },
  ...more,
})
const more = (value: number): Condition => ({ match: 'all', of: [{ field: 'budget', is: 'more', value }] })
const path = (key: string, when: Condition | null) => ({ key, title: key, title_en: null, when })
const flow = (steps: FlowStep[], branchings?: FlowDefinition['branchings']): FlowDefinition => ({
  ...{ applies_when: null, same_person: 'each_time', steps, branchings },
})
const start = (definition: FlowDefinition, budget = 0) =>
  startApproval({ applicant_id: 'li.wei', flow: definition, fields: { budget }, chosen: {} }, directory)
const approve = (by: string, chosen?: string[]): Operation => ({
  ...{ kind: 'approve', by, round: 1, opinion: null, chosen },
})
const play = (approval: Approval, ...operations: Operation[]) =>
  operations.reduce((state, operation) => operate(state, operation, directory), approval)
const asked = (approval: Approval) => currentRun(approval)?.signers.map(({ person_id }) => person_id)
const code = (act: () => unknown) => {
  try {
    act()
  } catch (error) {
    if (error instanceof Problem) return error.code.replace('approvals.errors.', '')
    throw error
  }
  return 'nothing refused'
}

describe('where a flow parts', () => {
  const parted = flow(
    [
      step('large', [hq('hq_finance')], { path: 'over_100' }),
      step('board', [hq('hq_risk')], { path: 'over_100' }),
      step('middle', [hq('hq_risk')], { path: 'over_10' }),
      step('last', [hq('hq_ops')]),
    ],
    [
      {
        ...{ key: 'by_budget', title: 'by_budget', title_en: null },
        paths: [path('over_100', more(100)), path('over_10', more(10)), path('otherwise', null)],
      },
    ],
  )
  const ways = (approval: Approval) => approval.runs.map(({ key, state }) => `${key} ${state}`)

  test('the first path whose condition holds is taken, and no other', () => {
    const large = play(start(parted, 200), approve('qian.li'), approve('sun.yi'), approve('zhou.ting'))
    expect(large.state).toBe('approved')
    expect(ways(large)).toEqual(['large passed', 'board passed', 'middle skipped', 'last passed'])
    expect(ways(start(parted, 50))).toEqual(['large skipped', 'board skipped', 'middle open'])
  })

  test('otherwise may be without steps: straight on', () => {
    expect(ways(start(parted, 5))).toEqual(['large skipped', 'board skipped', 'middle skipped', 'last open'])
  })

  test('a request from before there were branchings, and a step on a path nobody knows, go on', () => {
    expect(asked(start(flow([step('old', [hq('hq_risk')])])))).toEqual(['sun.yi'])
    expect(asked(start(flow([step('stray', [hq('hq_risk')], { path: 'gone' })])))).toEqual(['sun.yi'])
  })
})

describe('members of a group', () => {
  test('all who may decide are asked, without the applicant', () => {
    const board = step('board', [{ by: 'group', group_id: 'board' }], { mode: { kind: 'all' } })
    expect(asked(start(flow([board])))).toEqual(['qian.li', 'sun.yi'])
  })

  test('an empty group parks the step', () => {
    const nobody = start(flow([step('board', [{ by: 'group', group_id: 'empty' }])]))
    expect(currentRun(nobody)).toMatchObject({ state: 'parked', park_reason: 'nobody' })
  })
})

describe('the previous approver’s choice', () => {
  const choosing = flow([
    step('both', [hq('hq_finance'), hq('hq_risk')], { mode: { kind: 'all' } }),
    step('expert', [{ by: 'previous_choice', role: 'hq_quality', at: 'headquarters' }]),
  ])

  test('whoever passes the step before chooses among the candidates, and nobody before', () => {
    const first = start(choosing)
    expect(choiceOf(first, 'qian.li', directory)).toBeUndefined()
    const second = play(first, approve('qian.li'))
    expect(choiceOf(second, 'sun.yi', directory)?.candidates).toEqual(['xu.wen', 'lin.lan'])
    const chosen = play(second, approve('sun.yi', ['lin.lan']))
    expect(asked(chosen)).toEqual(['lin.lan'])
    expect(play(chosen, approve('lin.lan')).state).toBe('approved')
  })

  test('a yes without a choice, or for somebody not offered, is refused', () => {
    const second = play(start(choosing), approve('qian.li'))
    expect(code(() => play(second, approve('sun.yi')))).toBe('choice_wanted')
    expect(code(() => play(second, approve('sun.yi', ['zhou.ting'])))).toBe('choice_not_offered')
    expect(code(() => play(second, { ...approve('sun.yi'), kind: 'reject' } as Operation))).toBe(
      'nothing refused',
    )
  })

  test('nobody chooses themselves or somebody barred; without candidates the step parks', () => {
    const ops = flow([
      step('first', [hq('hq_ops')]),
      step('second', [{ by: 'previous_choice', role: 'hq_ops', at: 'headquarters' }]),
    ])
    expect(choiceOf(start(ops), 'zhou.ting', directory)?.candidates).toEqual([])
    expect(currentRun(play(start(ops), approve('zhou.ting')))).toMatchObject({ state: 'parked' })
  })
})

test('a countersign by three departments passes when enough of each have said yes, and fails when one can’t', () => {
  const three = step(
    'departments',
    [hq('hq_finance', '财务'), hq('hq_risk', '风险'), hq('hq_quality', '质量')],
    { mode: { kind: 'per_group', approvals: 1 } },
  )
  const begun = start(flow([three]))
  expect(asked(begun)).toEqual(['qian.li', 'sun.yi', 'xu.wen', 'lin.lan'])
  const two = play(begun, approve('qian.li'), approve('lin.lan'))
  expect(two.state).toBe('running')
  expect(two.runs[0]?.tally?.groups).toMatchObject([
    { group: '财务', yes: 1 },
    { group: '风险', yes: 0, open: 1 },
    { group: '质量', yes: 1 },
  ])
  expect(play(two, approve('sun.yi')).state).toBe('approved')
  expect(play(two, { ...approve('sun.yi'), kind: 'reject' } as Operation).state).toBe('rejected')
})
