import { parse } from 'csv-parse/sync'
import readSheets from 'read-excel-file/node'
import { expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import type { InputOf } from '../../../kernel/http/contract.ts'
import { readSeverity } from '../intake/judging/terms.ts'
import * as contract from './contract.ts'
import { pageOldest } from './order.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp({ now: '2026-03-02T01:00:00.000Z' })
const story = complaintStoryOf(app)
type Query = InputOf<typeof contract.listComplaints>['query']
type Listed = contract.ListedComplaint

async function pagesOf(query: Query) {
  const reader = query?.mine === 'handling' ? 'chen.hao' : 'zhou.ting'
  const pages: { items: Listed[]; total: number }[] = []
  let after: string | undefined
  do {
    const page = await app
      .as(reader)
      .call(contract.listComplaints, { query: { ...query, ...(after ? { after } : {}) } })
    expect(page.items.length, 'no page is empty').toBeGreaterThan(0)
    pages.push(page)
    after = page.next ?? undefined
  } while (after)
  return pages
}

async function sheetOf(query: string) {
  const answer = await app.as('zhou.ting').fetch(`${contract.exportComplaints.path}?format=csv&${query}`)
  return (parse(await answer.text(), { bom: true }) as string[][]).slice(1).map(([number]) => number!)
}

/** Chen Hao's: three that run, one that waits for its customer and so runs out nowhere, two that are resolved, one that is closed. */
async function seven() {
  const subject = '公积金少缴一月'
  for (const severity of [3, 4, 1]) {
    await story.assigned({ severity, subject })
    app.clock.advance(3_600_000)
  }
  const waiting = await story.investigated({ severity: 3, subject })
  await story.say(waiting, contract.askCustomer)
  await story.resolved({ severity: 3, subject })
  await story.close(await story.resolved({ severity: 1, subject }))
  await story.resolved({ severity: 4, subject })
  return { subject, waiting }
}

test('whatever the order, a list and its sheet have the same complaints and say the same number: what no clock runs for comes last', async () => {
  const { subject, waiting } = await seven()
  const filters: { query: Query; total: number }[] = [
    { query: {}, total: 7 },
    { query: { severity: [3, 4] }, total: 5 },
    { query: { q: subject }, total: 7 },
    { query: { q: subject, severity: [3, 4] }, total: 5 },
    { query: { state: ['resolved', 'closed'] }, total: 3 },
    { query: { mine: 'open' }, total: 4 },
    { query: { mine: 'open', q: subject }, total: 4 },
    { query: { state: ['investigating', 'waiting_customer'] }, total: 1 },
    { query: { mine: 'handling' }, total: 6 },
    { query: { mine: 'handling', q: subject }, total: 6 },
  ]
  for (const { query, total } of filters) {
    const newest = (await pagesOf({ ...query, limit: 100 })).flatMap(({ items }) => items)
    expect(newest, JSON.stringify(query)).toHaveLength(total)
    // A page ends within the open ones, with the last of them, after it, and nowhere.
    for (const limit of [1, 2, 3, 4, 5, 100]) {
      const pages = await pagesOf({ ...query, sort: 'due', limit })
      const due = pages.flatMap(({ items }) => items)
      expect(pages[0]!.total, `${JSON.stringify(query)} by ${limit}`).toBe(total)
      if (!query?.q) expect(new Set(pages.map((page) => page.total))).toEqual(new Set([total]))
      expect(due.map(({ id }) => id).sort()).toEqual(newest.map(({ id }) => id).sort())
      const times = due.map(({ due_at }) => due_at)
      const running = times.filter((at) => at !== null)
      expect(times).toEqual([...running.toSorted(), ...times.filter((at) => at === null)])
      // What is open without a clock that runs is before what is over, and that goes as everywhere.
      const still = due.slice(running.length)
      const over = newest.filter(({ state }) => ['resolved', 'closed'].includes(state)).map(({ id }) => id)
      expect(still.map(({ id }) => id).filter((id) => id !== waiting)).toEqual(over)
      if (still.some(({ id }) => id === waiting)) expect(still[0]!.id).toBe(waiting)
      const oldest = await pagesOf({ ...query, sort: 'received', limit })
      expect(oldest.flatMap(({ items }) => items).map(({ id }) => id)).toEqual(
        newest.map(({ id }) => id).toReversed(),
      )
      expect(new Set(oldest.map((page) => page.total))).toEqual(new Set([total]))
    }
  }
  expect((await sheetOf('severity=3&severity=4&sort=due')).toSorted()).toEqual(
    (await sheetOf('severity=3&severity=4')).toSorted(),
  )
  expect(await sheetOf('severity=3&severity=4&sort=due')).toHaveLength(5)
  for (const filters of ['severity=3&severity=4', `q=${encodeURIComponent(subject)}`])
    expect(await sheetOf(`${filters}&sort=received`)).toEqual((await sheetOf(filters)).toReversed())
})

test('words too many complaints hold to be gathered lead through the same ones, the oldest first', async () => {
  const q = '公积金少缴一月'
  const ids = async (gathered?: number) => {
    const found: string[] = []
    let after: string | undefined
    do {
      const page = await app.system((ctx) => {
        ctx.unchanged()
        const rows = ctx.tx.selectFrom('complaints.complaint')
        return pageOldest(ctx.tx, { rows, q, few: false }, { after, limit: 2 }, gathered)
      })
      found.push(...page.items.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after)
    return found
  }
  const all = await ids()
  expect(all.length).toBeGreaterThan(4)
  expect(await ids(3)).toEqual(all)
})

test('a place among those that are over which is none is refused', async () => {
  const bad = (...values: string[]) => Buffer.from(JSON.stringify(values)).toString('base64url')
  for (const after of [bad('over', 'nothing'), bad('over', bad('nowhere', 'nothing')), bad('nowhere', 'x')]) {
    for (const query of [
      { sort: 'due', after },
      { sort: 'received', q: '公积金', after },
    ] as const) {
      const asked = app.as('zhou.ting').call(contract.listComplaints, { query })
      expect((await refusalOf(asked)).code).toBe('errors.bad_cursor')
    }
  }
})

test('a sheet has the columns in the order they are asked for, without any as the list shows them, and the severity in its words', async () => {
  await story.assigned({ severity: 3 })
  const read = async (query: string, language: string) => {
    const headers = { 'accept-language': language }
    const path = `${contract.exportComplaints.path}?${query}`
    const answer = await app.as('zhou.ting').fetch(path, { headers })
    return readSheets(Buffer.from(await answer.arrayBuffer()))
  }
  for (const [language, title, head, word] of [
    ['zh-CN', '投诉', ['时限', '严重程度', '编号'], '3 级 · 严重'],
    ['zh-TW', '投訴', ['時限', '嚴重程度', '編號'], '3 級 · 嚴重'],
    ['en', 'Complaints', ['Due', 'Severity', 'Number'], '3 · Serious'],
  ] as const) {
    const [sheet] = await read('columns=due,severity,number,severity&severity=3', language)
    expect(sheet!.sheet).toBe(title)
    expect(sheet!.data[0]).toEqual(head)
    expect(new Set(sheet!.data.slice(1).map(([, severity]) => severity))).toEqual(new Set([word]))
    expect(readSeverity(word)).toBe(3)
  }
  const [all] = await read('', 'en')
  expect(all!.data[0]!.slice(0, 8)).toEqual([
    'Number',
    'Matter',
    'Organisation',
    'State',
    'Severity',
    'Due',
    'Handler',
    'Received',
  ])
})
