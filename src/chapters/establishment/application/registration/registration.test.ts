import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { pdf, storyOf } from '../../../../../test/support/establishment-story.ts'
import { readStanding } from '../../../../kernel/controls/contract.ts'
import {
  listIssuedDocuments,
  readIssuedDocument,
  verifyIssuedDocument,
} from '../../../../kernel/documents/contract.ts'
import { listIssues } from '../../../../kernel/issues/contract.ts'
import { readOrganisation } from '../../../../kernel/org/contract.ts'
import { creditCodeCheck } from '../../../../kernel/org/credit-code/contract.ts'
import { listTasks } from '../../../../kernel/tasks/contract.ts'
import { readTrail } from '../../../../kernel/trail/contract.ts'
import { licences } from '../../registers/licences.ts'
import { readPremises } from '../../registry/contract.ts'
import { listFilings } from '../../registry/filings/contract.ts'
import { readApplication } from '../contract.ts'
import { issueApproval, voidApproval } from '../decision/contract.ts'
import { completeApplication, fileRegistration } from './contract.ts'
import { remindRegistrations } from './remind.ts'

// Each test tells a long story over HTTP; a busy machine gets the time.
vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = storyOf(app)
const begins = '2026-11-23T02:00:00.000Z'
const chen = app.as('chen.hao')
const branch = { by: 'chen.hao', kind: 'branch' } as const
const codeOf = (first: string) => `${first}${creditCodeCheck(first)}`
const codes = [codeOf('91310115MA1K3TEXT'), codeOf('91310115MA1K3TEXU')]

const on = (day: string) => app.clock.set(`${day}T02:00:00.000Z`)

async function fileOne(id: string, kind: string, body: Record<string, unknown> = {}) {
  const row = (await story.page(id)).registrations.find((one) => one.kind === kind)!
  return chen.upload(fileRegistration, {
    params: { id, registration_id: row.id },
    body: { version: row.version, number: `${kind}-9`, registered_on: '2026-11-23', ...body },
    file: pdf(kind),
  })
}

test('reminders go out 10 and 3 days before, once each; what is overdue opens one issue by itself', async () => {
  app.clock.set(begins)
  const { id } = await story.issued({ by: 'chen.hao' })
  const mails = async () => {
    const rows = await app.owner
      .selectFrom('kernel.mail')
      .select(['template', 'subject'])
      .where('template', 'like', 'establishment.mail.registration%')
      .orderBy('created_at')
      .execute()
    return rows.map((row) => row.subject)
  }
  on('2026-12-12')
  expect(await remindRegistrations(app.kernel)).toEqual({ reminded: 0, opened: 0 })
  on('2026-12-13')
  expect(await remindRegistrations(app.kernel)).toEqual({ reminded: 1, opened: 0 })
  expect(await remindRegistrations(app.kernel)).toEqual({ reminded: 0, opened: 0 })
  const { items } = await chen.call(listTasks)
  expect(items.filter((one) => one.kind === 'establishment.registration.task_due')).toHaveLength(1)
  on('2026-12-20')
  expect(await remindRegistrations(app.kernel)).toEqual({ reminded: 1, opened: 0 })
  on('2026-12-23')
  expect(await remindRegistrations(app.kernel)).toEqual({ reminded: 0, opened: 0 })
  on('2026-12-24')
  const runs = await Promise.all([remindRegistrations(app.kernel), remindRegistrations(app.kernel)])
  expect(runs.map((run) => run.opened).sort()).toEqual([0, 1])
  expect(await remindRegistrations(app.kernel)).toEqual({ reminded: 0, opened: 0 })
  expect(await mails()).toEqual([
    expect.stringContaining('10 天'),
    expect.stringContaining('3 天'),
    expect.stringContaining('逾期'),
  ])
  const issues = await chen.call(listIssues, { query: { state: 'open' } })
  expect(issues.items).toMatchObject([
    {
      number: 'WT-2026-0001',
      clause: '2.2.4',
      responsible: { name: '陈浩' },
      what: expect.stringContaining('逾期'),
    },
  ])
  expect((await story.page(id)).registrations).toMatchObject([
    { state: 'overdue', days_left: -1, issue: { number: 'WT-2026-0001', state: 'notified' } },
  ])
  expect((await app.as('luo.ying').call(listIssues)).items).toEqual([])

  await fileOne(id, 'company_filing', { registered_on: '2026-12-24' })
  expect((await story.page(id)).registrations).toMatchObject([
    { state: 'filed_late', days_left: null, issue: { state: 'closed' } },
  ])
  const left = (await chen.call(listTasks)).items.map((one) => one.kind)
  expect(left).not.toContain('establishment.registration.task_due')
})

test('a reminder that fails keeps none of the others waiting', async () => {
  app.clock.set(begins)
  const ids = [await story.issued({ by: 'chen.hao' }), await story.issued({ by: 'chen.hao' })].map(
    ({ id }) => id,
  )
  const [one] = (await story.page(ids[0]!)).registrations
  await sql`
    create function establishment.broken() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$;
    create trigger broken before update on establishment.registration
      for each row when (old.id = ${sql.lit(one!.id)}::uuid) execute function establishment.broken()`.execute(
    app.owner,
  )
  on('2026-12-14')
  expect((await remindRegistrations(app.kernel)).reminded).toBe(1)
  await sql`drop trigger broken on establishment.registration`.execute(app.owner)
  expect((await remindRegistrations(app.kernel)).reminded).toBe(1)
})

test('the business registration brings a sound credit code that nobody in the network has', async () => {
  app.clock.set(begins)
  const { id } = await story.issued(branch)
  const fieldsOf = async (body: Record<string, unknown>) =>
    (await refusalOf(fileOne(id, 'business', body))).fields
  expect(await fieldsOf({})).toMatchObject([{ path: 'credit_code' }])
  expect(await fieldsOf({ credit_code: `${codes[0]!.slice(0, 17)}0` })).toMatchObject([
    { path: 'credit_code' },
  ])
  expect(await fieldsOf({ credit_code: codes[0], registered_on: '2026-11-22' })).toMatchObject([
    { path: 'registered_on' },
  ])
  await app.owner
    .updateTable('kernel.organisation')
    .set({ credit_code: codes[0]!, life: 'closed', closed_on: '2026-01-01' })
    .where('id', '=', app.org('北京分公司').id)
    .execute()
  const taken = await refusalOf(fileOne(id, 'business', { credit_code: codes[0] }))
  expect(taken).toMatchObject({
    code: 'org.errors.credit_code_of_closed',
    params: { organisation: '北京分公司', restorers: expect.arrayContaining(['马骏', '周婷', '何川']) },
  })
  expect(Object.keys(taken.params)).not.toContain('restore')
  expect(Object.keys(taken.params)).not.toContain('organisation_id')
  const filed = await fileOne(id, 'business', { credit_code: ` ${codes[1]!.toLowerCase()} ` })
  expect(filed).toMatchObject({ state: 'filed', credit_code: codes[1], proof: { name: 'business.pdf' } })
  const again = await refusalOf(fileOne(id, 'business', { credit_code: codes[1] }))
  expect(again.code).toBe('establishment.application.errors.registered_already')
})

test('an organisation is completed once every registration is filed, and then has its head', async () => {
  app.clock.set(begins)
  const { id } = await story.issued({ by: 'chen.hao' })
  const he = app.as('he.chuan')
  const early = await refusalOf(he.call(completeApplication, await story.act(id)))
  expect(early.detail).toBe('还有 1 项登记未备案：公司备案。')
  await fileOne(id, 'company_filing')
  const waiting = (await he.call(listTasks)).items.filter((one) => one.subject_id === id)
  expect(waiting.map((one) => one.kind)).toEqual(['establishment.application.task.complete'])
  const { body } = await story.act(id)
  const future = { params: { id }, body: { ...body, starts_on: '2026-11-24' } }
  expect((await refusalOf(he.call(completeApplication, future))).fields).toMatchObject([
    { path: 'starts_on' },
  ])
  await he.call(completeApplication, { params: { id }, body })
  const { established } = await story.page(id)
  expect(established).toMatchObject({ life: 'active' })
  const head = await app.owner
    .selectFrom('kernel.role_assignment')
    .select(['person_id', 'role_key', 'starts_on'])
    .where('organisation_id', '=', established!.id)
    .execute()
  expect(head).toEqual([{ person_id: app.person('chen.hao').id, role_key: 'head', starts_on: '2026-11-23' }])
  const premises = await app.owner
    .selectFrom('establishment.premises')
    .select(['address', 'area', 'tenure', 'starts_on'])
    .where('org_id', '=', established!.id)
    .execute()
  expect(premises).toMatchObject([{ tenure: 'leased', starts_on: '2026-11-23' }])
  const open = await app.owner
    .selectFrom('kernel.task')
    .select('kind')
    .where('subject_id', '=', id)
    .where('closed_at', 'is', null)
    .execute()
  expect(open).toEqual([])
})

test('it opens on the day its approval was issued at the earliest, and each day before tells what it was then', async () => {
  app.clock.set(begins)
  const id = await story.recommended({ by: 'chen.hao' })
  await story.agree(id, 'lin.lan')
  on('2026-12-02')
  await app.as('he.chuan').call(issueApproval, await story.act(id))
  on('2026-12-07')
  await fileOne(id, 'company_filing', { registered_on: '2026-12-07' })
  expect(await story.page(id)).toMatchObject({ issued_on: '2026-12-02', today: '2026-12-07' })
  const opened = async (starts_on: string) => {
    const { body } = await story.act(id)
    return app.as('he.chuan').call(completeApplication, { params: { id }, body: { ...body, starts_on } })
  }
  expect((await refusalOf(opened('2026-12-01'))).fields).toMatchObject([{ path: 'starts_on' }])
  await opened('2026-12-02')
  const organisation = (await story.page(id)).established!.id
  const lived = async (day: string) => {
    const query = { on: day }
    const page = await app.as('he.chuan').call(readOrganisation, { params: { id: organisation }, query })
    return [page.life, page.head?.name ?? null]
  }
  expect(await lived('2026-12-01')).toEqual(['proposed', null])
  expect(await lived('2026-12-02')).toEqual(['active', '陈浩'])
  expect(await lived('2026-12-07')).toEqual(['active', '陈浩'])
})

test('the head of an organisation established here sees its filing, its approval document and its history', async () => {
  app.clock.set(begins)
  const plan = { proposed_head_id: app.person('wang.lei').id }
  const { id, document } = await story.issued({ by: 'chen.hao', plan })
  await fileOne(id, 'company_filing')
  await app.as('he.chuan').call(completeApplication, await story.act(id))
  const organisation = (await story.page(id)).established!.id
  const head = app.as('wang.lei')
  const params = { id: organisation }
  const filed = { number: expect.stringMatching(/^SQ-/), state: 'completed', applied_by: { name: '华东区' } }
  expect((await head.call(listFilings, { params })).items).toMatchObject([
    { ...filed, document: { id: document.id, number: document.number }, application_id: null },
  ])
  expect((await chen.call(listFilings, { params })).items).toMatchObject([{ ...filed, application_id: id }])
  const issued = await head.call(listIssuedDocuments, { query: { org_id: organisation } })
  expect(issued.items).toMatchObject([{ id: document.id }])
  const about = { params: { id: document.id } }
  expect(await head.call(verifyIssuedDocument, about)).toMatchObject({ matches: true })
  const file = await head.fetch(`/api/documents/${document.id}/file`)
  expect([file.status, file.headers.get('content-type')]).toEqual([
    200,
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ])
  const told = await head.call(readTrail, { query: { org_id: organisation, action: 'establishment.filing' } })
  expect(told.items.map(({ action }) => action.replace('establishment.filing.', ''))).toEqual([
    'complete',
    'register',
    'issue',
    'approve',
  ])
  expect((await refusalOf(head.call(readApplication, { params: { id } }))).status).toBe(404)
  for (const call of [
    () => app.as('zheng.kai').call(listFilings, { params }),
    () => app.as('zheng.kai').call(readIssuedDocument, about),
    () => app.as('zheng.kai').call(verifyIssuedDocument, about),
  ])
    expect((await refusalOf(call())).status).toBe(404)
})

test('voiding the approval document is in the ledger of the organisation it established', async () => {
  app.clock.set(begins)
  const { id, document } = await story.issued({ by: 'chen.hao' })
  const { established } = await story.page(id)
  const ledger = async () =>
    (await chen.call(listFilings, { params: { id: established!.id } })).items.map((one) => [
      one.state,
      one.kind === 'establish' ? (one.document?.number ?? null) : null,
    ])
  expect(await ledger()).toEqual([['issued', document.number]])
  const { body } = await story.act(id)
  await app.as('he.chuan').call(voidApproval, { params: { id }, body: { ...body, reason: '笔误' } })
  expect(await ledger()).toEqual([['approved', null]])
})

test('a registration is late by the day it was filed with the company, on the page and in the standing alike', async () => {
  app.clock.set(begins)
  const { id } = await story.issued({ by: 'chen.hao' })
  on('2026-12-24')
  const filed = await fileOne(id, 'company_filing', { registered_on: '2026-11-23' })
  expect(filed).toMatchObject({ registered_on: '2026-11-23', state: 'filed_late' })
})

test('what existed before the approval is filed with its true day, what did not can’t be', async () => {
  app.clock.set(begins)
  const id = await story.recommended({ by: 'chen.hao', kind: 'partner_point' })
  for (const user of ['qian.li', 'sun.yi', 'gu.mingyuan', 'lin.lan'] as const) await story.agree(id, user)
  await app.as('he.chuan').call(issueApproval, await story.act(id))
  const code = codeOf('91310115MA1K3TEXW')
  const filed = await fileOne(id, 'business', { registered_on: '2019-03-01', credit_code: code })
  expect(filed).toMatchObject({ registered_on: '2019-03-01', state: 'filed' })
  const fields = async (body: object) => (await refusalOf(fileOne(id, 'company_filing', { ...body }))).fields
  expect(await fields({ registered_on: '2019-03-01' })).toMatchObject([{ path: 'registered_on' }])
  const tax = async (body: object) => (await refusalOf(fileOne(id, 'tax', { ...body }))).fields
  expect(await tax({ registered_on: '2026-11-24' })).toMatchObject([
    { message: '登记日期不能晚于今天（2026年11月23日）。' },
  ])
  expect(await tax({ registered_on: '2019-03-01', valid_until: '2019-02-28' })).toMatchObject([
    { path: 'valid_until' },
  ])
})

test('completed, what was registered stands in the licence register with its proof, and the place with its province', async () => {
  app.clock.set(begins)
  const plan = { address: '浙江省杭州市西湖区文三路 100 号' }
  const { id } = await story.issued({ ...branch, plan })
  const code = codeOf('91310115MA1K3TEXX')
  const authority = { issued_by: '西湖区市场监督管理局', valid_until: '2046-11-22' }
  await fileOne(id, 'business', { credit_code: code, ...authority })
  await fileOne(id, 'tax')
  await fileOne(id, 'company_filing')
  await app.as('he.chuan').call(completeApplication, await story.act(id))
  const { established } = await story.page(id)
  const query = { org_id: established!.id }
  const { items } = await chen.call(licences.endpoints.list, { query })
  expect(
    items.map(({ kind, number, issued_by, issued_on, expires_on }) => [
      ...[kind, number, issued_by, issued_on, expires_on],
    ]),
  ).toEqual([
    ['business', 'business-9', authority.issued_by, '2026-11-23', authority.valid_until],
    ['tax', 'tax-9', '税务局', '2026-11-23', null],
  ])
  expect(items.map(({ files }) => files.file_id?.name)).toEqual(['business.pdf', 'tax.pdf'])
  const counted = { organisation_id: established!.id, clause: '2.3.3', period: '2026-11' }
  const { clauses } = await chen.call(readStanding, { query: counted })
  expect(clauses).toMatchObject([{ clause_id: '2.3.3', met: 2, total: 2 }])
  const premises = await chen.call(readPremises, { params: { id: established!.id } })
  expect(premises.current).toMatchObject({ province: '浙江省', city: '杭州市' })
})

test('issued again after everything was filed, the completion is asked for and not the registrations', async () => {
  app.clock.set(begins)
  const { id } = await story.issued({ by: 'chen.hao' })
  await fileOne(id, 'company_filing')
  const he = app.as('he.chuan')
  const { body } = await story.act(id)
  await he.call(voidApproval, { params: { id }, body: { ...body, reason: '笔误' } })
  await app.as('zhou.ting').call(issueApproval, await story.act(id))
  const kinds = async (user: 'he.chuan' | 'chen.hao') =>
    (await app.as(user).call(listTasks)).items.filter((one) => one.subject_id === id).map((one) => one.kind)
  expect(await kinds('chen.hao')).toEqual([])
  expect(await kinds('he.chuan')).toEqual(['establishment.application.task.complete'])
  await he.call(completeApplication, await story.act(id))
})

test('the proposed head neither issues nor completes what they are to head', async () => {
  app.clock.set(begins)
  const plan = { proposed_head_id: app.person('he.chuan').id }
  const id = await story.recommended({ by: 'gu.mingyuan', plan })
  await story.agree(id, 'lin.lan')
  const he = app.as('he.chuan')
  expect((await refusalOf(he.call(issueApproval, await story.act(id)))).status).toBe(422)
  await app.as('zhou.ting').call(issueApproval, await story.act(id))
  await story.register(id, 'zhou.ting')
  const asked = (await he.call(listTasks)).items.filter((one) => one.subject_id === id)
  expect(asked).toEqual([])
  expect((await refusalOf(he.call(completeApplication, await story.act(id)))).status).toBe(422)
})

test('a reminder, its issue and its mail name the registration in the reader’s language', async () => {
  app.clock.set(begins)
  const { id } = await story.issued({ by: 'chen.hao' })
  await app.owner
    .updateTable('kernel.account')
    .set({ language: 'en' })
    .where('person_id', '=', app.person('chen.hao').id)
    .execute()
  on('2026-12-13')
  await remindRegistrations(app.kernel)
  on('2026-12-24')
  await remindRegistrations(app.kernel)
  const { name, name_en } = await story.page(id)
  type Read = { items: { title: string; kind: string; what?: string; params?: { registration?: string } }[] }
  const read = async (path: string) => {
    const answer = await chen.fetch(path, { headers: { 'accept-language': 'en' } })
    const { items } = (await answer.json()) as Read
    return items
      .filter(
        ({ title, kind }) => [name, name_en].includes(title) && kind.startsWith('establishment.registration'),
      )
      .map(({ what, params }) => what ?? params?.registration)
  }
  const mails = await app.owner
    .selectFrom('kernel.mail')
    .select('subject')
    .where('template', 'like', 'establishment.mail.registration%')
    .where('subject', 'like', `%${name_en ?? name}%`)
    .execute()
  expect(mails.every(({ subject }) => subject.includes('Filing with the company'))).toBe(true)
  expect(mails).toHaveLength(2)
  expect(await read('/api/tasks')).toEqual(['Filing with the company'])
  expect(await read('/api/issues')).toEqual([
    'A registration (Filing with the company) was due by 23 December 2026 and was not filed.',
  ])
})
