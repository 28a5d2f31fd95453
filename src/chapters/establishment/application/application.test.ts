import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { pdf, storyOf } from '../../../../test/support/establishment-story.ts'
import { mermaid } from '../../../kernel/lifecycle/mermaid.ts'
import { readOrganisation } from '../../../kernel/org/contract.ts'
import { creditCodeCheck } from '../../../kernel/org/credit-code/contract.ts'
import { applicationActions, applicationStates, readApplication, submitApplication } from './contract.ts'
import { applicationLife } from './life/lifecycle.ts'
import { attachDocument } from './papers/contract.ts'
import { completeApplication } from './registration/contract.ts'

// Each test tells a long story over HTTP; a busy machine gets the time.
vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = storyOf(app)

test('the contract names the states and the buttons of the lifecycle', () => {
  expect([...applicationStates].sort()).toEqual([...applicationLife.states].sort())
  const byApproval = ['approve', 'decline', 'send_back']
  const buttons = Object.keys(applicationLife.actions).filter((action) => !byApproval.includes(action))
  expect([...applicationActions].sort()).toEqual(buttons.sort())
})

test('the diagram of the README is the lifecycle', () => {
  const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  expect(readme).toContain(`\`\`\`mermaid\n${mermaid(applicationLife)}\`\`\``)
})

test('an application goes from draft to an active organisation with its head', async () => {
  const { id, document } = await story.issued({ by: 'chen.hao', kind: 'branch' })
  expect(document.number).toBe('衡服批〔2026〕1号')
  expect((await story.page(id)).established).toMatchObject({ life: 'preparing' })
  const first = '91310115MA1K3TEXT'
  const credit_code = `${first}${creditCodeCheck(first)}`
  await story.register(id, 'chen.hao', { credit_code })
  await app.as('he.chuan').call(completeApplication, await story.act(id))
  const done = await story.page(id)
  expect(done).toMatchObject({ state: 'completed', established: { life: 'active' }, number: 'SQ-2026-0001' })
  const organisation = await app
    .as('zhou.ting')
    .call(readOrganisation, { params: { id: done.established!.id } })
  expect(organisation.head).toMatchObject({ name: '陈浩' })
  expect(organisation.credit_code).toBe(credit_code)
})

test('submitting with three documents missing names all three at once, in the caller’s language', async () => {
  const id = await story.draft({ without: ['establishment_plan', 'rules', 'funding_proof'] })
  const call = await story.act(id)
  const zh = await refusalOf(app.as('li.wei').call(submitApplication, call))
  expect(zh).toMatchObject({ status: 422, code: 'establishment.application.errors.documents_missing' })
  expect(zh.detail).toBe(
    '还缺少 3 份有效材料：设立方案、内部管理制度和服务流程、资金来源证明。请补齐后再提交。',
  )
  expect(zh.fields.map((one) => one.path)).toEqual([
    'documents.establishment_plan',
    'documents.rules',
    'documents.funding_proof',
  ])
  const en = await refusalOf(app.as('li.wei', 'en').call(submitApplication, call))
  expect(en.detail).toContain('Establishment plan, Internal rules and service processes and Proof of funds')
  expect((await story.page(id)).state).toBe('draft')
})

test('what is asked for depends on the kind, and an expired licence counts as missing', async () => {
  const id = await story.draft({
    by: 'chen.hao',
    kind: 'partner_point',
    without: ['partner_licence'],
  })
  const body = { document_type: 'partner_licence' }
  const chen = app.as('chen.hao')
  const undated = await refusalOf(chen.upload(attachDocument, { params: { id }, body, file: pdf('licence') }))
  expect(undated.fields).toMatchObject([{ path: 'valid_until' }])
  const expired = { ...body, valid_until: '2026-11-22' }
  const paper = await chen.upload(attachDocument, { params: { id }, body: expired, file: pdf('licence') })
  expect(paper).toMatchObject({ state: 'expired', files: [{ expired: true }] })
  const refused = await refusalOf(chen.call(submitApplication, await story.act(id)))
  expect(refused.fields).toMatchObject([{ path: 'documents.partner_licence' }])
  expect(refused.detail).toContain('合作方营业执照')
  const today = { ...body, valid_until: '2026-11-23' }
  await chen.upload(attachDocument, { params: { id }, body: today, file: pdf('licence') })
  await chen.call(submitApplication, await story.act(id))
  const department = await story.draft()
  const types = (await story.page(department)).documents.map((one) => one.document_type)
  expect(types).not.toContain('partner_licence')
})

test('a lease that has run out gives no premises, and premises of one’s own need no end', async () => {
  const ended = await story.draft({ plan: { tenure_until: '2026-11-22' } })
  const refused = await refusalOf(app.as('li.wei').call(submitApplication, await story.act(ended)))
  expect(refused.fields).toMatchObject([
    { path: 'tenure_until', message: expect.stringContaining('已经结束') },
  ])
  await story.submitted({ plan: { tenure_until: '2026-11-23' } })
  await story.submitted({ plan: { tenure: 'owned', tenure_until: '2020-01-01' } })
})

test('completeness counts what is filled in, section by section', async () => {
  const id = await story.draft({ plan: { rules: null, safety: '' }, without: ['rules'] })
  const { completeness } = await story.page(id)
  expect(completeness.percent).toBeLessThan(100)
  expect(completeness.sections.filter((one) => one.missing.length > 0)).toEqual([
    expect.objectContaining({ key: 'premises', missing: ['safety'] }),
    expect.objectContaining({ key: 'rules', missing: ['rules'] }),
    expect.objectContaining({ key: 'documents', missing: ['rules'] }),
  ])
  expect((await story.page(await story.draft())).completeness.percent).toBe(100)
})

test('somebody who guesses the id of another branch’s application finds nothing', async () => {
  const id = await story.submitted()
  const refused = await refusalOf(app.as('zheng.kai').call(readApplication, { params: { id } }))
  const none = await refusalOf(
    app.as('zheng.kai').call(readApplication, { params: { id: '01900000-0000-7000-8000-000000000000' } }),
  )
  expect([refused.status, refused.code, refused.detail]).toEqual([404, none.code, none.detail])
})
