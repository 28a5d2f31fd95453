import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { allRoutes } from '../../src/app/parts.ts'
import { dropSpooled } from '../../src/kernel/files/spool.ts'
import type { Endpoint } from '../../src/kernel/http/contract.ts'
import { sheetCap } from '../../src/kernel/sheet/contract.ts'
import { exportList, type ListSheet } from '../../src/kernel/sheet/serve.ts'
import { startApp } from '../support/app.ts'

const app = await startApp()
const endpoints = allRoutes().map(({ endpoint }) => endpoint)
const exported = endpoints.flatMap((list) => {
  const sheet = endpoints.find(({ method, path }) => method === 'GET' && path === `${list.path}/export`)
  return sheet && list.method === 'GET' && !list.path.includes(':') ? [{ list, sheet }] : []
})
/** A list is read page by page; a page of numbers is not, and its chapter proves that its sheet says the same. */
const isList = ({ list }: { list: Endpoint }) => 'limit' in list.query.shape
const lists = exported.filter(isList)
const numbersOnly = exported.filter((one) => !isList(one))

test.each(lists.map((one) => [one.sheet.name, one] as const))(
  'what %s finds is what its list shows, for whoever may see it',
  async (_name, { list, sheet }) => {
    const read = (user: 'fang.yi' | 'li.wei', { path }: Endpoint, query: string) =>
      app.as(user).fetch(`${path}?${query}`)
    for (const user of ['fang.yi', 'li.wei'] as const) {
      const shown = await read(user, list, 'limit=200')
      const sent = await read(user, sheet, 'format=csv')
      if (shown.status === 403) expect(sent.status).toBe(403)
      else {
        const { total } = (await shown.json()) as { total: number }
        const rows = parse(Buffer.from(await sent.arrayBuffer()), { bom: true }) as string[][]
        expect(rows.length - 1).toBe(total)
      }
    }
  },
)

test.each(numbersOnly.map((one) => [one.sheet.name, one] as const))(
  '%s answers in both formats whom its page answers, and nobody else',
  async (_name, { list, sheet }) => {
    for (const user of ['fang.yi', 'li.wei', 'shen.jing'] as const) {
      const shown = await app.as(user).fetch(list.path)
      for (const format of ['csv', 'xlsx']) {
        const sent = await app.as(user).fetch(`${sheet.path}?format=${format}`)
        expect([user, sent.status]).toEqual([user, shown.status])
        if (sent.ok) expect(sent.headers.get('content-disposition')).toContain(`.${format}`)
      }
    }
  },
)

/** A list of so many numbers, page by page. */
const numbers = (count: number): ListSheet<number, { from?: number }> => ({
  title: 'org.sheet.title',
  columns: [{ key: 'n', head: 'org.sheet.code', value: (n) => n }],
  list: async (_ctx, { after = '0', limit }) => {
    const first = Number(after)
    const items = Array.from({ length: Math.min(limit, count - first) }, (_, at) => first + at)
    const next = first + limit < count ? String(first + limit) : null
    return { items, next, total: count, total_capped: false }
  },
})

test('a sheet holds the whole result, however many pages it takes', async () => {
  const { name, path } = await app.system((ctx) => exportList(ctx, numbers(2500), { format: 'csv' }))
  expect(name).toMatch(/^服务机构 \d{4}-\d\d-\d\d\.csv$/)
  const rows = parse(await readFile(path), { bom: true }) as string[][]
  await dropSpooled({ path })
  expect(rows.length).toBe(2501)
  expect(rows.at(-1)).toEqual(['2499'])
})

test('what doesn’t fit one sheet is refused with its limit, not cut', async () => {
  const asked = app.system((ctx) => exportList(ctx, numbers(sheetCap + 1), { format: 'csv' }))
  await expect(asked).rejects.toMatchObject({ code: 'sheet.errors.too_long', params: { limit: sheetCap } })
})

test('organisations leave with the columns chosen, under the filters of the list', async () => {
  const query = 'format=csv&columns=name,kind&kind=branch&under='
  const csv = await app.as('chen.hao').fetch(`/api/organisations/export?${query}${app.org('华东区').id}`)
  const rows = parse(Buffer.from(await csv.arrayBuffer()), { bom: true }) as string[][]
  expect(rows[0]).toEqual(['名称', '类型'])
  expect(rows.slice(1)).toContainEqual(['上海分公司', '分支机构'])
  expect(new Set(rows.slice(1).map(([, kind]) => kind))).toEqual(new Set(['分支机构']))
  const wrong = await app.as('chen.hao').fetch('/api/organisations/export?kind=castle')
  expect(wrong.status).toBe(400)
})
