import { expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { storyOf } from '../../../../test/support/establishment-story.ts'
import { createFlow, type FlowStep, publishFlow } from '../flow/contract.ts'
import { tryFlow } from '../flow/trial/contract.ts'
import { createGroup } from '../group/contract.ts'
import { approveRequest, listRequests, readRequest } from './contract.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
const app = await startApp()
const story = storyOf(app)
const admin = app.as('shen.jing')
const step = (key: string, approvers: FlowStep['approvers'], more: Partial<FlowStep> = {}): FlowStep => ({
  ...{ key, title: key, title_en: null, when: null, approvers, mode: { kind: 'any' } },
  ...{ due_working_hours: null, opinion: 'optional', visible_fields: null, matter: 'ordinary' },
  ...more,
})
const board = await admin.call(createGroup, {
  body: { title: '评审委员会', title_en: null, members: [app.person('lin.lan').id, app.person('wu.min').id] },
})
const version = await admin.call(createFlow, {
  body: {
    ...{ key: 'test.shown', title: '字段与选择', title_en: null, position: 1 },
    subject_type: 'establishment.application',
    definition: {
      ...{ applies_when: null, same_person: 'once' },
      steps: [
        step('region', [{ by: 'role', role: 'region_lead', at: 'ancestor' }], { visible_fields: ['kind'] }),
        step('board', [{ by: 'group', group_id: board.id }], { visible_fields: ['staff'] }),
        step('expert', [{ by: 'previous_choice', role: 'hq_finance', at: 'headquarters' }]),
      ],
    },
  },
})
await admin.call(publishFlow, { params: { id: version.id }, body: { version: version.version } })
const application = await story.recommended({
  by: 'li.wei',
  plan: { proposed_head_id: app.person('wang.lei').id },
})
const params = { id: await story.requestOf(application) }
const seen = async (user: CastUser) => {
  const { subject } = await app.as(user).call(readRequest, { params })
  const { items } = await app.as(user).call(listRequests, { query: {} })
  const listed = items.find(({ id }) => id === params.id)
  expect(listed?.subject.fields).toEqual(subject.fields)
  return Object.keys(subject.fields).toSorted()
}
const all = [
  ...['applied_by', 'approval_condition', 'approved_budget', 'kind', 'recommended', 'staff'],
  'start_up_budget',
]
const approve = (user: CastUser, chosen?: string[]) =>
  app.as(user).call(approveRequest, { params, body: { round: 1, opinion: null, chosen } })

test('whoever is asked sees the fields of their step, on the page and in the list; applicant and readers see all', async () => {
  expect(await seen('chen.hao')).toEqual(['kind'])
  expect(await seen('li.wei')).toEqual(all)
  expect(await seen('zhou.ting')).toEqual(all)
  await approve('chen.hao')
  expect(await seen('chen.hao')).toEqual(['kind'])
  expect(await seen('lin.lan')).toEqual(['staff'])
})

test('of a group those are asked who may decide there, and its member chooses who is next', async () => {
  const page = await app.as('lin.lan').call(readRequest, { params })
  const open = page.steps.find(({ key }) => key === 'board')
  expect(open?.signers.map(({ person }) => person.name)).toEqual(['林岚'])
  expect(page.next_choice).toMatchObject({ key: 'expert', people: [{ name: '钱立' }] })
  expect((await refusalOf(approve('lin.lan'))).code).toBe('approvals.errors.choice_wanted')
  const stranger = await refusalOf(approve('lin.lan', [app.person('sun.yi').id]))
  expect(stranger.code).toBe('approvals.errors.choice_not_offered')
  const after = await approve('lin.lan', [app.person('qian.li').id])
  expect(after.steps.at(-1)?.signers.map(({ person }) => person.name)).toEqual(['钱立'])
  expect((await approve('qian.li')).state).toBe('approved')
})

test('a past request is tried with the people of today and those its matter bars, by whoever may read it', async () => {
  const sample = { params: { id: version.id }, body: { of: 'request', request_id: params.id } } as const
  const { steps, applicant } = await app.as('sun.yi').call(tryFlow, sample)
  expect(applicant.name).toBe('李薇')
  expect(steps.map(({ people }) => people.map(({ person }) => person.name))).toEqual([
    ...[['陈浩'], ['林岚'], ['钱立']],
  ])
  expect(steps[1]?.passed_over).toMatchObject([{ person: { name: '吴敏' }, why: 'cannot_decide' }])
})
