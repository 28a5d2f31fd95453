import { issueApproval } from '../../../src/chapters/establishment/application/decision/issue.ts'
import { submitApplication } from '../../../src/chapters/establishment/application/life/submit.ts'
import { withdrawApplication } from '../../../src/chapters/establishment/application/life/withdraw.ts'
import { readApplicationPage } from '../../../src/chapters/establishment/application/page.ts'
import { attachDocument } from '../../../src/chapters/establishment/application/papers/attach.ts'
import { createApplication } from '../../../src/chapters/establishment/application/plan/edit.ts'
import { completeApplication } from '../../../src/chapters/establishment/application/registration/complete.ts'
import { fileRegistration } from '../../../src/chapters/establishment/application/registration/file.ts'
import { notRecommend, recommend } from '../../../src/chapters/establishment/application/review/conclude.ts'
import { conditions } from '../../../src/chapters/establishment/application/review/contract.ts'
import { saveSheet } from '../../../src/chapters/establishment/application/review/sheet.ts'
import { askMore, takeApplication } from '../../../src/chapters/establishment/application/review/take.ts'
import { addPhoto } from '../../../src/chapters/establishment/application/visit/photos.ts'
import { completeVisit } from '../../../src/chapters/establishment/application/visit/sign.ts'
import { editVisit, planVisit } from '../../../src/chapters/establishment/application/visit/visits.ts'
import { siteVisitChecklist } from '../../../src/chapters/establishment/seed/site-visit-checklist.ts'
import { approveRequest, rejectRequest } from '../../../src/kernel/approvals/request/operate.ts'
import { readRequestPage } from '../../../src/kernel/approvals/request/page.ts'
import type { Ctx } from '../../../src/kernel/http/context.ts'
import { creditCodeCheck } from '../../../src/kernel/org/credit-code/contract.ts'
import { type CastUser, castId, cast as members } from '../cast.ts'
import type { Stage } from './act-as.ts'
import {
  answerTooSoon,
  askFunctions,
  askPersonnel,
  overrideByHand,
  passOn,
  setBudget,
  takeBack,
} from './aside.ts'
import type { Matter, Stop } from './matters.ts'
import { drawPhoto } from './photo.ts'
import { planOf } from './plan-of.ts'

const order: Stop[] = [
  'draft',
  'submitted',
  'visit_planned',
  'visited',
  'under_approval',
  'approved',
  'issued',
  'completed',
]
const reaches = (until: Stop, stop: Stop) => order.indexOf(until) >= order.indexOf(stop)
const day = 86_400_000

/** Nobody files anything at night or on a weekend: the next morning in Shanghai, a little after nine. */
function inOfficeHours(moment: number): number {
  const there = new Date(moment + 8 * 3_600_000)
  const hour = there.getUTCHours()
  const morning = (daysOn: number) =>
    Date.UTC(there.getUTCFullYear(), there.getUTCMonth(), there.getUTCDate() + daysOn, 1, 12)
  const begins = hour < 9 ? morning(0) : hour >= 18 ? morning(1) : moment
  const weekday = new Date(begins + 8 * 3_600_000).getUTCDay()
  return weekday === 6 ? begins + 2 * day : weekday === 0 ? begins + day : begins
}

const paper = (title: string) => ({
  name: `${title}.pdf`,
  bytes: Buffer.from(`%PDF-1.4\n% ${title}, a sample of the demo\n%%EOF\n`),
})

/**
 * Takes one application as far as it has come, by the real actions of the people whose part it is. Each step is some
 * hours after the one before, and none lies ahead of `today`.
 */
export async function carry(stage: Stage, matter: Matter, today: Date, n: number): Promise<void> {
  const { by, until } = matter
  let at = today.getTime() - matter.ago * day
  const after = (moment: number, hours: number) =>
    Math.min(inOfficeHours(moment + hours * 3_600_000), today.getTime() - 60_000)
  const tick = (hours: number) => {
    at = after(at, hours)
    return new Date(at).toISOString()
  }
  const as = <T>(user: CastUser, hours: number, work: (ctx: Ctx) => Promise<T>) =>
    stage.as(user, tick(hours), work)
  const page = (user: CastUser = 'fang.yi') =>
    stage.read(user, tick(0), (ctx) => readApplicationPage(ctx, id))
  const seen = async () => ({ id, version: (await page()).version })

  const { id } = await as(by, 0, (ctx) => createApplication(ctx, planOf(matter)))
  await attachAll()
  if (until === 'draft') return
  const submitting = await seen()
  await as(by, 3, (ctx) => submitApplication(ctx, submitting))
  if (until === 'submitted') return
  if (until === 'withdrawn') {
    const withdrawing = { ...(await seen()), reason: '与广州客户服务部的业务重叠，合并后另行申请' }
    return as(by, 26, (ctx) => withdrawApplication(ctx, withdrawing))
  }
  const taking = await seen()
  await as('zhou.ting', 4, (ctx) => takeApplication(ctx, taking))
  if (until === 'more_wanted') {
    const asking = {
      ...(await seen()),
      wanted: '请补充物业服务人员的资质证书，并说明与现有客户服务部的分工。',
    }
    return as('zhou.ting', 20, (ctx) => askMore(ctx, { ...asking, documents: ['staffing_commitments'] }))
  }
  const visited = await visit()
  if (!visited) return
  await review()
  if (until === 'not_recommended') return
  await decide()
  if (!reaches(until, 'issued')) return
  const issuing = await seen()
  await as('he.chuan', 6, (ctx) => issueApproval(ctx, issuing))
  await register()
  if (until !== 'completed') return
  const completing = await seen()
  await as('he.chuan', 8, (ctx) => completeApplication(ctx, completing))

  async function attachAll() {
    for (const { document_type, title, required, asks_validity } of (await page()).documents) {
      if (!required || matter.without?.includes(document_type)) continue
      const valid_until = asks_validity ? new Date(at + 700 * day).toISOString().slice(0, 10) : undefined
      await as(by, 0.2, (ctx) => attachDocument(ctx, { id, document_type, valid_until, file: paper(title) }))
    }
  }

  /** False when the matter goes no further than its visit. */
  async function visit(): Promise<boolean> {
    const { site_visit } = await page()
    if (!site_visit.wanted) return true
    const planning = await seen()
    const going = until === 'visit_planned' ? at + 4 * day : after(after(at, 2), 24)
    const visited_on = new Date(going + 8 * 3_600_000).toISOString().slice(0, 10)
    const visitors = [castId('he.chuan'), castId('zhou.ting')]
    const planned = await as('zhou.ting', 2, (ctx) => planVisit(ctx, { ...planning, visited_on, visitors }))
    if (until === 'visit_planned') return false
    const visit_id = planned.id
    const version = async () => (await page()).visits.find((one) => one.id === visit_id)!.version
    for (const i of [0, 1]) {
      const [longitude, latitude] = matter.point
      const taken_at = tick(i === 0 ? 24 : 0.2)
      const file = { name: `现场照片${i + 1}.png`, bytes: drawPhoto(n * 2 + i) }
      const place = { longitude, latitude, place_from: 'device', accuracy: 15 } as const
      await as('he.chuan', 0, (ctx) =>
        addPhoto(ctx, { id, visit_id, file, ...place, taken_at, taken_with: 'camera' }),
      )
    }
    const answering = { id, visit_id, version: await version(), answers: answersOf(matter.failing) }
    const edited = await as('he.chuan', 1, (ctx) => editVisit(ctx, answering))
    const signing = { id, visit_id, version: edited.version }
    const signed = await as('he.chuan', 0.5, (ctx) => completeVisit(ctx, signing))
    await as('zhou.ting', 0.5, (ctx) => completeVisit(ctx, { id, visit_id, version: signed.version }))
    return until !== 'visited'
  }

  async function review() {
    const { documents, review } = await page('zhou.ting')
    const evidence = documents.flatMap(({ files }) => files.map(({ file }) => file.id)).slice(0, 2)
    const weak = until === 'not_recommended'
    const sheet = {
      version: review!.version,
      conditions: Object.fromEntries(
        conditions.map((one, i) => [
          one,
          {
            score: weak && one === 'premises' ? 1 : 4 + ((i + n) % 2),
            evidence,
            note: weak && one === 'premises' ? '消防通道被占用' : '',
          },
        ]),
      ),
      feasibility: '客户基础与人员条件具备，首年可实现收支平衡。',
      need: '所在区域现有机构服务半径过大，客户多次提出就近服务的需求。',
      opinion: weak ? '场所消防不达标，建议整改或另选址后重新申请。' : '五项条件均已具备，建议批准设立。',
    }
    await as('zhou.ting', 5, (ctx) => saveSheet(ctx, { id, ...sheet }))
    const concluding = await seen()
    await as('zhou.ting', 1, (ctx) => (weak ? notRecommend(ctx, concluding) : recommend(ctx, concluding)))
  }

  /** Whoever is asked agrees, step by step, as far as this one has come. */
  async function decide() {
    const refuses = until === 'rejected'
    const enough = { under_approval: 0, half_approved: 1 }[until as string] ?? 20
    for (let given = 0; given < enough; given++) {
      const request_id = (await page()).approval!.request_id
      if (matter.aside === 'overridden' && given === 0) {
        await as('shen.jing', 30, (ctx) => overrideByHand(ctx, request_id))
        continue
      }
      if (matter.aside === 'transferred' && given === 0) {
        await as('gu.mingyuan', 6, (ctx) => passOn(ctx, request_id))
        continue
      }
      const request = await stage.read('fang.yi', tick(0), (ctx) => readRequestPage(ctx, request_id))
      const { steps, round, state } = request
      if (state !== 'running') return
      const asked = steps.flatMap(({ signers }) => signers).filter((signer) => signer.state === 'open')
      const who = members.find(({ user }) => asked.some(({ person }) => person.id === castId(user)))
      if (!who) return
      const answer = { id: request_id, round }
      if (matter.aside === 'delegated' && who.user === 'qian.li') {
        await as('qian.li', 3, (ctx) => answerTooSoon(ctx, request_id))
        await as('qian.li', 1, (ctx) => takeBack(ctx, request_id))
        await as('qian.li', 2, (ctx) => setBudget(ctx, request))
      }
      if (refuses && who.role === 'hq_management')
        return void (await as(who.user, 9, (ctx) =>
          rejectRequest(ctx, { ...answer, opinion: '与广州专业服务部职责重复，暂不设立。' }),
        ))
      await as(who.user, 9, (ctx) => approveRequest(ctx, { ...answer, opinion: '同意设立。' }))
    }
    await turnAside()
  }

  /** Whoever is asked now asks others first. */
  async function turnAside() {
    const id = (await page()).approval!.request_id
    if (matter.aside === 'delegated') await as('sun.yi', 5, (ctx) => askPersonnel(ctx, id))
    if (matter.aside === 'added') await as('gu.mingyuan', 5, (ctx) => askFunctions(ctx, id))
  }

  /** All of them where it is completed; otherwise the business registration alone. */
  async function register() {
    for (const { id: registration_id, version, kind, title, asks_credit_code } of (await page())
      .registrations) {
      if (until !== 'completed' && kind !== 'business') continue
      const first = `91${String(310_000 + n)}MA1K${'ABCDE'[n % 5]}${String(1000 + n)}`
        .padEnd(17, '0')
        .slice(0, 17)
      const credit_code = asks_credit_code ? `${first}${creditCodeCheck(first)}` : undefined
      const filed = tick(60)
      await stage.as(by, filed, (ctx) =>
        fileRegistration(ctx, {
          ...{ id, registration_id, version, credit_code, file: paper(title) },
          ...{ number: `${signs[kind] ?? 'DJ'}-${2000 + n}`, registered_on: filed.slice(0, 10) },
        }),
      )
    }
  }
}

/** What the numbers of registrations begin with, as on the licences of the network. */
const signs: Record<string, string> = { business: 'YY', tax: 'SW', company_filing: 'BA' }

function answersOf(failing: string[] = []): Record<string, string> {
  const items = siteVisitChecklist.json.pages
    .flatMap(({ elements }) => elements)
    .filter((one) => 'choices' in one)
  return Object.fromEntries(
    items.flatMap(({ name }) =>
      failing.includes(name)
        ? [
            [name, 'not_met'],
            [`${name}_remark`, '后门消防通道堆放杂物，现场要求三日内清理。'],
          ]
        : [[name, 'met']],
    ),
  )
}
