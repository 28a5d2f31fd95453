import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { Refused, startApp } from '../../../../test/support/app.ts'
import { pdf, storyOf } from '../../../../test/support/establishment-story.ts'
import { rejectRequest } from '../../../kernel/approvals/request/contract.ts'
import type { Endpoint } from '../../../kernel/http/contract.ts'
import {
  type ApplicationAction,
  type ApplicationState,
  applicationActions,
  applicationStates,
  readApplication,
  resubmitApplication,
  submitApplication,
  withdrawApplication,
} from './contract.ts'
import { issueApproval, rejectApplication, sendOn, voidApproval } from './decision/contract.ts'
import { askMore } from './papers/contract.ts'
import { amendApplication, editApplication } from './plan/contract.ts'
import { completeApplication, fileRegistration } from './registration/contract.ts'
import { notRecommend, recommend, saveSheet, takeApplication } from './review/contract.ts'
import { planVisit } from './visit/contract.ts'

// Each test tells a long story over HTTP; a busy machine gets the time.
vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = storyOf(app)
const ids = {} as Record<ApplicationState, string>

/** 李薇 of Shanghai applies for a department with 王磊 as its head, 周婷 reviews; one application in each state. */
beforeAll(async () => {
  const reason = '选址不当'
  ids.draft = await story.draft()
  ids.submitted = await story.submitted()
  ids.in_review = await story.inReview()
  ids.more_wanted = await story.inReview()
  const wanted = { ...(await story.act(ids.more_wanted)).body, wanted: '补充租赁合同' }
  await app.as('zhou.ting').call(askMore, { params: { id: ids.more_wanted }, body: wanted })
  ids.recommended = await story.recommended()
  ids.not_recommended = await story.inReview()
  await story.score(ids.not_recommended)
  await app.as('zhou.ting').call(notRecommend, await story.act(ids.not_recommended))
  ids.approved = await story.approved()
  ids.rejected = await story.recommended()
  const request = { id: await story.requestOf(ids.rejected) }
  await app.as('chen.hao').call(rejectRequest, { params: request, body: { round: 1, opinion: reason } })
  ids.issued = (await story.issued()).id
  ids.completed = (await story.issued()).id
  await story.register(ids.completed, 'li.wei')
  await app.as('zhou.ting').call(completeApplication, await story.act(ids.completed))
  ids.withdrawn = await story.draft()
  await app.as('li.wei').call(withdrawApplication, await story.act(ids.withdrawn))
}, 120_000)

const none: ApplicationAction[] = []
/** Nothing to do, or not even to be found (404), or no right to read any (403). */
const nobody = {
  'li.wei': none,
  'zhou.ting': none,
  'he.chuan': none,
  'chen.hao': none,
  'gu.mingyuan': none,
  'shen.jing': none,
  'xu.wen': none,
  'fang.yi': none,
  'zheng.kai': 404,
  'luo.ying': 404,
  // Head of the department established here, which gives him nothing at Shanghai.
  'wang.lei': 404,
  'wu.min': 403,
} as const satisfies Partial<Record<CastUser, ApplicationAction[] | number>>
type Row = Partial<Record<keyof typeof nobody, ApplicationAction[]>>

/** Who may do what in each state; whoever isn't named may do nothing. */
const table: Record<ApplicationState, Row> = {
  draft: { 'li.wei': ['edit', 'submit', 'withdraw'] },
  submitted: { 'li.wei': ['withdraw'], 'zhou.ting': ['take'], 'he.chuan': ['take'], 'chen.hao': ['take'] },
  in_review: {
    'li.wei': ['withdraw'],
    'zhou.ting': ['ask_more', 'score', 'plan_visit', 'recommend', 'not_recommend'],
    'he.chuan': ['take', 'plan_visit'],
    'chen.hao': ['take', 'plan_visit'],
  },
  more_wanted: { 'li.wei': ['edit', 'resubmit', 'withdraw'] },
  recommended: { 'li.wei': ['amend', 'withdraw'] },
  not_recommended: { 'li.wei': ['withdraw'], 'gu.mingyuan': ['send_on', 'reject'] },
  approved: { 'zhou.ting': ['issue'], 'he.chuan': ['issue'], 'gu.mingyuan': ['issue'] },
  rejected: {},
  issued: {
    'li.wei': ['register'],
    'chen.hao': ['register'],
    'zhou.ting': ['void_document', 'register'],
    'he.chuan': ['void_document', 'register'],
    'gu.mingyuan': ['void_document'],
  },
  completed: {},
  withdrawn: {},
}

describe.each(applicationStates)('an application that is %s', (state) => {
  test('offers each person what they may do with it, and no more', async () => {
    const offered = await Promise.all(
      (Object.keys(nobody) as (keyof typeof nobody)[]).map(async (user) => {
        const seen = app.as(user).call(readApplication, { params: { id: ids[state] } })
        return [
          user,
          await seen.then(
            ({ can }) => can,
            (error: Refused) => error.status,
          ),
        ]
      }),
    )
    expect(Object.fromEntries(offered)).toEqual({ ...nobody, ...table[state] })
  })

  test('refuses everybody everything that isn’t offered, and stays as it is', async () => {
    const before = await story.page(ids[state])
    const wrong: string[] = []
    for (const user of Object.keys(nobody) as (keyof typeof nobody)[])
      for (const action of applicationActions) {
        if (table[state][user]?.includes(action)) continue
        const status = await attempt(user, action, before)
        if (![403, 404, 422].includes(status)) wrong.push(`${user} ${action}: ${status}`)
      }
    expect(wrong).toEqual([])
    expect(await story.page(ids[state])).toEqual(before)
  })
})

const endpoints: Record<ApplicationAction, Endpoint> = {
  edit: editApplication,
  amend: amendApplication,
  submit: submitApplication,
  resubmit: resubmitApplication,
  withdraw: withdrawApplication,
  take: takeApplication,
  ask_more: askMore,
  score: saveSheet,
  plan_visit: planVisit,
  recommend,
  not_recommend: notRecommend,
  send_on: sendOn,
  reject: rejectApplication,
  issue: issueApproval,
  void_document: voidApproval,
  register: fileRegistration,
  complete: completeApplication,
} as Record<string, Endpoint> as Record<ApplicationAction, Endpoint>

async function attempt(
  user: CastUser,
  action: ApplicationAction,
  { id, version, registrations }: Awaited<ReturnType<typeof story.page>>,
): Promise<number> {
  const registration = registrations[0] ?? { id, version: 1 }
  const params = { id, registration_id: registration.id }
  const more: Partial<Record<ApplicationAction, object>> = {
    edit: { rules: '改过的制度' },
    amend: { rules: '改过的制度' },
    ask_more: { wanted: '补充' },
    score: { need: '有必要' },
    plan_visit: {
      visited_on: '2026-11-23',
      visitors: [app.person('he.chuan').id, app.person('zhou.ting').id],
    },
    send_on: { reason: '战略需要' },
    reject: { reason: '暂不需要' },
    void_document: { reason: '有误' },
    register: { version: registration.version, number: '1', registered_on: '2026-11-23' },
  }
  const input = { params, body: { version, ...more[action] } } as never
  try {
    if (action === 'register')
      await app.as(user).upload(endpoints.register, { ...(input as object), file: pdf('证明') })
    else await app.as(user).call(endpoints[action], input)
    return 200
  } catch (error) {
    if (error instanceof Refused) return error.status
    throw error
  }
}
