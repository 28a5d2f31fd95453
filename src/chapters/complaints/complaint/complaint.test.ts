import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import { listIssues } from '../../../kernel/issues/contract.ts'
import { mermaid } from '../../../kernel/lifecycle/mermaid.ts'
import { handOverTasks, listTasks } from '../../../kernel/tasks/contract.ts'
import { readTrail } from '../../../kernel/trail/contract.ts'
import { escalateComplaints } from '../escalate.ts'
import * as contract from './contract.ts'
import { releaseConcerned } from './handling/release.ts'
import { complaintLifecycle } from './life/lifecycle.ts'
import { complaintStates } from './words/contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)
const shanghai = app.org('上海分公司').id
/** A Monday at nine, by the clock of Shanghai. */
const monday = '2026-03-02T01:00:00.000Z'
beforeEach(() => app.clock.set(monday))
const at = (local: string) => app.clock.set(new Date(`${local}:00+08:00`).toISOString())
const clockOf = async (id: string, kind: string) =>
  (await story.page(id)).clocks.find((clock) => clock.kind === kind)!
/** As the API writes a whole second. */
const due = (local: string) => new Date(`${local}:00+08:00`).toISOString().replace('.000Z', 'Z')

test('the contract names the states and the buttons of the lifecycle, the README its diagram', () => {
  expect([...complaintStates].sort()).toEqual([...complaintLifecycle.states].sort())
  const buttons = Object.keys(complaintLifecycle.actions).filter((action) => action !== 'dismiss')
  expect([...contract.complaintActions].sort()).toEqual(buttons.sort())
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8')
  expect(readme).toContain(`\`\`\`mermaid\n${mermaid(complaintLifecycle)}\`\`\``)
})

describe('the clocks', () => {
  test('received Friday 16:30, one working hour: the first response is due Monday 9:30', async () => {
    at('2026-03-06T16:30')
    const { id } = await story.entered({ severity: 4 })
    expect(await clockOf(id, 'response')).toMatchObject({
      ...{ standing: 'running', due_at: due('2026-03-09T09:30'), minutes_left: 60, limit_minutes: 60 },
    })
    expect((await story.page(id)).clocks.map(({ kind }) => kind)).toEqual(['response', 'resolution'])
  })

  test('first response, next update and resolution are three clocks; waiting for the customer pauses', async () => {
    const id = await story.investigated()
    expect((await clockOf(id, 'response')).standing).toBe('stopped')
    const before = await clockOf(id, 'resolution')
    await story.say(id, contract.askCustomer)
    at('2026-03-04T09:00')
    expect((await clockOf(id, 'resolution')).standing).toBe('paused')
    expect((await clockOf(id, 'update')).standing).toBe('paused')
    await story.say(id, contract.hearCustomer)
    expect(await clockOf(id, 'resolution')).toMatchObject({
      ...{ standing: 'running', minutes_left: before.minutes_left, paused_minutes: 2 * 390 },
    })
  })

  test('every word told to the customer begins the time to the next one anew; the other clocks go on', async () => {
    const id = await story.investigated()
    const due = async () => {
      const [update, resolution] = [await clockOf(id, 'update'), await clockOf(id, 'resolution')]
      return {
        update: update.due_at!,
        left: update.minutes_left,
        limit: update.limit_minutes,
        resolution: resolution.due_at,
      }
    }
    const first = await due()
    at('2026-03-03T09:00')
    const later = await due()
    expect(later.update).toBe(first.update)
    expect(later.left).toBeLessThan(first.left)
    await story.say(id, contract.tellCustomer, 'chen.hao', '材料已送主管部门。')
    const told = await due()
    expect(told).toMatchObject({ left: first.limit, resolution: first.resolution })
    expect(new Date(told.update).getTime()).toBeGreaterThan(new Date(first.update).getTime())
    // A note is no word to the customer.
    at('2026-03-03T10:00')
    await app.as('chen.hao').call(contract.noteComplaint, { params: { id }, body: { text: '内部' } })
    expect(await due()).toMatchObject({ update: told.update, left: first.limit - 60 })
  })

  test('pausing two days and then raising the severity keeps elapsed and paused time; reopening resumes', async () => {
    const id = await story.investigated()
    at('2026-03-02T11:00')
    await story.say(id, contract.askCustomer)
    at('2026-03-04T11:00')
    await story.say(id, contract.hearCustomer)
    const light = await clockOf(id, 'resolution')
    await story.edit(id, { severity: 4 })
    const grave = await clockOf(id, 'resolution')
    expect(grave.limit_minutes).toBeLessThan(light.limit_minutes)
    expect(light.limit_minutes - light.minutes_left).toBe(120)
    expect(grave.limit_minutes - grave.minutes_left).toBe(120)
    expect(grave.paused_minutes).toBe(light.paused_minutes)
    await story.say(id, contract.propose)
    await story.say(id, contract.acceptAnswer)
    at('2026-03-06T11:00')
    await story.say(id, contract.reopenComplaint, 'zhou.ting')
    expect(await clockOf(id, 'resolution')).toMatchObject({
      ...{ standing: 'running', minutes_left: grave.minutes_left },
    })
  })
})

describe('the handler is neither the person nor the head of the unit complained about', () => {
  const person = () => app.person('wang.lei').id

  test('by assignment, on entering, and by naming the handler as the person concerned', async () => {
    const id = await story.assigned({ staff_id: person() })
    expect((await refusalOf(story.assign(id, 'wang.lei'))).code).toMatch(/handler_is_person/)
    expect((await refusalOf(story.assign(id, 'li.wei'))).code).toMatch(/handler_is_head/)
    expect((await refusalOf(story.entered({ handler_id: app.person('li.wei').id }))).code).toMatch(/head/)
    const other = await story.assigned({}, 'wang.lei')
    expect((await refusalOf(story.edit(other, { staff_id: person() }))).code).toMatch(/handler_is_person/)
  })

  test('by handing over the task, and by merging a complaint about the handler into theirs', async () => {
    const id = await story.assigned({ staff_id: person() })
    const handed = await app.as('xu.wen').call(handOverTasks, {
      body: {
        from_person_id: app.person('chen.hao').id,
        to_person_id: person(),
        org_id: shanghai,
        note: null,
      },
    })
    expect(handed.stayed.find(({ link }) => link.includes(id))?.code).toMatch(/handler_is_person/)
    expect((await story.page(id)).handler?.id).toBe(app.person('chen.hao').id)
    const theirs = await story.assigned({}, 'wang.lei')
    const about = await story.entered({ staff_id: person() })
    const merging = app.as('zhou.ting').call(contract.mergeComplaint, {
      params: { id: about.id },
      body: { version: (await story.page(about.id)).version, into_id: theirs },
    })
    expect((await refusalOf(merging)).code).toMatch(/handler_is_person/)
  })

  test('whoever becomes head of the unit meanwhile handles it no longer: a superior names another', async () => {
    const id = await story.assigned({}, 'wang.lei')
    const heads = app.owner
      .updateTable('kernel.assignment')
      .where('org_id', '=', shanghai)
      .where('kind', '=', 'head')
    await heads.set({ person_id: person() }).execute()
    expect((await refusalOf(story.say(id, contract.acknowledge, 'wang.lei'))).code).toBe(
      'lifecycle.errors.not_by_you',
    )
    expect(await releaseConcerned(app.kernel)).toBeGreaterThan(0)
    expect((await story.page(id)).handler).toBeNull()
    // She no longer heads it, and still assigns there.
    await heads.set({ person_id: app.person('li.wei').id }).execute()
    const { items } = await app.as('li.wei').call(listTasks, { query: { limit: 200 } })
    expect(items.some((task) => task.subject_id === id && task.kind.endsWith('.assign'))).toBe(true)
    expect(await releaseConcerned(app.kernel)).toBe(0)
  })

  test('whom it concerns reads it and can do nothing to it, nor learn who complained or what is noted about them', async () => {
    const id = await story.assigned({ staff_id: person() })
    const note = (by: 'chen.hao' | 'li.wei', text: string) =>
      app.as(by).call(contract.noteComplaint, { params: { id }, body: { text } })
    await note('chen.hao', '内部：请核实经办人的说法')
    await note('li.wei', '我的说明')
    const notes = async (by: 'chen.hao' | 'li.wei' | 'wang.lei') =>
      (await story.page(id, by)).messages.map(({ text }) => text)
    expect(await notes('chen.hao')).toEqual(['内部：请核实经办人的说法', '我的说明'])
    expect(await notes('li.wei')).toEqual(['我的说明'])
    expect(await notes('wang.lei')).toEqual([])
    const unmasking = app.as('wang.lei').call(contract.unmaskComplainant, { params: { id } })
    expect((await refusalOf(unmasking)).code).toBe('complaints.complaint.errors.unmask_concerned')
    expect((await story.page(id, 'wang.lei')).can).toEqual(['note'])
    expect((await story.page(id, 'li.wei')).can).toEqual(['note'])
    expect((await refusalOf(story.edit(id, { severity: 4 }, 'li.wei'))).code).toBe(
      'lifecycle.errors.not_by_you',
    )
  })
})

describe('from severity 2 on', () => {
  test('it can’t be closed without root cause, corrective action with owner and date, and the answer', async () => {
    const id = await story.resolved({ severity: 2 })
    const closing = await refusalOf(story.step(id, contract.closeComplaint))
    expect(closing.code).toMatch(/not_yet_closed/)
    expect(closing.params).toMatchObject({ missing: 'cause,root_cause,action' })
    await story.keepRemedy(id)
    // What nobody named a cause for would be left out where causes come back.
    expect((await refusalOf(story.step(id, contract.closeComplaint))).params).toMatchObject({
      missing: 'cause',
    })
    await story.edit(id, { cause_key: 'people.manner' })
    await story.step(id, contract.closeComplaint)
    expect(await story.page(id)).toMatchObject({ state: 'closed', remedy: { check_on: '2026-04-01' } })
    const light = await story.resolved()
    await story.step(light, contract.closeComplaint)
    expect((await story.page(light)).state).toBe('closed')
  })

  test('whether it worked is asked and said after 30 days, not before', async () => {
    const id = await story.resolved({ severity: 3 })
    await story.edit(id, { cause_key: 'people.skill' })
    await story.keepRemedy(id)
    await story.step(id, contract.closeComplaint)
    const check = () =>
      app.as('wang.lei').call(contract.checkRemedy, {
        params: { id },
        body: { effective: true, finding: '一个月内没有再发生。' },
      })
    at('2026-03-31T12:00')
    expect((await refusalOf(check())).code).toMatch(/not_to_check/)
    at('2026-04-01T09:00')
    expect((await escalateComplaints(app.kernel)).checks).toBeGreaterThan(0)
    const { items } = await app.as('wang.lei').call(listTasks, { query: { limit: 200 } })
    expect(items.some((task) => task.kind.endsWith('.check') && task.subject_id === id)).toBe(true)
    await check()
    expect((await story.page(id)).remedy).toMatchObject({ effective: true, finding: '一个月内没有再发生。' })
  })

  test('the same cause three times in 90 days opens an issue and a risk signal, once; a duplicate doesn’t count', async () => {
    const cause_key = 'system.data'
    const opened = async () =>
      (await app.as('zhou.ting').call(listIssues, { query: { clause: '4.4.2', limit: 200 } })).items.filter(
        (issue) => issue.link.startsWith('/complaints?signal=') && issue.what.includes('数据错误'),
      )
    const ids: string[] = []
    for (let n = 0; n < 3; n++) ids.push(await story.assigned({ subject: `数据错误 ${n}` }))
    await story.edit(ids[0]!, { cause_key })
    const params = { id: ids[1]! }
    const { version } = await story.edit(ids[1]!, { cause_key })
    await app.as('zhou.ting').call(contract.mergeComplaint, { params, body: { version, into_id: ids[0]! } })
    await story.edit(ids[2]!, { cause_key })
    expect(await opened()).toEqual([])
    for (let n = 0; n < 2; n++) await story.edit(await story.assigned(), { cause_key })
    const issues = await opened()
    expect(issues).toHaveLength(1)
    expect(issues[0]).toMatchObject({
      what: '90 天内因“数据错误”被投诉 3 次',
      severity: 'major',
      source: 'complaint',
    })
    const signals = await app.owner.selectFrom('complaints.risk_signal').selectAll().execute()
    expect(signals.filter((signal) => signal.cause_key === cause_key)).toMatchObject([{ times: 3 }])
  })

  test('the owner of the action has it as a task until it is done; it is checked 30 days after its day, and what did not work is an issue', async () => {
    const id = await story.resolved({ severity: 3 })
    await story.edit(id, { cause_key: 'people.skill' })
    await story.keepRemedy(id, 'chen.hao')
    await story.keepRemedy(id, 'wang.lei', '2026-03-20')
    const acts = async (user: 'chen.hao' | 'wang.lei') =>
      (await app.as(user).call(listTasks, { query: { limit: 200 } })).items.filter(
        (task) => task.subject_id === id && task.kind.endsWith('.act'),
      )
    expect(await acts('chen.hao')).toEqual([])
    await story.close(id)
    expect(await acts('wang.lei')).toMatchObject([{ due_at: due('2026-03-20T17:00') }])
    const finish = (user: 'chen.hao' | 'wang.lei') =>
      app.as(user).call(contract.finishAction, { params: { id }, body: {} })
    expect((await refusalOf(finish('chen.hao'))).code).toMatch(/not_to_finish/)
    expect((await story.page(id, 'wang.lei')).can).toContain('finish')
    await finish('wang.lei')
    expect(await acts('wang.lei')).toEqual([])
    const page = await story.page(id, 'wang.lei')
    expect(page.can).not.toContain('finish')
    expect(page.remedy).toMatchObject({ check_on: '2026-04-19', done_at: expect.any(String) })
    at('2026-04-19T09:00')
    const body = { effective: false, finding: '又发生了一次。' }
    await app.as('wang.lei').call(contract.checkRemedy, { params: { id }, body })
    const { items } = await app.as('zhou.ting').call(listIssues, { query: { subject_id: id } })
    expect(items).toMatchObject([
      { source: 'complaint', clause: '4.4.2', what: expect.stringContaining('无效') },
    ])
  })
})

describe('one number over all channels', () => {
  test('every way of entering takes the next number of the year', async () => {
    const numbers: number[] = []
    for (const channel of ['phone', 'counter', 'hotline'] as const) {
      const { number } = await story.entered({ channel })
      expect(number).toMatch(/^TS-2026-\d{6}$/)
      numbers.push(Number(number.slice(-6)))
    }
    expect(numbers[2]! - numbers[0]!).toBe(2)
  })

  test('duplicates are suggested, merged, and counted once', async () => {
    const first = await story.assigned({ subject: '发票开错' })
    const second = await story.entered({ subject: '发票又开错' })
    const { similar, version } = await story.page(second.id)
    expect(similar.map(({ id }) => id)).toContain(first)
    const total = async () =>
      (await app.as('zhou.ting').call(contract.listComplaints, { query: { q: '发票' } })).total
    expect(await total()).toBe(2)
    await app
      .as('zhou.ting')
      .call(contract.mergeComplaint, { params: { id: second.id }, body: { version, into_id: first } })
    expect(await total()).toBe(1)
    expect((await story.page(second.id)).went_to?.id).toBe(first)
  })

  test('it counts for the organisation and staff of the service date: somebody of another day is refused', async () => {
    const staff_id = app.person('zheng.kai').id
    const refusal = await refusalOf(story.entered({ staff_id }))
    expect(refusal.fields).toMatchObject([{ path: 'staff_id', message: expect.stringContaining('服务日期') }])
    // He moves to Guangzhou in February; what he did in Shanghai in January stays Shanghai's.
    await app.owner
      .insertInto('kernel.assignment')
      .values({
        ...{
          org_id: shanghai,
          id: '01900000-0000-7000-8000-00000000abcd',
          person_id: staff_id,
          kind: 'secondment',
        },
        ...{ post: '顾问', starts_on: '2026-01-01', ends_on: '2026-02-01' },
      })
      .execute()
    const { id } = await story.entered({ staff_id, service_on: '2026-01-15' })
    expect(await story.page(id)).toMatchObject({ organisation: { id: shanghai }, staff: { id: staff_id } })
    expect((await refusalOf(story.edit(id, { service_on: '2026-02-15' }))).fields).toHaveLength(1)
  })

  test('a transfer keeps the number and the time gone; who complained leaves with it', async () => {
    const id = await story.investigated({ subject: '转交的投诉' })
    at('2026-03-03T09:00')
    const before = await story.page(id)
    await app.as('chen.hao').call(contract.transferComplaint, {
      params: { id },
      body: { version: before.version, to_org_id: app.org('苏州合作网点').id, reason: '服务由苏州提供' },
    })
    const left = await story.page(id)
    expect(left).toMatchObject({
      state: 'transferred',
      complainant: null,
      went_to: { number: before.number },
    })
    const there = await story.page(left.went_to!.id)
    expect(there).toMatchObject({ number: before.number, state: 'investigating', handler: null })
    expect(there.complainant?.name).toBe('钱**')
    const gone = ({ clocks }: contract.ComplaintPage) => {
      const { limit_minutes, minutes_left } = clocks.find(({ kind }) => kind === 'resolution')!
      return limit_minutes - minutes_left
    }
    expect(gone(there)).toBe(gone(before))
  })
})

describe('the superior hears', () => {
  const told = async (id: string) =>
    (await app.as('chen.hao').call(listTasks, { query: { limit: 200 } })).items
      .filter((task) => task.subject_id === id)
      .map((task) => task.kind.split('.').at(-1))

  test('at 80 % and at 100 % of a clock, each once', async () => {
    const id = await story.assigned({ severity: 4 }, 'wang.lei')
    at('2026-03-02T09:47')
    await escalateComplaints(app.kernel)
    expect(await told(id)).toEqual([])
    at('2026-03-02T09:48')
    await escalateComplaints(app.kernel)
    await escalateComplaints(app.kernel)
    expect(await told(id)).toEqual(['response_soon'])
    at('2026-03-02T10:00')
    await escalateComplaints(app.kernel)
    await escalateComplaints(app.kernel)
    expect((await told(id)).sort()).toEqual(['response_overdue', 'response_soon'])
  })

  test('of an assignment unread after four working hours; whoever opened it in time is not told on', async () => {
    const unread = await story.assigned({}, 'wang.lei')
    const read = await story.assigned({}, 'wang.lei')
    const body = { version: (await story.page(read)).version }
    await app.as('wang.lei').call(contract.markRead, { params: { id: read }, body })
    at('2026-03-02T14:29')
    await escalateComplaints(app.kernel)
    expect(await told(unread)).toEqual([])
    at('2026-03-02T14:30')
    await escalateComplaints(app.kernel)
    expect(await told(unread)).toEqual(['unread'])
    expect(await told(read)).toEqual([])
  })

  test('what came with tasks handed over is unread like what was given', async () => {
    const id = await story.assigned({}, 'chen.hao')
    const body = { version: (await story.page(id)).version }
    await app.as('chen.hao').call(contract.markRead, { params: { id }, body })
    at('2026-03-02T10:00')
    await app.as('xu.wen').call(handOverTasks, {
      body: {
        from_person_id: app.person('chen.hao').id,
        to_person_id: app.person('wang.lei').id,
        ...{ org_id: shanghai, note: null },
      },
    })
    expect((await story.page(id, 'wang.lei')).unread).toBe(true)
    at('2026-03-02T15:29')
    await escalateComplaints(app.kernel)
    expect(await told(id)).toEqual([])
    at('2026-03-02T15:30')
    await escalateComplaints(app.kernel)
    expect(await told(id)).toEqual(['unread'])
  })
})

describe('personal data', () => {
  test('is masked; each unmasking is in the trail; who may not unmask is refused', async () => {
    const { id } = await story.entered()
    expect((await story.page(id)).complainant).toMatchObject({ name: '钱**', phone: '138****5678' })
    const full = await app.as('zhou.ting').call(contract.unmaskComplainant, { params: { id } })
    expect(full).toMatchObject({ name: '钱多多', phone: '13812345678' })
    const { items } = await app.as('fang.yi').call(readTrail, {
      query: { org_id: shanghai, subject_type: 'complaints.complaint', subject_id: id },
    })
    expect(items.filter(({ action }) => action.endsWith('.unmask'))).toHaveLength(1)
    const refusal = await app
      .as('fang.yi')
      .fetch(`/api/complaints/complaints/${id}/unmask`, { method: 'POST' })
    expect(refusal.status).toBe(403)
  })
})

test('however many may handle it there, nobody entitled is refused', async () => {
  const many = 101
  await sql`with made as (
    insert into kernel.person (id, name, home_org_id)
    select gen_random_uuid(), 'Anna ' || n, ${shanghai} from generate_series(1, ${many}::int) n returning id, name
  ), accounts as (
    insert into kernel.account (id, name, email, person_id)
    select gen_random_uuid(), name, id || '@hengyuan.example', id from made
  ) insert into kernel.role_assignment (id, person_id, role_key, organisation_id, with_subtree, starts_on)
    select gen_random_uuid(), id, 'staff', ${shanghai}, false, '2020-01-01' from made`.execute(app.owner)
  const id = await story.assigned({}, 'chen.hao')
  expect((await story.page(id)).handler?.name).toBe('陈浩')
})
