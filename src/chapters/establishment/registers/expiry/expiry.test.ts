import { readSheet } from 'read-excel-file/node'
import { expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { listIssues } from '../../../../kernel/issues/contract.ts'
import { listTasks } from '../../../../kernel/tasks/contract.ts'
import { licences } from '../licences.ts'
import { exportStanding, listStanding, readSuccession, renewLicence } from './contract.ts'
import { remindLicences } from './remind.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const head = app.as('li.wei')
const org_id = app.org('上海分公司').id
const { endpoints } = licences
const nothing = { reminded: 0, opened: 0, settled: 0 }
const run = () => remindLicences(app.kernel)
/** Ten in the morning in Shanghai. */
const on = (day: string) => app.clock.set(`${day}T02:00:00.000Z`)

const enter = (number: string, expires_on: string | null, more: Record<string, unknown> = {}) =>
  head.call(endpoints.create, {
    body: {
      org_id,
      kind: 'industry',
      number,
      issued_by: '市监局',
      issued_on: '2024-01-08',
      expires_on,
      ...more,
    },
  })
const mailsAbout = async (number: string) => {
  const rows = await app.owner
    .selectFrom('kernel.mail')
    .select(['person_id', 'template', 'subject'])
    .where('subject', 'like', `%${number}%`)
    .orderBy('created_at')
    .execute()
  return rows.map(({ person_id, template, subject }) => ({ person_id, template, subject }))
}
const toHead = async (number: string) =>
  (await mailsAbout(number)).filter(({ person_id }) => person_id === app.person('li.wei').id)
const tasksOf = async (id: string) =>
  (await head.call(listTasks, { query: { limit: 200 } })).items.filter((task) => task.subject_id === id)

test('reminders go out 60, 30 and 10 days before and on the day, once each; what has run out opens one issue', async () => {
  // Over the end of the year: 60 days before 20 January is 21 November.
  on('2026-11-20')
  const { id } = await enter('XK-1', '2027-01-20')
  expect(await run()).toEqual(nothing)
  for (const day of ['2026-11-21', '2026-12-21', '2027-01-10', '2027-01-20']) {
    on(day)
    const runs = await Promise.all([run(), run()])
    expect(runs.map(({ reminded }) => reminded).sort(), day).toEqual([0, 1])
    expect(await run(), day).toEqual(nothing)
  }
  on('2027-01-21')
  const runs = await Promise.all([run(), run()])
  expect(runs.map(({ opened }) => opened).sort()).toEqual([0, 1])
  expect(await run()).toEqual(nothing)
  expect((await toHead('XK-1')).map(({ subject }) => subject)).toEqual([
    expect.stringContaining('60 天'),
    expect.stringContaining('30 天'),
    expect.stringContaining('10 天'),
    expect.stringContaining('今天到期'),
    expect.stringContaining('已到期'),
  ])
  const heard = new Set((await mailsAbout('XK-1')).map(({ person_id }) => person_id))
  const responsible = app.person('zhou.ting').id
  expect([...heard]).toEqual(expect.arrayContaining([app.person('li.wei').id, responsible]))
  expect(heard.has(app.person('zheng.kai').id), 'the head of another branch').toBe(false)
  expect(await tasksOf(id)).toMatchObject([{ link: `/establishment/licences/${id}/renew` }])
  const { items } = await head.call(listIssues, { query: { subject_id: id, state: 'open' } })
  expect(items).toMatchObject([
    {
      source: 'registration',
      clause: '2.3.3',
      responsible: { name: '李薇' },
      what: expect.stringContaining('XK-1'),
    },
  ])
})

test('the day begins where the organisation is', async () => {
  await enter('XK-2', '2027-03-01')
  // The last minute of 28 February in Shanghai, and the first of March.
  app.clock.set('2027-02-28T15:59:00.000Z')
  await run()
  expect((await toHead('XK-2')).at(-1)!.template).toBe('establishment.mail.licence_ends')
  app.clock.set('2027-02-28T16:00:00.000Z')
  expect(await run()).toMatchObject({ reminded: 1 })
  expect((await toHead('XK-2')).at(-1)!.template).toBe('establishment.mail.licence_ends_today')
  app.clock.set('2027-03-01T16:00:00.000Z')
  expect(await run()).toMatchObject({ opened: 1 })
})

test('a renewal takes the place of the old one: task and issue end, and nobody is reminded of it any more', async () => {
  on('2027-05-02')
  const { id, version } = await enter('XK-3', '2027-05-01')
  expect(await run()).toMatchObject({ opened: 1 })
  const renew = (body: Record<string, unknown>) =>
    head.call(renewLicence, {
      params: { id },
      body: { version, number: 'XK-3', issued_by: '市监局', issued_on: '2027-05-02', ...body } as never,
    })
  const shorter = await refusalOf(renew({ expires_on: '2027-05-01' }))
  expect(shorter.fields).toMatchObject([{ path: 'expires_on', message: expect.stringContaining('晚于') }])
  expect((await refusalOf(renew({ issued_on: '2023-01-01' }))).fields).toMatchObject([{ path: 'issued_on' }])
  // The authority prolonged it under its number.
  const made = await renew({ expires_on: '2032-05-01' })
  expect((await refusalOf(renew({ expires_on: '2033-05-01' }))).code).toBe(
    'establishment.licence_expiry.errors.renewed_already',
  )
  expect(await tasksOf(id)).toEqual([])
  expect((await head.call(listIssues, { query: { subject_id: id } })).items).toMatchObject([
    { state: 'closed' },
  ])
  expect(await run()).toEqual(nothing)
  const { items } = await head.call(listStanding, { query: { org_id, q: 'XK-3' } })
  expect(items).toMatchObject([
    { id: made.id, expires_on: '2032-05-01', days_left: expect.any(Number), issue: null },
  ])
  expect(await head.call(endpoints.read, { params: { id } }), 'the old one stays').toMatchObject({
    number: 'XK-3',
  })
  const beside = (of: string) => head.call(readSuccession, { params: { id: of } })
  const old = { id, number: 'XK-3', issued_on: '2024-01-08', expires_on: '2027-05-01' }
  const now = { id: made.id, number: 'XK-3', issued_on: '2027-05-02', expires_on: '2032-05-01' }
  expect(await beside(id)).toEqual({ renewed_by: now, renews: null })
  expect(await beside(made.id)).toEqual({ renewed_by: null, renews: old })
  const foreign = app.as('zheng.kai').call(readSuccession, { params: { id } })
  expect((await refusalOf(foreign)).status).toBe(404)
})

test('a licence that holds until another day, or is gone, is settled by the next run, and reminded of anew', async () => {
  on('2027-06-10')
  const { id } = await enter('XK-4', '2027-06-09')
  const gone = await enter('XK-5', '2027-06-09')
  expect(await run()).toMatchObject({ opened: 2 })
  const body = { org_id, kind: 'industry', number: 'XK-4', issued_by: '市监局', issued_on: '2024-01-08' }
  await head.call(endpoints.update, {
    params: { id },
    body: { ...body, expires_on: '2027-06-20', version: 1 },
  })
  await head.call(endpoints.remove, { params: { id: gone.id }, query: { version: 1 } })
  expect(await run()).toEqual({ reminded: 1, opened: 0, settled: 2 })
  const states = async (subject_id: string) =>
    (await head.call(listIssues, { query: { subject_id } })).items.map(({ state }) => state)
  expect([await states(id), await states(gone.id)]).toEqual([['closed'], ['closed']])
})

test('the whole network’s list says what runs out within so many days, and leaves as a sheet, within reach', async () => {
  on('2027-08-01')
  await enter('XK-6', '2027-08-20')
  await enter('XK-7', '2027-12-31')
  await enter('XK-8', null)
  const zhou = app.as('zhou.ting')
  const within = async (days: number) =>
    (
      await zhou.call(listStanding, { query: { within: days, under: org_id, q: 'XK-', limit: 100 } })
    ).items.map(({ number }) => number)
  expect(await within(-1)).not.toContain('XK-6')
  expect(await within(30)).toContain('XK-6')
  expect(await within(30)).not.toContain('XK-7')
  const all = (await zhou.call(listStanding, { query: { q: 'XK-', limit: 100 } })).items
  expect(all.at(-1)).toMatchObject({ number: 'XK-8', days_left: null })
  const sheet = await readSheet(await zhou.download(exportStanding, { query: { within: 30, q: 'XK-6' } }))
  expect(sheet[0]?.slice(0, 3)).toEqual(['服务机构', '类型', '证照编号'])
  expect(sheet[1]?.slice(0, 3)).toEqual(['上海分公司', '行业许可', 'XK-6'])
  const other = await app.as('zheng.kai').call(listStanding, { query: { q: 'XK-' } })
  expect(other.items).toEqual([])
  const [first] = all
  const foreign = app.as('zheng.kai').call(renewLicence, {
    params: { id: first!.id },
    body: { version: 1, number: 'N', issued_by: 'N', issued_on: '2027-08-01' },
  })
  expect((await refusalOf(foreign)).status).toBe(404)
})
