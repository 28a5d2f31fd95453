import { expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { storyOf } from '../../../../../test/support/establishment-story.ts'
import { disableAccount } from '../../../../kernel/administration/account/contract.ts'
import {
  approveRequest,
  readRequest,
  rejectRequest,
  returnRequest,
  withdrawRequest,
} from '../../../../kernel/approvals/request/contract.ts'
import {
  checkFile,
  downloadIssuedDocument,
  readDocumentContent,
  verifyIssuedDocument,
} from '../../../../kernel/documents/contract.ts'
import { readApplication, resubmitApplication, withdrawApplication } from '../contract.ts'
import { editApplication } from '../plan/contract.ts'
import { type Condition, confirmScore, notRecommend, recommend, saveSheet } from '../review/contract.ts'
import { issueApproval, rejectApplication, sendOn, voidApproval } from './contract.ts'

// Each test tells a long story over HTTP; a busy machine gets the time.
vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = storyOf(app)
const small = { by: 'chen.hao', kind: 'department' } as const
const gu = app.as('gu.mingyuan')

async function decide(id: string, user: CastUser, endpoint: typeof rejectRequest | typeof returnRequest) {
  const params = { id: await story.requestOf(id) }
  const { round } = await app.as(user).call(readRequest, { params })
  await app.as(user).call(endpoint, { params, body: { round, opinion: '租期太短', to: null } as never })
}

/** The reviewer finds that a score holds after the applicant changed what it is about. */
async function confirm(id: string, condition: Condition) {
  const { review } = await story.page(id)
  const body = { version: review!.version, condition }
  await app.as('zhou.ting').call(confirmScore, { params: { id }, body })
}

/** Who is told, and hasn't read yet, that its approval ended so. */
async function toldOf(outcome: 'withdrawn' | 'rejected', id: string) {
  const told = app.owner.selectFrom('kernel.task').select('person_id').where('subject_id', '=', id)
  const kind = `approvals.inbox.ended_${outcome}`
  const open = await told.where('kind', '=', kind).where('closed_at', 'is', null).execute()
  return open.map(({ person_id }) => person_id)
}

test('small branches and departments take the ordinary flow, partner points and large budgets the other', async () => {
  const flowOf = async (id: string) =>
    (await gu.call(readRequest, { params: { id: await story.requestOf(id) } })).flow.key
  expect(await flowOf(await story.recommended())).toBe('establishment.application.ordinary')
  const budget = [{ item: '装修与设备', amount: 100_000_000 }]
  expect(await flowOf(await story.recommended({ plan: { budget } }))).toBe('establishment.application.major')
  const partner = await story.recommended({ by: 'chen.hao', kind: 'partner_point' })
  expect(await flowOf(partner)).toBe('establishment.application.major')
})

test('applicant, reviewer, visitor and proposed head never approve', async () => {
  const plan = { proposed_head_id: app.person('lin.lan').id }
  const id = await story.inReview({ by: 'he.chuan', kind: 'branch', plan })
  await story.score(id)
  await story.visit(id, [], { team: ['sun.yi', 'zhou.ting'], by: 'zhou.ting' })
  await app.as('zhou.ting').call(recommend, await story.act(id))
  const params = { id: await story.requestOf(id) }
  const why = async (user: CastUser) => {
    const approve = app.as(user).call(approveRequest, { params, body: { round: 1, opinion: null } })
    return (await refusalOf(approve)).code
  }
  expect(await why('he.chuan')).toBe('approvals.errors.applicant_never_decides')
  for (const user of ['zhou.ting', 'sun.yi', 'lin.lan'] as const)
    expect(await why(user), user).toBe('approvals.errors.barred')
  await story.agree(id, 'gu.mingyuan')
  expect((await story.page(id)).state).toBe('approved')
})

test('a region’s lead who reviewed isn’t asked at the region’s step; the next head up is', async () => {
  const id = await story.recommended({ reviewer: 'chen.hao' })
  const { steps } = await gu.call(readRequest, { params: { id: await story.requestOf(id) } })
  expect(steps[0]!.signers).toMatchObject([{ origin: 'next_head_up' }])
  expect(['顾明远', '林岚']).toContain(steps[0]!.signers[0]!.person.name)
})

test('an approval makes the organisation as proposed and starts the registrations, in one transaction', async () => {
  const id = await story.approved({ by: 'chen.hao', kind: 'branch' })
  expect(await story.page(id)).toMatchObject({
    state: 'approved',
    established: { kind: 'branch', life: 'proposed' },
    registrations: [
      { kind: 'business', due_on: '2026-12-23', days_left: 30 },
      { kind: 'tax', due_on: '2026-12-23' },
      { kind: 'company_filing', due_on: '2026-12-23' },
    ],
  })
})

test('an approval that can’t be carried out leaves nothing behind', async () => {
  const plan = { name: '同名分公司' }
  const [first, second] = [
    await story.recommended({ ...small, plan }),
    await story.recommended({ ...small, plan }),
  ]
  await story.agree(first, 'gu.mingyuan')
  const refused = await refusalOf(story.agree(second, 'gu.mingyuan'))
  expect(refused.code).toBe('org.errors.name_taken')
  const { approval, state, established } = await story.page(second)
  expect([approval?.state, state, established]).toEqual(['running', 'recommended', null])
})

test('returned by an approver it is corrected, reviewed again and goes into the next round', async () => {
  const id = await story.recommended(small)
  await decide(id, 'gu.mingyuan', returnRequest)
  const returned = await app.as('chen.hao').call(readApplication, { params: { id } })
  expect(returned).toMatchObject({
    state: 'more_wanted',
    wanted: { text: '租期太短', by: { name: '顾明远' }, from_approval: true },
    can: ['edit', 'resubmit', 'withdraw'],
  })
  const request = returned.approval!.request_id
  const { version } = returned
  await app
    .as('chen.hao')
    .call(editApplication, { params: { id }, body: { version, tenure_until: '2031-12-31' } })
  await app.as('chen.hao').call(resubmitApplication, await story.act(id))
  await confirm(id, 'premises')
  await app.as('zhou.ting').call(recommend, await story.act(id))
  expect(await story.page(id)).toMatchObject({ state: 'recommended', approval: { request_id: request } })
  expect(await gu.call(readRequest, { params: { id: request } })).toMatchObject({
    round: 2,
    state: 'running',
  })
  await story.agree(id, 'gu.mingyuan')
  expect((await story.page(id)).state).toBe('approved')
})

test('a larger budget put in after a return doesn’t stay in the smaller flow', async () => {
  const id = await story.recommended(small)
  const before = await story.requestOf(id)
  await decide(id, 'gu.mingyuan', returnRequest)
  const { version } = await story.page(id)
  const budget = [{ item: '装修', amount: 900_000_000 }]
  await app.as('chen.hao').call(editApplication, { params: { id }, body: { version, budget } })
  await app.as('chen.hao').call(resubmitApplication, await story.act(id))
  await confirm(id, 'funds')
  await app.as('zhou.ting').call(recommend, await story.act(id))
  const after = await story.requestOf(id)
  expect(after).not.toBe(before)
  const { flow } = await gu.call(readRequest, { params: { id: after } })
  expect(flow.key).toBe('establishment.application.major')
  expect((await story.page(id)).state).toBe('recommended')
  // It goes on: nothing ended.
  expect(await toldOf('withdrawn', id)).toEqual([])
})

test('sent back by an approver and then rejected by management, its approval ends and the applicant is told', async () => {
  const id = await story.recommended(small)
  await decide(id, 'gu.mingyuan', returnRequest)
  const { version } = await story.page(id)
  const body = { version, tenure_until: '2031-12-31' }
  await app.as('chen.hao').call(editApplication, { params: { id }, body })
  await app.as('chen.hao').call(resubmitApplication, await story.act(id))
  await confirm(id, 'premises')
  const { version: scored, conditions } = (await story.page(id)).review!
  const weak = { funds: { ...conditions.funds, score: 1, note: '资金不足' } } as never
  await app.as('zhou.ting').call(saveSheet, { params: { id }, body: { version: scored, conditions: weak } })
  await app.as('zhou.ting').call(notRecommend, await story.act(id))
  const call = await story.act(id)
  await app.as('lin.lan').call(rejectApplication, { ...call, body: { ...call.body, reason: '不需要' } })
  expect(await story.page(id)).toMatchObject({ state: 'rejected', approval: { state: 'withdrawn' } })
  expect(await toldOf('withdrawn', id)).toEqual([app.person('chen.hao').id])
})

test('rejected, withdrawn here or at the approval: the application ends with its request', async () => {
  const rejected = await story.recommended(small)
  await decide(rejected, 'gu.mingyuan', rejectRequest)
  expect(await story.page(rejected)).toMatchObject({ state: 'rejected', reason: '租期太短' })
  // The applicant finds it in the inbox; the chapter's own letter is the only one.
  const told = app.owner.selectFrom('kernel.task').select(['person_id', 'tell_at'])
  const ended = await told.where('kind', '=', 'approvals.inbox.ended_rejected').execute()
  expect(ended).toEqual([{ person_id: app.person('chen.hao').id, tell_at: null }])
  const here = await story.recommended(small)
  await app.as('chen.hao').call(withdrawApplication, await story.act(here))
  expect(await story.page(here)).toMatchObject({ state: 'withdrawn', approval: { state: 'withdrawn' } })
  const there = await story.recommended(small)
  await app.as('chen.hao').call(withdrawRequest, { params: { id: await story.requestOf(there) } })
  expect(await story.page(there)).toMatchObject({ state: 'withdrawn', approval: { state: 'withdrawn' } })
})

test('not recommended: management rejects it, or sends it on to an approval that others decide', async () => {
  const against = async () => {
    const id = await story.inReview()
    await story.score(id)
    await app.as('zhou.ting').call(notRecommend, await story.act(id))
    const call = await story.act(id)
    return { id, call: { ...call, body: { ...call.body, reason: '战略需要' } } }
  }
  const rejected = await against()
  await gu.call(rejectApplication, rejected.call)
  expect(await story.page(rejected.id)).toMatchObject({ state: 'rejected', reason: '战略需要' })
  const sent = await against()
  await gu.call(sendOn, sent.call)
  expect((await story.page(sent.id, 'gu.mingyuan')).can).toEqual([])
  const late = await story.act(sent.id)
  const reject = gu.call(rejectApplication, { ...late, body: { ...late.body, reason: '不需要' } })
  expect((await refusalOf(reject)).code).toBe('establishment.application.errors.under_approval')
  await story.agree(sent.id, 'chen.hao')
  await story.agree(sent.id, 'lin.lan')
  expect((await story.page(sent.id)).state).toBe('approved')
})

test('the reply says that the conditions are met only where they are, and asks for the registrations there are', async () => {
  const linesOf = async (id: string) => {
    const issued = await app.as('he.chuan').call(issueApproval, await story.act(id))
    const said = await app.as('li.wei').call(readDocumentContent, { params: { id: issued.id } })
    return said.lines.map((line) => ('text' in line ? line.text : '')).join('\n')
  }
  const met = await linesOf(await story.approved())
  expect(met).toContain('经审核，符合设立条件')
  expect(met).toContain('公司备案：2026年12月23日前')
  expect(met).not.toMatch(/工商|税务/)
  const id = await story.inReview()
  const { version, conditions } = await story.score(id)
  const weak = { funds: { ...conditions.funds, score: 1, note: '资金不足' } } as never
  await app.as('zhou.ting').call(saveSheet, { params: { id }, body: { version, conditions: weak } })
  await app.as('zhou.ting').call(notRecommend, await story.act(id))
  const { body } = await story.act(id)
  await gu.call(sendOn, { params: { id }, body: { ...body, reason: '战略需要' } })
  await story.agree(id, 'chen.hao')
  await story.agree(id, 'lin.lan')
  const decided = await linesOf(id)
  expect(decided).toContain('经审核并报公司管理层研究决定')
  expect(decided).not.toContain('符合设立条件')
})

test('whoever once held the review rules on it no more than whoever holds it', async () => {
  const id = await story.inReview()
  await story.score(id)
  await app.as('zhou.ting').call(notRecommend, await story.act(id))
  await app.owner
    .updateTable('establishment.review')
    .set({ reviewers: [app.person('gu.mingyuan').id, app.person('zhou.ting').id] })
    .where('application_id', '=', id)
    .execute()
  const call = await story.act(id)
  const ruling = { ...call, body: { ...call.body, reason: '不需要' } }
  for (const endpoint of [sendOn, rejectApplication])
    expect((await refusalOf(gu.call(endpoint, ruling))).code).toBe('lifecycle.errors.not_by_you')
  await app.as('lin.lan').call(rejectApplication, ruling)
})

test('an application whose applicant leaves goes on with another of the organisation', async () => {
  const id = await story.recommended({ by: 'li.wei' })
  await decide(id, 'chen.hao', returnRequest)
  const from = app.person('li.wei')
  const disable = (user: CastUser) =>
    app.as('shen.jing').call(disableAccount, {
      params: { id: from.account_id },
      body: { to_person_id: app.person(user).id },
    })
  expect(await refusalOf(disable('wang.lei'))).toMatchObject({
    code: 'administration.errors.tasks_stay',
    detail: expect.stringContaining('没有该机构的设立申请权限'),
  })
  expect((await refusalOf(disable('zhou.ting'))).detail).toContain('审核或考察过')
  await disable('he.chuan')
  const he = app.as('he.chuan')
  expect(await he.call(readApplication, { params: { id } })).toMatchObject({
    applicant: { name: '何川' },
    can: ['edit', 'resubmit', 'withdraw'],
  })
  const { version } = await story.page(id)
  await he.call(editApplication, { params: { id }, body: { version, rules: '补充后的制度' } })
  await he.call(resubmitApplication, await story.act(id))
  await confirm(id, 'rules')
  await app.as('zhou.ting').call(recommend, await story.act(id))
  const params = { id: await story.requestOf(id) }
  expect(await gu.call(readRequest, { params })).toMatchObject({ round: 2, applicant: { name: '何川' } })
  await app.owner
    .updateTable('kernel.account')
    .set({ disabled_at: null })
    .where('id', '=', from.account_id)
    .execute()
})

test('renaming the organisation leaves the issued document, its hash and its check as they were', async () => {
  const { id, document } = await story.issued(small)
  const params = { id: document.id }
  const file = await app.as('chen.hao').download(downloadIssuedDocument, { params })
  const { established } = await story.page(id)
  await app.owner
    .updateTable('kernel.organisation')
    .set({ name: '后来改名的分公司' })
    .where('id', 'in', [established!.id, app.org('华东区').id])
    .execute()
  const again = await app.as('chen.hao').call(verifyIssuedDocument, { params })
  expect(again).toMatchObject({ matches: true, found: document.sha256, recorded: document.sha256 })
  expect((await app.as('chen.hao').download(downloadIssuedDocument, { params })).equals(file)).toBe(true)
  const check = { name: '批复.docx', bytes: file }
  expect(await app.as('wu.min').upload(checkFile, { file: check })).toMatchObject({ result: 'genuine' })
})

test('a voided document keeps its number, marked void, and the next one gets the next', async () => {
  const { id, document } = await story.issued(small)
  const call = await story.act(id)
  const he = app.as('he.chuan')
  await he.call(voidApproval, { ...call, body: { ...call.body, reason: '正文有误' } })
  expect(await story.page(id)).toMatchObject({
    state: 'approved',
    document: null,
    voided_documents: [{ number: document.number, void_reason: '正文有误' }],
  })
  const next = await he.call(issueApproval, await story.act(id))
  const n = (text: string) => Number(/(\d+)号$/.exec(text)?.[1])
  expect(n(next.number)).toBe(n(document.number) + 1)
  const given = await app.owner
    .selectFrom('kernel.issued_number')
    .select(['text', 'void_reason'])
    .where('series', '=', 'establishment.approval')
    .where('subject_id', '=', id)
    .orderBy('n')
    .execute()
  expect(given).toEqual([
    { text: document.number, void_reason: '正文有误' },
    { text: next.number, void_reason: null },
  ])
})

test('an English company issues a letter under an English number', async () => {
  const id = await story.approved(small)
  const company = { short_name: '衡远', short_name_en: 'Hengyuan', currency: 'CNY', document_style: 'en' }
  await app.owner
    .updateTable('kernel.setting')
    .set({ value: JSON.stringify(company) })
    .where('key', '=', 'company')
    .execute()
  const issued = await app.as('he.chuan', 'en').call(issueApproval, await story.act(id))
  expect(issued.number).toMatch(/^HENGYUAN-EST 2026\/\d+$/)
  expect(issued.title).toMatch(/^Approval to establish Unit \d+$/)
})
