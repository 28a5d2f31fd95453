import { expect, test, vi } from 'vitest'
import type { CastUser } from '../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { pdf, storyOf } from '../../../test/support/establishment-story.ts'
import { readStanding } from '../../kernel/controls/contract.ts'
import { listParameters, setParameter } from '../../kernel/regulation/contract.ts'
import { issueApproval } from './application/decision/contract.ts'
import { fileRegistration } from './application/registration/contract.ts'
import { recommend } from './application/review/contract.ts'
import { licences } from './registers/licences.ts'

// The story is told over HTTP; a busy machine gets the time.
vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = storyOf(app)

const standingOf = (user: CastUser, query: Record<string, string> = {}, language = 'zh-CN') =>
  app.as(user, language).call(readStanding, { query: { clause: '2', ...query } })

/** met / total of each measured clause, as it is said. */
async function countsOf(user: CastUser, query?: Record<string, string>) {
  const { clauses } = await standingOf(user, query)
  const measured = clauses.filter(({ status }) => status !== 'not_measured')
  return Object.fromEntries(
    measured.map(({ clause_id, status, met, total }) => [clause_id, `${met}/${total} ${status}`]),
  )
}

test('before any work there is nothing to count but the licences nobody holds yet', async () => {
  expect(await countsOf('zhou.ting')).toEqual({
    '2.1.5': '0/0 no_data',
    '2.2.1': '0/0 no_data',
    '2.2.2': '0/0 no_data',
    '2.2.3': '0/0 no_data',
    '2.2.4': '0/0 no_data',
    '2.3.1': '0/0 no_data',
    '2.3.2': '0/0 no_data',
    // Three branches and a partner point, each with a business and a tax registration to hold.
    '2.3.3': '0/8 breached',
  })
})

test('what cannot be counted yet is named as not measured, and never as met', async () => {
  const { clauses } = await app.as('zhou.ting').call(readStanding, { query: {} })
  const unmeasured = clauses.filter(({ controls }) => controls.some(({ measured }) => !measured))
  const ids = unmeasured.map(({ clause_id }) => clause_id)
  expect(ids).toEqual(expect.arrayContaining(['3.1.1']))
  for (const { status, total, records } of unmeasured)
    expect([status, total, records]).toEqual(['not_measured', 0, null])
  expect(clauses.some(({ clause_id }) => clause_id === '2.1.1')).toBe(false)
})

test('the work of two branches is counted by hand and by the system alike', async () => {
  // Shanghai: one established and registered in time, one agreed to but not yet issued, never filed.
  const { id } = await story.issued()
  await story.register(id, 'li.wei')
  const late = await story.approved()
  // Guangzhou: one review that is concluded after its time.
  const slow = await story.inReview({ by: 'zheng.kai' })
  await story.score(slow)
  app.clock.set('2026-12-31T02:00:00Z')
  await app.as('zhou.ting').call(recommend, await story.act(slow))
  // A department needs four documents.
  const shanghai = {
    '2.1.5': '10/10 met',
    '2.2.1': '8/8 met',
    '2.2.2': '2/2 met',
    '2.2.3': '1/1 met',
    '2.2.4': '1/2 breached',
    '2.3.1': '0/0 no_data',
    '2.3.2': '0/0 no_data',
    '2.3.3': '0/2 breached',
  }
  expect(await countsOf('li.wei')).toEqual(shanghai)
  expect(await countsOf('zhou.ting', { organisation_id: app.org('上海分公司').id })).toEqual(shanghai)
  const guangzhou = { '2.2.1': '4/4 met', '2.2.2': '0/1 breached', '2.3.3': '0/2 breached' }
  expect(await countsOf('zheng.kai')).toMatchObject(guangzhou)
  const network = {
    '2.1.5': '10/10 met',
    '2.2.1': '12/12 met',
    '2.2.2': '2/3 breached',
    '2.3.3': '0/8 breached',
  }
  expect(await countsOf('gu.mingyuan')).toMatchObject(network)
  // Issued now, it is established; filed after its due day, its registration stays unmet: late is late.
  await app.as('he.chuan').call(issueApproval, await story.act(late))
  const [row] = (await story.page(late)).registrations
  await app.as('li.wei').upload(fileRegistration, {
    params: { id: late, registration_id: row!.id },
    body: { version: row!.version, number: 'BA-2', registered_on: '2026-12-30' },
    file: pdf('备案'),
  })
  expect(await countsOf('li.wei')).toEqual({ ...shanghai, '2.2.3': '2/2 met' })
})

test('a period holds only what happened in it', async () => {
  expect((await countsOf('zhou.ting', { period: '2026-11' }))['2.2.2']).toBe('2/2 met')
  expect((await countsOf('zhou.ting', { period: '2026-12' }))['2.2.2']).toBe('0/1 breached')
  expect((await countsOf('zhou.ting', { period: '2026-Q4' }))['2.2.2']).toBe('2/3 breached')
  expect((await countsOf('zhou.ting', { period: '2026-Q1' }))['2.2.2']).toBe('0/0 no_data')
  const { period } = await standingOf('zhou.ting', { period: '2026-Q1' })
  expect(period).toEqual({ key: '2026-Q1', from: '2026-01-01', to: '2026-03-31' })
})

test('a licence counts while it is in force, and an expired one counts as missing', async () => {
  const file = (kind: string, expires_on: string | null) =>
    app.as('li.wei').call(licences.endpoints.create, {
      body: {
        ...{ org_id: app.org('上海分公司').id, kind, number: `${kind}-1`, issued_by: '市场监督管理局' },
        ...{ issued_on: '2026-01-05', expires_on },
      },
    })
  await file('business', null)
  await file('lease', '2026-12-30')
  expect((await countsOf('li.wei'))['2.3.3']).toBe('1/3 breached')
  expect((await countsOf('li.wei', { period: '2026-11' }))['2.3.3']).toBe('2/3 breached')
  expect((await countsOf('zhou.ting'))['2.3.3']).toBe('1/9 breached')
})

test('a head sees the own organisation and what was established beneath it, a region its own, headquarters the network', async () => {
  const named = async (user: CastUser) => {
    const { scope, clauses } = await standingOf(user, { clause: '2.2.2' })
    return [
      scope,
      clauses[0]!.organisations.map(({ organisation, met, total }) => [organisation.name, met, total]),
    ]
  }
  expect(await named('li.wei')).toEqual(['reach', [['上海分公司', 2, 2]]])
  expect(await named('luo.ying')).toEqual(['reach', [['广州分公司', 0, 1]]])
  expect(await named('zhou.ting')).toEqual([
    'network',
    [
      ['广州分公司', 0, 1],
      ['上海分公司', 2, 2],
    ],
  ])
  const other = { organisation_id: app.org('广州分公司').id }
  expect(await refusalOf(standingOf('li.wei', other))).toMatchObject({ status: 404 })
  expect(await refusalOf(standingOf('wang.lei'))).toMatchObject({ status: 403 })
})

test('records are linked for whoever may open them, narrowed to the organisation asked for', async () => {
  const recordsOf = async (user: CastUser, query: Record<string, string>) =>
    (await standingOf(user, query)).clauses[0]!.records
  expect(await recordsOf('zhou.ting', { clause: '2.2.3' })).toBe(
    '/establishment/applications?counted=establishment.approval_issued&counted_in=2026',
  )
  const { id } = app.org('上海分公司')
  expect(await recordsOf('wu.min', { clause: '2.2.3' })).toBeNull()
  expect(await recordsOf('li.wei', { clause: '2.2.3', organisation_id: id })).toBe(
    `/establishment/applications?counted=establishment.approval_issued&counted_in=2026&organisation_id=${id}`,
  )
})

test('the standing is bound to the edition in force in its period', async () => {
  const admin = app.as('shen.jing')
  const { items } = await admin.call(listParameters)
  const { version } = items.find(({ key }) => key === 'review_days')!
  await admin.call(setParameter, {
    params: { key: 'review_days' },
    body: { version, value: 10, effective_on: '2026-12-31', reason: '提速' },
  })
  const said = async (period: string) => {
    const { edition, clauses } = await standingOf('zhou.ting', { clause: '2.2.2', period }, 'en')
    return [edition.number, clauses[0]!.controls[0]!.measure.slice(0, 42)]
  }
  expect(await said('2026-11')).toEqual([1, 'reviews concluded within 15 working days w'])
  expect(await said('2026')).toEqual([2, 'reviews concluded within 10 working days w'])
})
