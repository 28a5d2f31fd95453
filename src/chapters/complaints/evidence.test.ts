import { beforeEach, describe, expect, test, vi } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { complaintStoryOf } from '../../../test/support/complaint-story.ts'
import { readStanding } from '../../kernel/controls/contract.ts'
import { computeIndicators } from '../../kernel/indicators/compute.ts'
import { bringInValues, listIndicators } from '../../kernel/indicators/contract.ts'
import { setParameter } from '../../kernel/regulation/contract.ts'
import * as contract from './complaint/contract.ts'
import { forgetComplainants } from './forget.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)
const monday = '2026-03-02T01:00:00.000Z'
beforeEach(() => app.clock.set(monday))
const total = async () =>
  (await app.as('zhou.ting').call(contract.listComplaints, { query: { cause: 'people', limit: 1 } })).total

describe('the clauses of 4.4 are counted from the records', () => {
  test('in time or late, with a root cause, without recurrence: hand-counted', async () => {
    // Two in time, of which one is closed with its remedy; one responded to late; one never responded to, and overdue.
    const closed = await story.resolved({ severity: 2 })
    await story.edit(closed, { cause_key: 'people.manner' })
    await story.keepRemedy(closed)
    await story.step(closed, contract.closeComplaint)
    await story.resolved()
    const late = await story.assigned()
    await story.entered()
    app.clock.set('2026-03-10T01:00:00.000Z')
    await story.say(late, contract.acknowledge)
    const { clauses } = await app
      .as('zhou.ting')
      .call(readStanding, { query: { clause: '4.4', period: '2026-03' } })
    const controls = clauses.flatMap((clause) => clause.controls)
    const counted = (key: string) => {
      const found = controls.find((control) => control.key === key)
      return found && [found.met, found.total]
    }
    expect(counted('complaints.acknowledged_on_time')).toEqual([2, 4])
    expect(counted('complaints.resolved_on_time')).toEqual([2, 2])
    expect(counted('complaints.root_cause_found')).toEqual([1, 1])
    expect(counted('complaints.not_recurring')).toEqual([1, 1])
    expect(controls.filter(({ measured }) => !measured)).toEqual([])
    // Of a month that isn't over nothing can have been assessed.
    expect(counted('complaints.counted')).toEqual([0, 0])
  })
})

test('a founded complaint is present in the assessment of its month once that was counted, and missing where nobody reported', async () => {
  const zhou = app.as('zhou.ting')
  await story.entered({ by: 'zheng.kai', org_id: app.org('广州分公司').id })
  const { items } = await zhou.call(listIndicators, {})
  app.clock.set('2026-04-12T01:00:00.000Z')
  await zhou.call(bringInValues, {
    params: { id: items.find(({ key }) => key === 'complaints.services')!.id },
    body: { text: 'HD-SH,2026-03,800' },
  })
  await computeIndicators(app.kernel)
  const { clauses } = await zhou.call(readStanding, { query: { clause: '4.4.3', period: '2026-03' } })
  expect(clauses[0]!.controls[0]).toMatchObject({ key: 'complaints.counted', met: 4, total: 5 })
})

describe('personal data', () => {
  test('retention removes it on schedule while counts stay', async () => {
    const id = await story.resolved({ severity: 2 })
    await story.edit(id, { cause_key: 'people.skill' })
    await story.keepRemedy(id)
    await story.step(id, contract.closeComplaint)
    const before = await total()
    app.clock.set('2029-03-01T01:00:00.000Z')
    await forgetComplainants(app.kernel)
    expect((await story.page(id)).complainant).not.toBeNull()
    app.clock.set('2029-03-03T01:00:00.000Z')
    expect(await forgetComplainants(app.kernel)).toBeGreaterThan(0)
    expect(await forgetComplainants(app.kernel)).toBe(0)
    const page = await story.page(id)
    expect(page).toMatchObject({
      complainant: null,
      description: '',
      answer: null,
      cause_key: 'people.skill',
    })
    expect(new Set(page.messages.map(({ text }) => text))).toEqual(new Set(['']))
    expect(await total()).toBe(before)
  })

  test('how long it is kept is a number of the regulation', async () => {
    const id = await story.resolved()
    await story.step(id, contract.closeComplaint)
    await app.as('gu.mingyuan').call(setParameter, {
      params: { key: 'complaint_keep_months' },
      body: { version: 1, value: 12, effective_on: '2026-03-02', reason: '个人信息保护评估意见' },
    })
    app.clock.set('2027-03-01T01:00:00.000Z')
    await forgetComplainants(app.kernel)
    expect((await story.page(id)).complainant).not.toBeNull()
    app.clock.set('2027-03-03T01:00:00.000Z')
    await forgetComplainants(app.kernel)
    expect((await story.page(id)).complainant).toBeNull()
  })
})
