import { expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { newId } from '../db/new-id.ts'
import { createIssue, editIssue, readIssue } from './acts/contract.ts'
import { listIssues } from './contract.ts'
import { openIssue } from './open.ts'
import { rectifyIssue } from './settle.ts'

const app = await startApp({ now: '2026-11-23T02:00:00.000Z' })
const [shanghai, guangzhou] = [app.org('上海分公司'), app.org('广州分公司')]
const [li, wu] = [app.person('li.wei').id, app.person('wu.min').id]

const open = (title: string, due_on: string, more: { org_id?: string; responsible_id?: string } = {}) =>
  app.system((ctx) =>
    openIssue(ctx, {
      ...{ org_id: shanghai.id, title, due_on, severity: 'minor', clause: '2.2.4', source: 'registration' },
      ...more,
      kind: 'establishment.registration.issue_overdue',
      params: { registration: title, due_on },
      ...{ subject_type: 'establishment.registration', subject_id: newId(), link: '/organisations' },
    }),
  )
const late = await open('税务登记', '2026-11-20', { responsible_id: li })
await open('工商登记', '2026-11-28', { responsible_id: wu })
await open('公司备案', '2026-12-01', { responsible_id: wu })
const done = await open('消防备案', '2026-11-20', { org_id: guangzhou.id })
await app.system((ctx) => rectifyIssue(ctx, { org_id: guangzhou.id, id: done.id }))

const titles = async (query: Record<string, string>, user: 'zhou.ting' | 'li.wei' = 'zhou.ting') => {
  const { items, total } = await app.as(user).call(listIssues, { query })
  expect(total).toBe(items.length)
  return items.map(({ title }) => title)
}

test('open issues are told apart by their due day; what is closed is never overdue', async () => {
  expect(await titles({ due: 'overdue' })).toEqual(['税务登记'])
  expect(await titles({ due: 'soon' })).toEqual(['工商登记'])
  expect(await titles({ due: 'later' })).toEqual(['公司备案'])
  expect(await titles({ state: 'closed' })).toEqual(['消防备案'])
})

test('issues are found by who answers for them, by clause, by number and by subject', async () => {
  expect(await titles({ responsible_id: li })).toEqual(['税务登记'])
  expect(await titles({ clause: '2.2.4', state: 'open' })).toHaveLength(3)
  expect(await titles({ clause: '2.2.3' })).toEqual([])
  expect(await titles({ q: done.number })).toEqual(['消防备案'])
  expect(await titles({ q: '工商' })).toEqual(['工商登记'])
  expect(await titles({ under: guangzhou.id })).toEqual(['消防备案'])
  expect(await titles({ organisation_id: guangzhou.id })).toEqual(['消防备案'])
  expect(await titles({ repeat: 'true' })).toEqual(['公司备案', '工商登记'])
})

test('a due day on a day off moves to the next working day', async () => {
  const [issue] = (await app.as('zhou.ting').call(listIssues, { query: { q: '工商' } })).items
  // 28 November 2026 is a Saturday.
  expect(issue).toMatchObject({ due_on: '2026-11-30', original_due_on: '2026-11-30' })
})

test('an issue whose cause is gone is closed by the system, with the record as its evidence', async () => {
  const page = await app.as('zhou.ting').call(readIssue, { params: { id: done.id } })
  expect(page).toMatchObject({ state: 'closed', verified_by: null, waits_for: null })
  expect(page.evidence).toMatchObject([{ link: '/organisations', added_by: null }])
})

test('a second one about the same matter is the one that is open', async () => {
  const subject = { subject_type: 'organisation', subject_id: shanghai.id, link: '/organisations' }
  const again = () =>
    app.system((ctx) =>
      openIssue(ctx, {
        ...{ org_id: shanghai.id, title: '上海', severity: 'minor', source: 'other', ...subject },
        ...{
          kind: 'establishment.registration.issue_overdue',
          params: { registration: '', due_on: '2026-11-20' },
        },
      }),
    )
  const first = await again()
  expect(first.opened).toBe(true)
  expect(await again()).toEqual({ ...first, opened: false })
  await app.system((ctx) => rectifyIssue(ctx, { org_id: shanghai.id, id: first.id }))
})

test('a head sees the own issues only, and staff none', async () => {
  expect(await titles({ state: 'open' }, 'li.wei')).toEqual(['公司备案', '工商登记', '税务登记'])
  expect(await refusalOf(app.as('wang.lei').call(listIssues, { query: {} }))).toMatchObject({ status: 403 })
  expect(await refusalOf(app.as('zheng.kai').call(readIssue, { params: { id: late.id } }))).toMatchObject({
    status: 404,
  })
})

test('what a rule wrote needs no description to be corrected; what a person wrote keeps one', async () => {
  const zhou = app.as('zhou.ting')
  const correct = async (id: string, description: string) => {
    const { version, title, responsible, verifier } = await zhou.call(readIssue, { params: { id } })
    await zhou.call(editIssue, {
      params: { id },
      body: {
        ...{ version, title, description, severity: 'major', clause: '2.2.4' },
        ...{ responsible_id: responsible?.id ?? null, verifier_id: verifier?.id ?? null },
      },
    })
  }
  await correct(late.id, '')
  expect(await zhou.call(readIssue, { params: { id: late.id } })).toMatchObject({ severity: 'major' })
  const { id } = await zhou.call(createIssue, {
    body: {
      ...{ org_id: shanghai.id, source: 'inspection', title: '档案柜未上锁', severity: 'minor' },
      ...{ description: '现场检查发现。', clause: null, responsible_id: li, verifier_id: null },
    },
  })
  expect(await refusalOf(correct(id, ' '))).toMatchObject({
    status: 400,
    fields: [{ path: 'description' }],
  })
})
