import { describe, expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { newId } from '../db/new-id.ts'
import { listIssueStatistics, listIssues } from '../issues/contract.ts'
import { openIssue } from '../issues/open.ts'
import { rectifyIssue } from '../issues/settle.ts'
import { listTasks } from '../tasks/contract.ts'
import { readTrail } from '../trail/contract.ts'
import { computeIndicators } from './compute.ts'
import * as contract from './contract.ts'
import { escalateWarnings } from './escalate.ts'
import { judge } from './judge.ts'
import { before, daysOf, lastDue } from './period.ts'

const app = await startApp({ now: '2026-01-10T02:00:00.000Z' })
const [zhou, li] = [app.as('zhou.ting'), app.as('li.wei')]
const shanghai = app.org('上海分公司').id
const on = (day: string) => app.clock.set(`${day}T02:00:00.000Z`)

const define = async (more: Record<string, unknown> = {}) => {
  const { id } = await zhou.call(contract.createIndicator, {
    body: {
      ...{ title: '人员流失率', title_en: 'Turnover', description: '', unit: 'percent', direction: 'lower' },
      ...{ frequency: 'month', source: 'entered', grace_days: 10, clause: '6.3.2', starts_on: '2025-01-01' },
      ...{ amber: 5, red: 10, ...more },
    } as never,
  })
  return id
}
const enter = (id: string, period: string, value: number, reason?: string, client = li) =>
  client.call(contract.enterValue, { params: { id }, body: { org_id: shanghai, period, value, reason } })
/** As it is entered once the grace is over: by whoever may correct values, with a reason. */
const enterLate = (id: string, period: string, value: number) =>
  enter(id, period, value, '系统停机补报。', zhou)
const warnings = async (indicator_id: string) =>
  (await zhou.call(contract.listWarnings, { query: { indicator_id } })).items
    .map(({ level, period, rearmed_at }) => `${level} ${period}${rearmed_at ? ' over' : ''}`)
    .reverse()

describe('6. a value for a closed period is entered once', () => {
  test('not before the period is over, and not twice', async () => {
    const id = await define()
    expect((await refusalOf(enter(id, '2026-01', 1))).fields[0]?.path).toBe('period')
    expect((await refusalOf(enter(id, '2025-Q4', 1))).fields[0]?.path).toBe('period')
    await enter(id, '2025-12', 1)
    expect((await refusalOf(enter(id, '2025-12', 2))).code).toBe('indicators.errors.entered_already')
  })

  test('ten at once: one value', async () => {
    const id = await define()
    const tries = await Promise.allSettled(Array.from({ length: 10 }, (_, n) => enter(id, '2025-12', n)))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await zhou.call(contract.listValues, { query: { indicator_id: id } })).total).toBe(1)
  })

  test('later needs privilege and reason; the old value stays', async () => {
    const id = await define()
    const kept = await enter(id, '2025-12', 12)
    const correct = (client: typeof zhou, reason: string) =>
      client.call(contract.correctValue, { params: { id: kept.id }, body: { value: 3, reason } })
    expect(await refusalOf(correct(li, '笔误'))).toMatchObject({ status: 403 })
    expect(await refusalOf(correct(zhou, ''))).toMatchObject({ status: 400 })
    expect(await correct(zhou, '漏计一人返岗。')).toMatchObject({ level: 'green' })
    const { items } = await zhou.call(contract.listValues, {
      query: { indicator_id: id, superseded: 'true' },
    })
    expect(items.map(({ value, revision, reason }) => [value, revision, reason])).toEqual([
      [3, 2, '漏计一人返岗。'],
      [12, 1, null],
    ])
    expect((await refusalOf(correct(zhou, '再改'))).code).toBe('indicators.errors.superseded')
  })

  test('once the grace is over it takes the right to correct and a reason, which is kept and told', async () => {
    const id = await define({ title: '设备故障率', title_en: 'Failures' })
    on('2026-01-11')
    const barred = await refusalOf(enter(id, '2025-12', 6, '忘了填'))
    expect(barred).toMatchObject({ status: 422, code: 'indicators.errors.late_not_allowed' })
    expect(barred.detail).toMatch(/2026年1月10日.*质量/)
    const unsaid = await refusalOf(enter(id, '2025-12', 6, ' ', zhou))
    expect([unsaid.status, unsaid.fields[0]?.path]).toEqual([400, 'reason'])
    const kept = await enter(id, '2025-12', 6, '台账月末才对清。', zhou)
    await zhou.call(contract.correctValue, { params: { id: kept.id }, body: { value: 4, reason: '漏计。' } })
    const { items } = await zhou.call(contract.listValues, {
      query: { indicator_id: id, superseded: 'true', late: 'true' },
    })
    expect(
      items.map(({ value, late, reason, superseded_at }) => [value, late, reason, !superseded_at]),
    ).toEqual([
      [4, true, '漏计。', true],
      [6, true, '台账月末才对清。', false],
    ])
    const { items: told } = await zhou.call(readTrail, { query: { subject_id: id } })
    expect(told.map(({ action, note }) => [action, note])).toContainEqual([
      'indicators.value.enter',
      '台账月末才对清。',
    ])
    const { items: standing } = await zhou.call(contract.listIndicatorStanding, {
      params: { id },
      query: { limit: 200 },
    })
    expect(standing.find((one) => one.id === shanghai)).toMatchObject({ value: 4, late: true })
    on('2026-01-10')
  })

  test('thresholds are stored with the value', async () => {
    const id = await define()
    await enterLate(id, '2025-11', 6)
    const { version } = await zhou.call(contract.readIndicator, { params: { id } })
    await zhou.call(contract.setThresholds, {
      params: { id },
      body: { version, amber: 7, red: 12, reason: '行业均值上调。' },
    })
    await enter(id, '2025-12', 6)
    const { items } = await zhou.call(contract.listValues, { query: { indicator_id: id } })
    expect(
      items.map(({ period, level, amber, threshold_version }) => [period, level, amber, threshold_version]),
    ).toEqual([
      ['2025-12', 'green', 7, 2],
      ['2025-11', 'amber', 5, 1],
    ])
  })

  test('indicators fed by the system equal their source query and open the rows', async () => {
    on('2026-01-15')
    const open = (due_on: string) =>
      app.system((ctx) =>
        openIssue(ctx, {
          ...{
            org_id: shanghai,
            kind: 'issues.kind.written',
            params: { text: '问题' },
            title: '问题',
            due_on,
          },
          ...{ source: 'inspection', severity: 'minor', subject_type: 'issue', subject_id: newId() },
          link: '/issues',
        }),
      )
    const [first] = [await open('2026-02-10'), await open('2026-03-10'), await open('2026-03-20')]
    on('2026-02-05')
    await app.system((ctx) => rectifyIssue(ctx, { org_id: shanghai, id: first.id }))
    on('2026-04-02')
    // Two processes begin the same round: each value comes once, and neither of them fails.
    const both = await Promise.all([computeIndicators(app.kernel), computeIndicators(app.kernel)])
    expect(both.toSorted()).toEqual([0, 1])
    expect(await computeIndicators(app.kernel)).toBe(0)
    const { items } = await zhou.call(contract.listIndicators)
    const { id } = items.find(({ key }) => key === 'issues.rectified_on_time')!
    const [value] = (await zhou.call(contract.listValues, { query: { indicator_id: id } })).items
    expect(value).toMatchObject({
      period: '2026-Q1',
      value: 33.33,
      numerator: 1,
      denominator: 3,
      level: 'red',
    })
    const search = Object.fromEntries(new URLSearchParams(value!.records!.split('?')[1]))
    const { organisation_id, ...days } = search
    expect([organisation_id, days]).toEqual([
      shanghai,
      { original_from: '2026-01-01', original_to: '2026-03-31' },
    ])
    expect((await zhou.call(listIssues, { query: search as never })).total).toBe(value!.denominator)
    const [line] = (await zhou.call(listIssueStatistics, { query: days })).items
    expect(line).toMatchObject({ on_time: value!.numerator, due: value!.denominator })
    expect((await refusalOf(enter(id, '2026-Q1', 90))).code).toBe('indicators.errors.computed')
    // What turns up for the quarter afterwards is counted with it.
    await open('2026-03-16')
    expect([await computeIndicators(app.kernel), await computeIndicators(app.kernel)]).toEqual([1, 0])
    const all = await zhou.call(contract.listValues, { query: { indicator_id: id, superseded: 'true' } })
    expect(all.items.map(({ value, revision, reason }) => [value, revision, reason])).toEqual([
      [25, 2, expect.stringContaining('重新计算')],
      [33.33, 1, null],
    ])
  })
})

describe('7. amber and red raise once', () => {
  test('each level once, re-armed only after two periods inside', async () => {
    on('2026-12-15')
    const id = await define()
    await enterLate(id, '2026-01', 6)
    expect(await warnings(id)).toEqual(['amber 2026-01'])
    await enterLate(id, '2026-02', 7)
    expect(await warnings(id)).toEqual(['amber 2026-01'])
    await enterLate(id, '2026-03', 11)
    expect(await warnings(id)).toEqual(['amber 2026-01', 'red 2026-03'])
    await enterLate(id, '2026-04', 1)
    await enterLate(id, '2026-05', 12)
    expect(await warnings(id)).toEqual(['amber 2026-01', 'red 2026-03'])
    await enterLate(id, '2026-06', 1)
    await enterLate(id, '2026-07', 1)
    expect(await warnings(id)).toEqual(['amber 2026-01 over', 'red 2026-03 over'])
    await enterLate(id, '2026-08', 6)
    expect(await warnings(id)).toEqual(['amber 2026-01 over', 'red 2026-03 over', 'amber 2026-08'])
  })

  test('escalate after 24 and 72 hours, until somebody responds', async () => {
    app.clock.set('2026-12-15T02:00:00.000Z')
    await escalateWarnings(app.kernel)
    const id = await define({ title: '逾期应收占比' })
    await enterLate(id, '2026-11', 20)
    const asked = async (user: 'li.wei' | 'chen.hao' | 'sun.yi') =>
      (await app.as(user).call(listTasks)).items.filter(({ title }) => title === '逾期应收占比').length
    expect([await asked('li.wei'), await asked('chen.hao'), await asked('sun.yi')]).toEqual([1, 0, 0])
    const askedAfter = async (hours: number) => {
      app.clock.set(new Date(Date.parse('2026-12-15T02:00:00.000Z') + hours * 3_600_000).toISOString())
      await escalateWarnings(app.kernel)
      return [await asked('li.wei'), await asked('chen.hao'), await asked('sun.yi')]
    }
    expect(await askedAfter(23.9)).toEqual([1, 0, 0])
    expect(await askedAfter(24)).toEqual([1, 1, 0])
    expect(await askedAfter(71)).toEqual([1, 1, 0])
    expect(await askedAfter(72)).toEqual([1, 1, 1])
    const [warning] = (await zhou.call(contract.listWarnings, { query: { indicator_id: id } })).items
    await li.call(contract.respondWarning, {
      params: { id: warning!.id },
      body: { version: warning!.version, response: '已与客户签订还款计划。' },
    })
    expect([await asked('li.wei'), await asked('chen.hao'), await asked('sun.yi')]).toEqual([0, 0, 0])
  })

  test.each([
    ['higher', 91, 'green'],
    ['higher', 90, 'amber'],
    ['higher', 70, 'red'],
    ['lower', 69, 'green'],
    ['lower', 70, 'amber'],
    ['lower', 90, 'red'],
  ] as const)('%s is better: %d is %s; equality has reached it', (direction, value, level) => {
    const limits = direction === 'higher' ? { amber: 90, red: 70 } : { amber: 70, red: 90 }
    expect(judge(direction, value, limits)).toBe(level)
  })

  test('red lies beyond amber on the worse side', async () => {
    const wrong = await refusalOf(define({ amber: 10, red: 5 }))
    expect(wrong.fields[0]?.path).toBe('red')
  })
})

test('8. no value by frequency plus grace is stale, shown apart from green, counted in the summary', async () => {
  on('2026-09-10')
  const id = await define({ title: '设备完好率', starts_on: '2026-08-01' })
  const seen = async () => {
    const { summary } = await zhou.call(contract.readIndicator, { params: { id } })
    const { items } = await zhou.call(contract.listIndicatorStanding, {
      params: { id },
      query: { limit: 200 },
    })
    for (const level of contract.shownLevels)
      expect(items.filter((one) => one.level === level)).toHaveLength(summary[level])
    return { level: items.find((one) => one.id === shanghai)!.level, summary }
  }
  expect(await seen()).toMatchObject({ level: 'none', summary: { stale: 0, green: 0 } })
  on('2026-09-11')
  const { summary } = await seen()
  expect(summary.stale).toBe(summary.stale + summary.green + summary.none)
  expect(summary.stale).toBeGreaterThan(1)
  await enterLate(id, '2026-08', 1)
  expect(await seen()).toMatchObject({ level: 'green', summary: { stale: summary.stale - 1, green: 1 } })
})

test('periods are months and quarters of the calendar', () => {
  expect(daysOf('2026-02')).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  expect(daysOf('2026-Q4')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
  expect(before('month', '2026-01')).toBe('2025-12')
  expect(before('quarter', '2026-Q1', 2)).toBe('2025-Q3')
  expect(lastDue('month', '2026-02-10', 10)).toBe('2025-12')
  expect(lastDue('month', '2026-02-11', 10)).toBe('2026-01')
})
