import { parse } from 'csv-parse/sync'
import { expect, test, vi } from 'vitest'
import { startApp } from '../../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../../test/support/complaint-story.ts'
import { listIssues } from '../../../../kernel/issues/contract.ts'
import * as contract from '../contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)
const cause_key = 'system.data'

/** Of one cause at Shanghai: one long ago; within 90 days one with a duplicate, two more, which raise the signal, and one after it. */
async function told() {
  const caused = async (subject: string) => {
    const id = await story.assigned({ subject, service_on: '2026-03-02' })
    await story.edit(id, { cause_key })
    return id
  }
  app.clock.set('2025-11-03T02:00:00.000Z')
  const old = await story.assigned({ subject: '很久以前', service_on: '2025-11-03' })
  await story.edit(old, { cause_key })
  app.clock.set('2026-03-02T02:00:00.000Z')
  const first = await caused('数据错误一')
  const duplicate = await caused('数据错误一又报')
  const other = await story.assigned({ subject: '别的原因', service_on: '2026-03-02' })
  await story.edit(other, { cause_key: 'people.manner' })
  app.clock.advance(60_000)
  await app.as('zhou.ting').call(contract.mergeComplaint, {
    params: { id: duplicate },
    body: { version: (await story.page(duplicate)).version, into_id: first },
  })
  const second = await caused('数据错误二')
  const third = await caused('数据错误三')
  app.clock.advance(60_000)
  const later = await caused('数据错误四')
  return { old, duplicate, other, later, counted: [first, second, third] }
}
const { old, duplicate, other, later, counted } = await told()

test('a complaint raised to risk says why, when and who was told, and opens those counted with it', async () => {
  const [signal, ...none] = (await story.page(counted[0]!)).signals
  expect(none).toEqual([])
  expect(signal).toMatchObject({
    ...{ cause: '数据错误', times: 3, days: 90, raised_at: '2026-03-02T02:01:00Z' },
    issue: { state: 'notified', told: { name: '李薇' }, told_at: '2026-03-02T02:01:00Z' },
  })
  const issues = await app.as('zhou.ting').call(listIssues, { query: { q: signal!.issue!.number } })
  expect(issues.items).toMatchObject([{ id: signal!.issue!.id, link: signal!.list }])
  expect(await opened(signal!.list)).toEqual([...counted].sort())
  expect(signal!.times).toBe(counted.length)
})

test('a list says of what was raised to risk why, when and who was told, and its sheet the same in each language; of the rest nothing', async () => {
  const li = app.as('li.wei')
  const { items } = await li.call(contract.listComplaints, { query: { signalled: 'yes' } })
  const page = await story.page(counted[0]!)
  for (const item of items) expect(item.signals).toEqual(page.signals)
  const all = await li.call(contract.listComplaints, { query: { limit: 100 } })
  const bare = all.items.filter(({ signals }) => signals.length === 0).map(({ id }) => id)
  expect(bare).toEqual(expect.arrayContaining([old, other, later]))
  expect(all.items).toHaveLength(bare.length + counted.length)
  for (const [language, head, why, told] of [
    ['zh-CN', ['风险信号', '信号上报时间', '已告知'], '数据错误：90 天内 3 次', '李薇'],
    ['zh-TW', ['風險訊號', '訊號上報時間', '已告知'], '資料錯誤：90 天內 3 次', '李薇'],
    ['en', ['Risk signal', 'Raised on', 'Told'], 'Wrong data: 3 in 90 days', 'Li Wei'],
  ] as const) {
    const query = 'format=csv&signalled=yes&columns=signal,signal_at,signal_told'
    const answer = await app.as('li.wei', language).fetch(`${contract.exportComplaints.path}?${query}`)
    const lines = parse(await answer.text(), { bom: true }) as string[][]
    expect(lines[0]).toEqual(head)
    expect(lines.slice(1)).toEqual(counted.map(() => [why, '2026-03-02 10:01', told]))
  }
})

async function opened(list: string) {
  const query = Object.fromEntries(new URL(list, 'http://page').searchParams)
  const { items, total } = await app.as('zhou.ting').call(contract.listComplaints, { query })
  expect(total).toBe(items.length)
  return items.map(({ id }) => id).sort()
}

test('what no signal counts says nothing of one: too long ago, merged, of another cause, or after it', async () => {
  for (const id of [old, duplicate, other, later]) expect((await story.page(id)).signals).toEqual([])
})

test('management opens all that was raised to risk; whoever reaches another region sees none of it', async () => {
  const raised = async (user: 'gu.mingyuan' | 'zhou.ting' | 'li.wei' | 'zheng.kai') =>
    (await app.as(user).call(contract.listComplaints, { query: { signalled: 'yes' } })).total
  expect(await raised('gu.mingyuan')).toBe(3)
  expect(await raised('li.wei')).toBe(3)
  expect(await raised('zheng.kai')).toBe(0)
  const refused = await app.as('zhou.ting').fetch('/api/complaints/complaints?signalled=maybe')
  expect(refused.status).toBe(400)
  expect((await app.as('shen.jing').fetch('/api/complaints/complaints?signalled=yes')).status).toBe(403)
})

test('of two signals of the same cause each opens its own complaints', async () => {
  app.clock.set('2026-09-01T02:00:00.000Z')
  const again: string[] = []
  for (const subject of ['又是数据错误一', '又是数据错误二', '又是数据错误三']) {
    const id = await story.assigned({ subject, service_on: '2026-09-01' })
    await story.edit(id, { cause_key })
    again.push(id)
  }
  const [[second], [first]] = [(await story.page(again[0]!)).signals, (await story.page(counted[0]!)).signals]
  expect(await opened(second!.list)).toEqual([...again].sort())
  expect(await opened(first!.list)).toEqual([...counted].sort())
  const read = async (signal: string) =>
    (await app.as('zhou.ting').call(contract.listComplaints, { query: { signal } })).items[0]!.signals[0]!.id
  expect([await read(first!.id), await read(second!.id)]).toEqual([first!.id, second!.id])
  const elsewhere = await app.as('zheng.kai').fetch(`/api/complaints/complaints?signal=${first!.id}`)
  expect(((await elsewhere.json()) as { total: number }).total).toBe(0)
})
