import { expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { storyOf } from '../../../../../test/support/establishment-story.ts'
import { approveRequest, readRequest, readRequestsOf } from '../../../../kernel/approvals/request/contract.ts'
import { amendApplication, type Plan } from '../plan/contract.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const app = await startApp()
const story = storyOf(app)
const request = (id: string, user: CastUser = 'li.wei') => app.as(user).call(readRequest, { params: { id } })
const approve = (user: CastUser, id: string, round: number) =>
  app.as(user).call(approveRequest, { params: { id }, body: { round, opinion: '同意' } })
const amend = async (id: string, plan: Partial<Plan>, user: CastUser = 'li.wei') =>
  app.as(user).call(amendApplication, { params: { id }, body: { ...(await story.act(id)).body, ...plan } })
const codeOf = async (work: Promise<unknown>) => (await refusalOf(work)).code?.split('.').at(-1)
async function tasksOf(subject_id: string) {
  const rows = await app.owner
    .selectFrom('kernel.task as t')
    .innerJoin('kernel.person as p', 'p.id', 't.person_id')
    .select(['p.name', 't.outcome'])
    .where('t.subject_id', '=', subject_id)
    .where('t.kind', '=', 'approvals.inbox.asked')
    .execute()
  return rows.map(({ name, outcome }) => `${name} ${outcome ?? 'open'}`).toSorted()
}
async function historyOf(subject_id: string) {
  const rows = await app.owner
    .selectFrom('kernel.trail_entry')
    .select(['action', 'actor_name', 'diff'])
    .where('subject_id', '=', subject_id)
    .orderBy('seq', 'desc')
    .limit(2)
    .execute()
  return rows.toReversed()
}

test('Editing a submitted subject voids the votes already cast and says which fields changed', async () => {
  const application = await story.recommended()
  const id = await story.requestOf(application)
  await approve('chen.hao', id, 1)
  await amend(application, { scope: '人事代理', staffing: [post(5)] })

  const shown = await request(id)
  expect(shown).toMatchObject({
    ...{ state: 'running', round: 2, subject: { fields: { staff: 5 } } },
    changes: [{ round: 2, person: { name: '李薇' }, fields: ['scope', 'staffing'], voided: true }],
  })
  const first = shown.steps.find(({ round, key }) => round === 1 && key === 'region')
  expect(first?.signers).toMatchObject([
    { person: { name: '陈浩' }, state: 'approved', reason: 'subject_changed', opinion: '同意' },
  ])
  expect(await tasksOf(application)).toEqual(
    ['陈浩 done', '陈浩 open', '顾明远 cancelled', '林岚 cancelled'].toSorted(),
  )
  expect(await historyOf(application)).toMatchObject([
    { action: 'establishment.application.amend', diff: { scope: ['人事代理、财税咨询', '人事代理'] } },
    { action: 'approvals.request.subject_changed', actor_name: '李薇', diff: { round: [1, 2] } },
  ])
  const { review } = await story.page(application)
  expect(review?.to_confirm.toSorted()).toEqual(['people', 'positioning'])

  expect(await codeOf(approve('chen.hao', id, 1))).toBe('other_round')
  await approve('chen.hao', id, 2)
  expect((await approve('gu.mingyuan', id, 2)).state).toBe('approved')
  expect((await story.page(application)).state).toBe('approved')
  expect((await refusalOf(amend(application, { scope: '财税咨询' }))).status).toBe(422)
  expect((await request(id)).round).toBe(2)
})

test('is the applicant’s alone, whole or not at all, and nothing of what was established on site', async () => {
  const application = await story.recommended()
  const id = await story.requestOf(application)
  for (const user of ['zhou.ting', 'chen.hao', 'gu.mingyuan', 'shen.jing'] as const)
    expect([403, 422], user).toContain((await refusalOf(amend(application, { scope: 'x' }, user))).status)
  expect((await refusalOf(amend(application, { scope: 'x' }, 'zheng.kai'))).status).toBe(404)
  const moved = await refusalOf(amend(application, { address: '张江路 8 号', area: 90 }))
  expect(moved.code).toBe('establishment.application.errors.established_on_site')
  expect(moved.detail).toContain('地址、使用面积')
  const bare = await refusalOf(amend(application, { positioning: '', budget: [] }))
  expect(bare.fields?.map(({ path }) => path).toSorted()).toEqual(['budget', 'positioning'])
  const stale = { version: 1, scope: 'x' }
  const late = app.as('li.wei').call(amendApplication, { params: { id: application }, body: stale })
  expect((await refusalOf(late)).status).toBe(409)
  await amend(application, { scope: '人事代理、财税咨询' })
  expect(await request(id)).toMatchObject({ round: 1, changes: [] })
})

test('what belongs to another flow afterwards goes into a request of its own', async () => {
  const application = await story.recommended()
  const first = await story.requestOf(application)
  await approve('chen.hao', first, 1)
  const amount = 200_000_000
  await amend(application, {
    ...{ budget: [{ item: '装修', amount }], funding: [{ source: '总部拨款', amount }] },
  })
  const { request: now, earlier } = await app
    .as('li.wei')
    .call(readRequestsOf, { params: { type: 'establishment.application', id: application } })
  expect(earlier).toMatchObject([{ id: first, state: 'withdrawn' }])
  expect(now).toMatchObject({ state: 'running', round: 1, flow: { key: 'establishment.application.major' } })
  expect((await story.page(application)).state).toBe('recommended')
  expect((await tasksOf(application)).filter((task) => task.endsWith('open'))).toEqual(['陈浩 open'])
})

test('against the last approval, fired together: one of the two wins, and nothing is left behind', async () => {
  for (let i = 0; i < 6; i++) {
    const application = await story.recommended()
    const id = await story.requestOf(application)
    await approve('chen.hao', id, 1)
    const version = (await story.act(application)).body.version
    const end = (work: Promise<unknown>) =>
      work.then(
        () => 'done',
        () => 'refused',
      )
    const answers = await Promise.all([
      end(approve('lin.lan', id, 1)),
      end(
        app
          .as('li.wei')
          .call(amendApplication, { params: { id: application }, body: { version, scope: '人事代理' } }),
      ),
    ])
    expect(answers.toSorted()).toEqual(['done', 'refused'])
    const open = (await tasksOf(application)).filter((task) => task.endsWith('open'))
    const { state, round } = await request(id)
    expect([state, round, open]).toEqual(
      answers[0] === 'done' ? ['approved', 1, []] : ['running', 2, ['陈浩 open']],
    )
  }
})

const post = (number: number) => ({
  ...{ post: '客户顾问', number, qualification: '本科，两年以上经验', persons: [] },
})
