import { parse } from 'csv-parse/sync'
import { expect, test, vi } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { pdf, storyOf } from '../../../test/support/establishment-story.ts'
import { recordsFollowed } from '../../../test/support/follow-records.ts'
import { readStanding } from '../../kernel/controls/contract.ts'
import { computeIndicators } from '../../kernel/indicators/compute.ts'
import * as indicators from '../../kernel/indicators/contract.ts'
import { listApplications } from './application/contract.ts'
import { issueApproval } from './application/decision/contract.ts'
import { fileRegistration } from './application/registration/contract.ts'
import { exportRegistrations, listRegistrations } from './application/registration/list/contract.ts'
import { registrationMeasure } from './application/registration/measure.ts'
import { recommend } from './application/review/contract.ts'
import { licences } from './registers/licences.ts'
import { listRequired } from './registers/required/contract.ts'

// The story is told over HTTP; a busy machine gets the time.
vi.setConfig({ testTimeout: 120_000 })
const app = await startApp()
const story = storyOf(app)
const beginning = app.kernel.clock().toISOString()
const records = recordsFollowed(app, {
  '/establishment/applications': listApplications.path,
  '/establishment/registrations': listRegistrations.path,
  '/establishment/licences/required': listRequired.path,
})
const shanghai = app.org('上海分公司').id
const byApplication = ['establishment.review_on_time', 'establishment.approval_issued']
const ofApplications = (all: Record<string, string>) =>
  Object.fromEntries(Object.entries(all).filter(([key]) => byApplication.includes(key)))

test('each number of chapter 2 opens the applications it counts, whole, of one organisation, of a month', async () => {
  const { id } = await story.issued()
  await story.register(id, 'li.wei')
  // Filed after its due day; the region above Shanghai answers for one of its own.
  const tardy = await story.approved()
  const own = await story.inReview({ by: 'chen.hao' })
  const slow = await story.inReview({ by: 'zheng.kai' })
  for (const one of [own, slow]) await story.score(one)
  await app.as('zhou.ting').call(recommend, await story.act(own))
  await story.submitted()
  app.clock.set('2026-12-31T02:00:00Z')
  await app.as('zhou.ting').call(recommend, await story.act(slow))
  await app.as('he.chuan').call(issueApproval, await story.act(tardy))
  const [row] = (await story.page(tardy)).registrations
  await app.as('li.wei').upload(fileRegistration, {
    params: { id: tardy, registration_id: row!.id },
    body: { version: row!.version, number: 'BA-2', registered_on: '2026-12-30' },
    file: pdf('备案'),
  })

  const year = await records.of({ clause: '2', period: '2026' })
  expect(ofApplications(year.counted)).toEqual({
    'establishment.review_on_time': '3/4',
    'establishment.approval_issued': '2/2',
  })
  expect(ofApplications(year.listed)).toEqual(ofApplications(year.counted))
  const november = await records.of({ clause: '2', period: '2026-11' })
  expect(november.counted).toMatchObject({ 'establishment.review_on_time': '3/3' })
  expect(ofApplications(november.listed)).toEqual(ofApplications(november.counted))
  const east = await records.of({ clause: '2', period: '2026', organisation_id: app.org('华东区').id })
  expect(ofApplications(east.counted)).toEqual({ 'establishment.review_on_time': '1/1' })
  expect(ofApplications(east.listed)).toEqual(ofApplications(east.counted))
  for (const { counted, listed } of await records.organisations({ clause: '2.2.2' }))
    expect(listed).toEqual(counted)
  const months = await records.months({ clause: '2.2.2' })
  expect(months.map(({ period }) => period)).toEqual(['2026-12', '2026-11'])
  for (const { counted, listed } of months) expect(listed).toEqual(counted)
  // What counts several times in an application opens the applications, and says so.
  expect(year.counted).toMatchObject({
    'establishment.conditions_evidenced': '10/10',
    'establishment.application_complete': '20/20',
  })
  expect(year.listed).toMatchObject({
    'establishment.conditions_evidenced': '2/2',
    'establishment.application_complete': '5/5',
  })
})

test('the registrations of 2.2.4 open one by one, met and not, of one organisation, of a month, of the network', async () => {
  const key = 'establishment.registered_on_time'
  // One more, never filed.
  app.clock.set(beginning)
  await story.approved()
  app.clock.set('2027-02-26T02:00:00Z')
  const network = await records.of({ clause: '2.2.4', period: '2026' })
  expect(network.counted[key]).toBe('1/3')
  expect(network.listed[key]).toBe(network.counted[key])
  const alone = await records.of({ clause: '2.2.4', period: '2026', organisation_id: shanghai })
  expect(alone.counted[key]).toBe('1/3')
  expect(alone.listed[key]).toBe(alone.counted[key])
  for (const { counted, listed } of await records.organisations({ clause: '2.2.4', period: '2026' }))
    expect(listed).toEqual(counted)
  const months = await records.months({ clause: '2.2.4' })
  expect(months.map(({ period }) => period)).toContain('2026-12')
  for (const { counted, listed } of months) expect(listed).toEqual(counted)
})

test('a sheet of registrations names the organisation to be established beside the one that applied', async () => {
  const { items } = await app.as('zhou.ting').call(listRegistrations, { query: {} })
  for (const [language, head] of [
    ['zh-CN', ['登记', '拟设名称', '状态', '申请机构']],
    ['en', ['Registration', 'Proposed name', 'State', 'Applying organisation']],
  ] as const) {
    const headers = { 'accept-language': language }
    const sent = await app.as('zhou.ting').fetch(`${exportRegistrations.path}?format=csv`, { headers })
    const [heads, ...rows] = parse(await sent.text(), { bom: true }) as string[][]
    expect(heads!.slice(0, 4)).toEqual(head)
    const names = items.map(({ application: { name, name_en } }) => (language === 'en' && name_en) || name)
    expect(names.length).toBeGreaterThan(0)
    expect(rows.map(([, name]) => name)).toEqual(names)
  }
})

test('the indicator of registrations filed in time opens those due in its quarter, of the one organisation', async () => {
  app.clock.set('2027-04-06T02:00:00Z')
  await computeIndicators(app.kernel)
  const all = await app.as('zhou.ting').call(indicators.listIndicators, {})
  const { id } = all.items.find((one) => one.key === registrationMeasure)!
  const { items } = await app.as('zhou.ting').call(indicators.listValues, { query: { indicator_id: id } })
  const own = items.filter(({ organisation }) => organisation.id === shanghai)
  expect(own.length).toBeGreaterThan(0)
  const { id: elsewhere } = app.org('广州分公司')
  for (const { denominator, numerator, records: link } of own) {
    const query = Object.fromEntries(new URL(link!, 'http://page').searchParams)
    const opened = await app.as('zhou.ting').call(listRegistrations, { query })
    expect(opened.total).toBe(denominator)
    expect(opened.items.filter(({ state }) => state === 'filed')).toHaveLength(numerator!)
    const other = { ...query, organisation_id: elsewhere }
    expect((await app.as('zhou.ting').call(listRegistrations, { query: other })).total).toBe(0)
    const before = { ...query, due_from: '2025-10-01', due_to: '2025-12-31' }
    expect((await app.as('zhou.ting').call(listRegistrations, { query: before })).total).toBe(0)
  }
})

test('each kind of licence that must be held opens as a line, those missing and run out too', async () => {
  const key = 'establishment.licences_valid'
  app.clock.set('2027-04-06T03:00:00Z')
  const enter = (number: string, kind: string, more = {}) =>
    app.as('li.wei').call(licences.endpoints.create, {
      body: {
        ...{ org_id: shanghai, kind, number, issued_by: '主管机关' },
        issued_on: '2024-01-08',
        ...more,
      },
    })
  await enter('L-1', 'business')
  await enter('L-2', 'industry', { expires_on: '2027-02-01' })
  const open = async (more: Record<string, string>) =>
    app.as('zhou.ting').call(listRequired, { query: { organisation_id: shanghai, ...more } })
  expect(
    (await open({})).items.map(({ kind, standing, licence }) => [kind, standing, licence?.number]),
  ).toEqual([
    ['business', 'in_force', 'L-1'],
    ['industry', 'ended', 'L-2'],
    ['tax', 'missing', undefined],
  ])
  // In January the permit held.
  const january = { counted: key, counted_in: '2027-01' }
  expect((await open({ ...january, counted_as: 'met' })).items.map(({ kind }) => kind)).toEqual([
    'business',
    'industry',
  ])
  for (const more of [{}, { organisation_id: shanghai }]) {
    for (const period of ['2027', '2027-01']) {
      const { counted, listed } = await records.of({ clause: '2.3.3', period, ...more })
      expect(counted[key]).toMatch(/^\d+\/\d+$/)
      expect(listed[key]).toBe(counted[key])
    }
  }
  const own = await records.of({ clause: '2.3.3', period: '2027', organisation_id: shanghai })
  expect(own.counted[key]).toBe('1/3')
  // What was issued since is not what was held then.
  await enter('L-3', 'tax', { issued_on: '2027-03-01' })
  const [then] = (await open({ ...january, kind: 'tax' })).items
  expect(then).toMatchObject({ standing: 'missing', licence: null })
  expect((await open({ kind: 'tax' })).items[0]).toMatchObject({
    standing: 'in_force',
    licence: { number: 'L-3' },
  })
})

test('what counts several times in a line of its list says how it was counted', async () => {
  const { clauses } = await app.as('zhou.ting').call(readStanding, { query: { clause: '2', period: '2026' } })
  const said = Object.fromEntries(
    clauses
      .flatMap(({ controls }) => controls)
      .map((one) => [one.key, [one.records !== null, one.records_note]]),
  )
  expect(said).toMatchObject({
    'establishment.conditions_evidenced': [true, '每份申请按五项条件计数；清单列出这些申请。'],
    'establishment.review_on_time': [true, null],
    'establishment.registered_on_time': [true, null],
    'establishment.licences_valid': [true, null],
  })
})
