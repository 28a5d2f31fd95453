import { expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../test/support/complaint-story.ts'
import type { InputOf } from '../../../kernel/http/contract.ts'
import * as contract from './contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)
type Query = InputOf<typeof contract.listComplaints>['query']
const list = (query: Query) => app.as('zhou.ting').call(contract.listComplaints, { query })

test('by words the newest come first, page by page, with every other filter; those due and mine as well', async () => {
  app.clock.set('2026-03-02T01:00:00.000Z')
  const made: string[] = []
  for (const severity of [1, 2, 3, 1, 2]) {
    made.push(await story.assigned({ severity, subject: '公积金少缴一月' }))
    app.clock.advance(3_600_000)
  }
  await story.entered({ subject: '另外一件事' })
  const newest = made.toReversed()
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await list({ q: '公积金', limit: 2, ...(after ? { after } : {}) })
    seen.push(...page.items.map(({ id }) => id))
    after = page.next ?? undefined
  } while (after)
  expect(seen).toEqual(newest)
  expect(await list({ q: '公积金' })).toMatchObject({ total: 5, total_capped: false, next: null })
  const severe = await list({ q: '公积金', severity: [2, 3] })
  expect(severe.items.map(({ id }) => id)).toEqual([newest[0], newest[2], newest[3]])
  const due = await list({ q: '公积金', sort: 'due' })
  expect(due.items.map(({ id }) => id).sort()).toEqual(made.toSorted())
  expect(due.items.map(({ due_at }) => due_at)).toEqual(due.items.map(({ due_at }) => due_at).toSorted())
  expect((await list({ q: '公积金', mine: 'handling' })).total).toBe(0)
  const { items } = await app
    .as('chen.hao')
    .call(contract.listComplaints, { query: { q: '公积金', mine: 'handling' } })
  expect(items).toHaveLength(5)
})

test('a number is found as it is written, and a place that is none is refused', async () => {
  const { number } = await story.entered({ subject: '发票抬头' })
  expect((await list({ q: number })).items.map((item) => item.number)).toEqual([number])
  expect((await list({ q: number.slice(0, -2) })).total).toBeGreaterThan(0)
  const figures = String(Number(number.split('-').at(-1)))
  expect((await list({ q: figures })).items.map((item) => item.number)).toContain(number)
  const bad = Buffer.from(JSON.stringify(['nowhere', 'nothing'])).toString('base64url')
  expect((await refusalOf(list({ q: '发票', after: bad }))).code).toBe('errors.bad_cursor')
})

test('words are found in either script: one in Taiwan finds what Shanghai wrote, and the other way round', async () => {
  const here = await story.entered({ subject: '开错发票抬头' })
  const there = await story.entered({ subject: '發票寄丟了' })
  for (const q of ['发票', '發票']) {
    const found = (await list({ q })).items.map(({ id }) => id)
    expect(found).toEqual(expect.arrayContaining([here.id, there.id]))
  }
})
