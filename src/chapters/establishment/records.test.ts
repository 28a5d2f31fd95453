import { expect, test, vi } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { pdf, storyOf } from '../../../test/support/establishment-story.ts'
import { recordsFollowed } from '../../../test/support/follow-records.ts'
import { readStanding } from '../../kernel/controls/contract.ts'
import { listApplications } from './application/contract.ts'
import { issueApproval } from './application/decision/contract.ts'
import { fileRegistration } from './application/registration/contract.ts'
import { recommend } from './application/review/contract.ts'

// The story is told over HTTP; a busy machine gets the time.
vi.setConfig({ testTimeout: 120_000 })
const app = await startApp()
const story = storyOf(app)
const records = recordsFollowed(app, { '/establishment/applications': listApplications.path })
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
  expect((await records.of({ clause: '2.2.4', organisation_id: shanghai })).listed).toEqual({
    'establishment.registered_on_time': '1/2',
  })
})

test('what no list can hold opens none, and the answer says how it was counted', async () => {
  const { clauses } = await app.as('zhou.ting').call(readStanding, { query: { clause: '2' } })
  const said = Object.fromEntries(
    clauses
      .flatMap(({ controls }) => controls)
      .map((one) => [one.key, [one.records !== null, one.records_note]]),
  )
  expect(said).toMatchObject({
    'establishment.conditions_evidenced': [true, '每份申请按五项条件计数；清单列出这些申请。'],
    'establishment.review_on_time': [true, null],
    'establishment.licences_valid': [false, expect.stringContaining('没有的证照不在任何清单里')],
  })
})
