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
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
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
    body: { text: 'HD-SH,2026-03,800', reason: '系统停机，晚了两天。' },
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

  test('of what came through the door no word of the customer’s stays, also where it was passed on: in rows, search, trail, tasks, outbox or the names of files', async () => {
    const complained = async () => {
      const form = new FormData()
      for (const [key, value] of Object.entries({
        ...{ description: '赵小红的劳动合同丢了', kind: 'delay', service_key: '', service_on: '2026-03-01' },
        ...{ name: '赵小红', phone: '', email: 'xiaohong.zhao@hexin.example' },
      }))
        form.append(key, value)
      const answer = await fetch(`${app.url}/public/complaints/at/HD-SH?lang=zh-CN`, {
        method: 'POST',
        body: form,
      })
      const text = await answer.text()
      const number = /TS-\d{4}-\d{6}/.exec(text)![0]
      const code = /class="code">([A-Z0-9]{10})</.exec(text)![1]!
      const rows = app.owner.selectFrom('complaints.complaint').select('id').where('number', '=', number)
      return { number, code, id: (await rows.executeTakeFirstOrThrow()).id }
    }
    const finish = async (id: string) => {
      await story.step(id, contract.investigate)
      for (const say of [contract.propose, contract.acceptAnswer]) await story.say(id, say)
      await story.close(id)
    }
    const [passed, worded] = [await complained(), await complained()]
    for (const { id, number, code } of [passed, worded]) {
      const added = new FormData()
      for (const [key, value] of Object.entries({ number, code, act: 'add', text: '这是赵小红的回执' }))
        added.append(key, value)
      added.append('files', new Blob([new Uint8Array(png)]), '赵小红的劳动合同.png')
      const { status } = await fetch(`${app.url}/public/complaints/track`, { method: 'POST', body: added })
      expect(status).toBe(200)
      await story.assign(id, 'chen.hao')
      await story.say(id, contract.acknowledge)
    }
    await app.as('zhou.ting').call(contract.transferComplaint, {
      params: { id: passed.id },
      body: {
        version: (await story.page(passed.id)).version,
        ...{ to_org_id: app.org('苏州合作网点').id, reason: '服务由苏州提供' },
      },
    })
    const there = (await story.page(passed.id)).went_to!.id
    await story.assign(there, 'chen.hao')
    await finish(there)
    await story.edit(worded.id, { subject: '合同遗失' })
    await finish(worded.id)
    const left = async () => {
      const ids = [passed.id, there, worded.id]
      const { owner } = app
      const found = [
        await owner.selectFrom('complaints.complaint').selectAll().where('id', 'in', ids).execute(),
        await owner.selectFrom('kernel.search_entry').selectAll().where('id', 'in', ids).execute(),
        await owner.selectFrom('kernel.trail_entry').selectAll().where('subject_id', 'in', ids).execute(),
        await owner.selectFrom('kernel.task').selectAll().where('subject_id', 'in', ids).execute(),
        await owner.selectFrom('kernel.mail').selectAll().where('subject_id', 'in', ids).execute(),
        await owner.selectFrom('kernel.file').selectAll().where('subject_id', 'in', ids).execute(),
      ]
      return found.map((rows) => /劳动合同|赵小红|xiaohong/.test(JSON.stringify(rows)))
    }
    expect(await left()).toEqual([true, false, false, false, true, true])
    app.clock.set('2029-04-03T01:00:00.000Z')
    await forgetComplainants(app.kernel)
    expect(await left()).toEqual([false, false, false, false, false, false])
    expect(await forgetComplainants(app.kernel)).toBe(0)
    expect((await story.page(there)).subject).toBe('客户投诉：办理不及时')
    expect((await story.page(worded.id)).subject).toBe('合同遗失')
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
