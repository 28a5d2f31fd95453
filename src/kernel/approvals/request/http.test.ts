import { describe, expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { storyOf } from '../../../../test/support/establishment-story.ts'
import { newId } from '../../db/new-id.ts'
import { runSchedule } from '../../jobs/worker.ts'
import { createFlow, type FlowDefinition, publishFlow } from '../flow/contract.ts'
import { commentOnRequest } from '../talk/contract.ts'
import {
  appointApprovers,
  approveRequest,
  listCandidates,
  listRequests,
  listSubjectTypes,
  readRequest,
  readRequestsOf,
  rejectRequest,
  returnRequest,
  withdrawRequest,
} from './contract.ts'

// Every matter is told from its beginning over HTTP; a busy machine gets the time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const app = await startApp()
const story = storyOf(app)
const admin = app.as('shen.jing')
const type = 'establishment.application'

/** An application of Shanghai's head, reviewed by Zhou Ting, that waits for its approvers. */
async function waiting() {
  const application = await story.recommended({ by: 'li.wei', plan: { proposed_head_id: headOf() } })
  return { application, params: { id: await story.requestOf(application) } }
}
const headOf = () => app.person('wang.lei').id

const answers = [approveRequest, rejectRequest, returnRequest]
async function refusalsOf(user: CastUser, params: { id: string }) {
  const codes: string[] = []
  for (const endpoint of answers) {
    const body = { round: 1, opinion: '意见', to: null }
    const refused = await refusalOf(app.as(user).call(endpoint, { params, body } as never))
    codes.push(`${refused.status} ${refused.code}`)
  }
  return codes
}

describe('whoever is barred', () => {
  test('the applicant is offered no decision and refused every one', async () => {
    const { params } = await waiting()
    const { can } = await app.as('li.wei').call(readRequest, { params })
    expect(can).toEqual(['withdraw', 'urge', 'copy', 'comment'])
    expect(await refusalsOf('li.wei', params)).toEqual(
      answers.map(() => '422 approvals.errors.applicant_never_decides'),
    )
  })

  test('the reviewer of the matter is offered no decision and refused every one', async () => {
    const { params } = await waiting()
    const { can } = await app.as('zhou.ting').call(readRequest, { params })
    expect(can).toEqual(['urge', 'comment'])
    expect(await refusalsOf('zhou.ting', params)).toEqual(answers.map(() => '422 approvals.errors.barred'))
  })

  test('nobody answers who isn’t asked: not at a later step, not by role, not from another region', async () => {
    const { params } = await waiting()
    for (const user of ['gu.mingyuan', 'sun.yi', 'fang.yi'] as const)
      expect(await refusalsOf(user, params)).toEqual(answers.map(() => '403 errors.forbidden'))
    expect(await refusalsOf('ma.jun', params)).toEqual(answers.map(() => '404 errors.not_found'))
    const { state, steps } = await app.as('gu.mingyuan').call(readRequest, { params })
    expect(state).toBe('running')
    expect(steps.flatMap(({ signers }) => signers).every(({ answered_at }) => answered_at === null)).toBe(
      true,
    )
  })

  test('only the applicant withdraws', async () => {
    const { params } = await waiting()
    const refused = await refusalOf(app.as('zhou.ting').call(withdrawRequest, { params }))
    expect(refused.code).toBe('approvals.errors.only_applicant_withdraws')
  })
})

describe('a decision that lets wait', () => {
  test('is reminded of before, at and after its time by mail, each once, and not by the mail on tasks as well', async () => {
    const { params } = await waiting()
    const { subject } = await app.as('li.wei').call(readRequest, { params })
    const person_id = app.person('chen.hao').id
    const begun = app.clock.now
    const mailsAt = async (at: string) => {
      app.clock.set(at)
      for (let twice = 0; twice < 2; twice++)
        for (const schedule of ['approvals.remind', 'mail.remind']) await runSchedule(app.kernel, schedule)
      const sent = await app.owner
        .selectFrom('kernel.mail')
        .select(['template', 'subject', 'body'])
        .where('person_id', '=', person_id)
        .where('created_at', '=', app.clock.now.toISOString())
        .execute()
      const own = sent.filter(({ subject: title, body }) => `${title}${body}`.includes(subject.title))
      for (const { body } of own) expect(body).toMatch(/http\S+\/applications\/\S+/)
      return own.map(({ template }) => template)
    }
    const { due_at } = await app.owner
      .selectFrom('kernel.approval_step')
      .select('due_at')
      .where('request_id', '=', params.id)
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow()
    const due = (minutes: number) =>
      new Date(new Date(due_at ?? 0).getTime() + minutes * 60_000).toISOString()
    expect(await mailsAt(begun.toISOString())).toEqual([])
    expect(await mailsAt(due(-1))).toEqual(['approvals.mail.soon'])
    expect(await mailsAt(due(0))).toEqual(['approvals.mail.due'])
    expect(await mailsAt(due(10_000))).toEqual(['approvals.mail.overdue'])
    expect(await mailsAt(due(20_000))).toEqual([])
    app.clock.set(begun.toISOString())
  })
})

describe('a request out of reach', () => {
  test('is not found by any way that leads to it', async () => {
    const { application, params } = await waiting()
    const other = app.as('zheng.kai')
    const body = { round: 1, opinion: '意见', to: null }
    const ways = [
      () => other.call(readRequest, { params }),
      () => other.call(readRequestsOf, { params: { type, id: application } }),
      () => other.call(commentOnRequest, { params, body: { body: '在吗？', reply_to_id: null } }),
      () => other.call(withdrawRequest, { params }),
      ...answers.map((endpoint) => () => other.call(endpoint, { params, body } as never)),
    ]
    for (const way of ways) expect((await refusalOf(way())).status).toBe(404)
    const { items } = await other.call(listRequests, { query: {} })
    expect(items.map(({ id }) => id)).not.toContain(params.id)
  })

  test('reads the same as one that doesn’t exist', async () => {
    const { params } = await waiting()
    const there = await refusalOf(app.as('zheng.kai').call(readRequest, { params }))
    const nowhere = await refusalOf(app.as('zheng.kai').call(readRequest, { params: { id: newId() } }))
    expect([there.status, there.code, there.detail]).toEqual([nowhere.status, nowhere.code, nowhere.detail])
  })

  test('nobody reads one without signing in', async () => {
    const { params } = await waiting()
    expect((await refusalOf(app.anonymous.call(readRequest, { params }))).status).toBe(401)
  })
})

describe('the approval of a matter', () => {
  test('is found from the matter; what was never submitted has none', async () => {
    const { application, params } = await waiting()
    const found = await app.as('li.wei').call(readRequestsOf, { params: { type, id: application } })
    expect(found).toMatchObject({ request: { id: params.id, subject: { kind: '设立申请' } }, earlier: [] })
    const draft = await story.draft()
    expect(await app.as('li.wei').call(readRequestsOf, { params: { type, id: draft } })).toEqual({
      request: null,
      earlier: [],
    })
  })

  test('is named in the reader’s language', async () => {
    const { params } = await waiting()
    const { subject } = await app.as('li.wei', 'en').call(readRequest, { params })
    const { items } = await app.as('li.wei', 'en').call(listSubjectTypes)
    expect(subject.kind).toBe(items.find((one) => one.type === type)?.title)
    expect(subject.kind).toMatch(/[a-z]/i)
  })
})

describe('a step that finds nobody', () => {
  const definition: FlowDefinition = {
    applies_when: null,
    same_person: 'each_time',
    steps: [
      {
        key: 'nobody',
        title: '质量会签',
        title_en: null,
        when: null,
        approvers: [{ by: 'role', role: 'hq_quality', at: 'headquarters' }],
        mode: { kind: 'any' },
        due_working_hours: null,
        opinion: 'optional',
        visible_fields: null,
        matter: 'ordinary',
      },
    ],
  }

  test('is settled by appointing, never the applicant, somebody barred or oneself', async () => {
    const titles = { title: '无人审批', title_en: null }
    const draft = await admin.call(createFlow, {
      body: { key: 'establishment.nobody', ...titles, subject_type: type, position: 0, definition },
    })
    expect(draft.faults).toEqual([])
    await admin.call(publishFlow, { params: { id: draft.id }, body: { version: draft.version } })
    const { params } = await waiting()
    const parked = await admin.call(readRequest, { params })
    expect(parked).toMatchObject({
      can: ['appoint', 'override', 'copy', 'comment'],
      steps: [{ park_reason: 'nobody' }],
    })

    const { items } = await admin.call(listCandidates, { params })
    const offered = items.map(({ id }) => id)
    for (const user of ['li.wei', 'zhou.ting', 'shen.jing'] as const) {
      const { id } = app.person(user)
      expect(offered).not.toContain(id)
      const appointing = admin.call(appointApprovers, { params, body: { round: 1, persons: [id] } })
      expect((await refusalOf(appointing)).status).toBe(422)
    }
    const by = app.person('gu.mingyuan').id
    const refused = app
      .as('gu.mingyuan')
      .call(appointApprovers, { params, body: { round: 1, persons: [by] } })
    expect((await refusalOf(refused)).status).toBe(403)

    await admin.call(appointApprovers, { params, body: { round: 1, persons: [by] } })
    const { state } = await app
      .as('gu.mingyuan')
      .call(approveRequest, { params, body: { round: 1, opinion: null } })
    expect(state).toBe('approved')
  })
})

test('the list finds a request by its number, the name of its matter in either language and its applicant', async () => {
  const plan = { name: '松江人才服务部', name_en: 'Songjiang Talent', proposed_head_id: headOf() }
  const application = await story.recommended({ by: 'li.wei', plan })
  const id = await story.requestOf(application)
  const { number } = await story.page(application)
  const found = async (user: CastUser, q: string) =>
    (await app.as(user).call(listRequests, { query: { q } })).items.map((one) => one.id)
  for (const q of [number!, '松江人才', 'songjiang']) expect(await found('li.wei', q)).toEqual([id])
  expect(await found('zhou.ting', '李薇')).toContain(id)
  expect(await found('zhou.ting', '100%')).toEqual([])
  expect(await found('zheng.kai', '松江人才')).toEqual([])
})
