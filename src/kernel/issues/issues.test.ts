import { randomUUIDv7 } from 'node:crypto'
import { expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { listIssues } from './contract.ts'
import { openIssue, rectifyIssue } from './open.ts'

const app = await startApp({ now: '2026-11-23T02:00:00.000Z' })
const [shanghai, guangzhou] = [app.org('上海分公司'), app.org('广州分公司')]
const li = app.person('li.wei').id

const open = (title: string, due_on: string, more: { org_id?: string; responsible_id?: string } = {}) =>
  app.system((ctx) =>
    openIssue(ctx, {
      ...{ org_id: shanghai.id, title, due_on, severity: 'minor', clause: '2.2.4', ...more },
      kind: 'establishment.registration.issue_overdue',
      params: { registration: title, due_on },
      ...{ subject_type: 'establishment.registration', subject_id: randomUUIDv7(), link: '/organisations' },
    }),
  )
await open('税务登记', '2026-11-22', { responsible_id: li })
await open('工商登记', '2026-11-30')
await open('公司备案', '2026-12-01')
const done = await open('消防备案', '2026-11-20', { org_id: guangzhou.id })
await app.system((ctx) => rectifyIssue(ctx, { org_id: guangzhou.id, id: done.id }))

const titles = async (query: Record<string, string>, user: 'zhou.ting' | 'li.wei' = 'zhou.ting') => {
  const { items, total } = await app.as(user).call(listIssues, { query })
  expect(total).toBe(items.length)
  return items.map(({ title }) => title)
}

test('open issues are told apart by their due day; what is rectified is never overdue', async () => {
  expect(await titles({ due: 'overdue' })).toEqual(['税务登记'])
  expect(await titles({ due: 'soon' })).toEqual(['工商登记'])
  expect(await titles({ due: 'later' })).toEqual(['公司备案'])
  expect(await titles({ state: 'rectified' })).toEqual(['消防备案'])
})

test('issues are found by who answers for them, by clause, by number and by subject', async () => {
  expect(await titles({ responsible_id: li })).toEqual(['税务登记'])
  expect(await titles({ clause: '2.2.4', state: 'open' })).toHaveLength(3)
  expect(await titles({ clause: '2.2.3' })).toEqual([])
  expect(await titles({ q: done.number })).toEqual(['消防备案'])
  expect(await titles({ q: '工商' })).toEqual(['工商登记'])
  expect(await titles({ under: guangzhou.id })).toEqual(['消防备案'])
})

test('a head sees the own issues only, and staff none', async () => {
  expect(await titles({}, 'li.wei')).toEqual(['公司备案', '工商登记', '税务登记'])
  expect(await refusalOf(app.as('wang.lei').call(listIssues, { query: {} }))).toMatchObject({ status: 403 })
})
