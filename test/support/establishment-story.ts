import type { CastUser } from '../../db/seed/cast.ts'
import { readApplication, submitApplication } from '../../src/chapters/establishment/application/contract.ts'
import { issueApproval } from '../../src/chapters/establishment/application/decision/contract.ts'
import { attachDocument } from '../../src/chapters/establishment/application/papers/contract.ts'
import {
  type ApplicationKind,
  createApplication,
  type Plan,
} from '../../src/chapters/establishment/application/plan/contract.ts'
import { fileRegistration } from '../../src/chapters/establishment/application/registration/contract.ts'
import {
  conditions,
  recommend,
  saveSheet,
  takeApplication,
} from '../../src/chapters/establishment/application/review/contract.ts'
import {
  addPhoto,
  completeVisit,
  editVisit,
  planVisit,
} from '../../src/chapters/establishment/application/visit/contract.ts'
import { approveRequest, readRequest } from '../../src/kernel/approvals/request/contract.ts'
import type { TestApp } from './app.ts'

export const pdf = (text: string) => ({
  name: `${text}.pdf`,
  bytes: Buffer.from(`%PDF-1.4\n% ${text}\n%%EOF\n`),
})
const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
export const photo = { name: '门头.png', bytes: Buffer.from(pixel, 'base64') }
/** A Chinese working day after the clock's beginning is within the review of everything submitted then. */
export const visitDay = '2026-11-23'

type Story = { by?: CastUser; kind?: ApplicationKind; plan?: Partial<Plan>; without?: string[] }
type Visiting = { on?: string; team?: CastUser[]; by?: CastUser }
let made = 0

/** Tells the life of applications over HTTP, up to the point a test is about. */
export function storyOf(app: TestApp) {
  const page = (id: string, user: CastUser = 'fang.yi') =>
    app.as(user).call(readApplication, { params: { id } })
  const act = async (id: string) => ({ params: { id }, body: { version: (await page(id)).version } })

  const orgs = { 'li.wei': '上海分公司', 'zheng.kai': '广州分公司', 'chen.hao': '华东区' } as const
  const planOf = (by: CastUser, more: Partial<Plan> = {}): Partial<Plan> => ({
    name: `设立测试机构${++made}`,
    name_en: `Unit ${made}`,
    parent_id: app.org(by in orgs ? orgs[by as keyof typeof orgs] : '衡远服务集团').id,
    positioning: '面向园区企业的综合服务',
    scope: '人事代理、财税咨询',
    strategy_fit: '补足华东布局',
    staffing: [{ post: '客户顾问', number: 3, qualification: '本科，两年以上经验', persons: [] }],
    address: '上海市浦东新区张江路 1 号',
    area: 320.5,
    tenure: 'leased',
    tenure_until: '2029-12-31',
    longitude: 121.6,
    latitude: 31.2,
    safety: '消防验收合格',
    environment: '无需办理环评',
    rules: '服务流程、安全应急制度齐备',
    budget: [{ item: '装修', amount: 30_000_000 }],
    funding: [{ source: '总部拨款', amount: 30_000_000 }],
    forecast_income: 200_000_000,
    forecast_cost: 150_000_000,
    proposed_head_id: app.person(by === 'li.wei' ? 'wang.lei' : by).id,
    ...more,
  })

  /** A draft with everything in it, less the documents named. */
  async function draft({ by = 'li.wei', kind = 'department', plan, without = [] }: Story = {}) {
    const { id } = await app.as(by).call(createApplication, { body: { kind, ...planOf(by, plan) } })
    const { documents } = await page(id)
    for (const { document_type, required, asks_validity } of documents) {
      if (!required || without.includes(document_type)) continue
      const body = { document_type, ...(asks_validity ? { valid_until: '2027-12-31' } : {}) }
      await app.as(by).upload(attachDocument, { params: { id }, body, file: pdf(document_type) })
    }
    return id
  }

  async function submitted(story: Story = {}) {
    const id = await draft(story)
    await app.as(story.by ?? 'li.wei').call(submitApplication, await act(id))
    return id
  }

  async function inReview(story: Story & { reviewer?: CastUser } = {}) {
    const id = await submitted(story)
    await app.as(story.reviewer ?? 'zhou.ting').call(takeApplication, await act(id))
    return id
  }

  /** Every condition scored 4 on the strength of the first document. */
  async function score(id: string, reviewer: CastUser = 'zhou.ting') {
    const { review, documents } = await page(id)
    const evidence = [documents.find((one) => one.files.length > 0)!.files[0]!.file.id]
    const scores = Object.fromEntries(conditions.map((one) => [one, { score: 4, evidence, note: '' }]))
    const texts = { feasibility: '可行', need: '有必要', opinion: '同意' }
    return app.as(reviewer).call(saveSheet, {
      params: { id },
      body: { version: review!.version, ...texts, conditions: scores as never },
    })
  }

  /** A visit with a photo and every item met but those named, signed by its team of two. */
  async function visit(
    id: string,
    failing: string[] = [],
    { on = visitDay, team = ['he.chuan', 'zhou.ting'], by: planner = team[0]! }: Visiting = {},
  ) {
    const by = app.as(planner)
    const planned = await by.call(planVisit, {
      params: { id },
      body: {
        version: (await page(id)).version,
        visited_on: on,
        visitors: team.map((user) => app.person(user).id),
      },
    })
    const params = { id, visit_id: planned.id }
    const answered = { version: planned.version, answers: answersOf(planned.form, failing) }
    await by.call(editVisit, { params, body: answered })
    await by.upload(addPhoto, {
      params,
      body: { longitude: 121.6, latitude: 31.2, taken_at: `${on}T03:00:00Z` },
      file: photo,
    })
    const { version } = (await page(id)).visits.find((one) => one.id === planned.id)!
    const signed = await app.as(team[0]!).call(completeVisit, { params, body: { version } })
    return app.as(team[1]!).call(completeVisit, { params, body: { version: signed.version } })
  }

  async function recommended(story: Story & { reviewer?: CastUser } = {}) {
    const id = await inReview(story)
    await score(id, story.reviewer)
    if (story.kind && story.kind !== 'department') await visit(id)
    await app.as(story.reviewer ?? 'zhou.ting').call(recommend, await act(id))
    return id
  }

  const requestOf = async (id: string) => (await page(id)).approval!.request_id

  async function agree(id: string, user: CastUser) {
    const request = { id: await requestOf(id) }
    const { round } = await app.as(user).call(readRequest, { params: request })
    return app.as(user).call(approveRequest, { params: request, body: { round, opinion: '同意' } })
  }

  /** Agreed to by the region where it is asked, then by management. */
  async function approved(story: Story & { reviewer?: CastUser } = {}) {
    const id = await recommended(story)
    if ((story.by ?? 'li.wei') === 'li.wei') await agree(id, 'chen.hao')
    await agree(id, 'gu.mingyuan')
    return id
  }

  async function issued(story: Story = {}) {
    const id = await approved(story)
    const document = await app.as('he.chuan').call(issueApproval, await act(id))
    return { id, document }
  }

  async function register(id: string, by: CastUser, more: { credit_code?: string } = {}) {
    for (const { id: registration_id, version, kind, asks_credit_code } of (await page(id)).registrations)
      await app.as(by).upload(fileRegistration, {
        params: { id, registration_id },
        body: {
          ...{ version, number: `${kind}-1`, registered_on: '2026-11-23' },
          ...(asks_credit_code ? more : {}),
        },
        file: pdf(kind),
      })
  }

  return {
    page,
    act,
    draft,
    submitted,
    inReview,
    score,
    visit,
    recommended,
    requestOf,
    agree,
    approved,
    issued,
    register,
  }
}

type Question = { name: string; type: string; choices?: unknown[] }

/** Every item of a checklist met, but those named. */
export function answersOf(form: Record<string, unknown>, failing: string[]) {
  const pages = form.pages as { elements: Question[] }[]
  const items = pages.flatMap((one) => one.elements).filter((one) => one.choices)
  const answers = items.map(({ name }) => [name, failing.includes(name) ? 'not_met' : 'met'])
  const remarks = failing.map((name) => [`${name}_remark`, '需整改'])
  return Object.fromEntries([...answers, ...remarks]) as Record<string, string>
}
