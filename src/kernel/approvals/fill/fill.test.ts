import { describe, expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { storyOf } from '../../../../test/support/establishment-story.ts'
import { createFlow, type FieldValues, type FlowStep, publishFlow } from '../flow/contract.ts'
import { giveProxy } from '../proxy/contract.ts'
import { approveRequest, readRequest } from '../request/contract.ts'
import { fillFields } from './contract.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })
/** A step as the history names it: here by its key in every language. */
const named = (step: string) => ({ 'zh-CN': step, 'zh-TW': step, en: step })

const app = await startApp()
const story = storyOf(app)
const admin = app.as('shen.jing')
const hq = (role: string) => ({ by: 'role', role, at: 'headquarters' }) as const
const step = (key: string, approvers: FlowStep['approvers'], more: Partial<FlowStep>): FlowStep => ({
  ...{ key, title: key, title_en: null, when: null, approvers, mode: { kind: 'all' } },
  ...{ due_working_hours: null, opinion: 'optional', visible_fields: null, matter: 'ordinary' },
  ...more,
})
const version = await admin.call(createFlow, {
  body: {
    ...{ key: 'test.filled', title: '核定', title_en: null, position: 1 },
    subject_type: 'establishment.application',
    definition: {
      ...{ applies_when: null, same_person: 'each_time' },
      steps: [
        step('functions', [hq('hq_finance'), hq('hq_risk')], {
          visible_fields: ['kind'],
          editable_fields: ['approved_budget'],
        }),
        step('large', [hq('hq_finance')], {
          when: { match: 'all', of: [{ field: 'approved_budget', is: 'at_least', value: 25_000_000 }] },
        }),
        step('management', [hq('hq_management')], {
          mode: { kind: 'any' },
          editable_fields: ['approval_condition'],
        }),
      ],
    },
  },
})
await admin.call(publishFlow, { params: { id: version.id }, body: { version: version.version } })

const page = (user: CastUser, id: string) => app.as(user).call(readRequest, { params: { id } })
const fill = (user: CastUser, id: string, values: FieldValues, seen: FieldValues = {}) =>
  app.as(user).call(fillFields, { params: { id }, body: { round: 1, values, seen } })
const approve = (user: CastUser, id: string) =>
  app.as(user).call(approveRequest, { params: { id }, body: { round: 1, opinion: null } })
const codeOf = async (work: Promise<unknown>) =>
  (await refusalOf(work)).code?.replace('approvals.errors.', '')
async function begin() {
  const application = await story.recommended()
  return { application, id: await story.requestOf(application) }
}
const historyOf = async (subject_id: string) => {
  const rows = await app.owner
    .selectFrom('kernel.trail_entry')
    .select(['action', 'actor_name', 'diff'])
    .where('subject_id', '=', subject_id)
    .where('action', 'in', ['approvals.request.fill', 'establishment.application.fill_in'])
    .orderBy('seq')
    .execute()
  return rows.map(({ action, actor_name, diff }) => [actor_name, action.split('.').at(-1), diff])
}

describe('fields that may be filled in at a step', () => {
  test('whoever decides there fills them in: votes hold, later steps see and compare them, history tells it', async () => {
    const { application, id } = await begin()
    const first = await approve('qian.li', id)
    const offered = await page('sun.yi', id)
    expect([offered.can.includes('fill'), offered.fillable]).toEqual([true, ['approved_budget']])
    expect(offered.subject.fields).toEqual({ kind: 'department', approved_budget: null })
    expect(offered.upcoming.map(({ key }) => key)).toEqual(['management'])

    const filled = await fill('sun.yi', id, { approved_budget: 25_000_000 })
    expect(filled).toMatchObject({
      round: 1,
      subject: { hash: first.subject.hash, fields: { approved_budget: 25_000_000 } },
      changes: [],
      steps: [
        {
          state: 'open',
          tally: { yes: 1, open: 1 },
          filled: [{ field: 'approved_budget', value: 25_000_000, person: { name: '孙怡' }, proxy: null }],
        },
      ],
    })
    expect(filled.upcoming.map(({ key }) => key)).toEqual(['large', 'management'])
    await approve('sun.yi', id)
    const later = await page('qian.li', id)
    expect(later.steps.map(({ key, state }) => `${key} ${state}`)).toEqual(['functions passed', 'large open'])
    expect([later.subject.fields.approved_budget, later.fillable]).toEqual([25_000_000, []])
    await approve('qian.li', id)
    await fill('gu.mingyuan', id, { approval_condition: '试运行一年后复核' })
    expect((await approve('gu.mingyuan', id)).state).toBe('approved')

    const { approved_budget, approval_condition, start_up_budget } = await story.page(application)
    expect([approved_budget, approval_condition, start_up_budget]).toEqual([
      ...[25_000_000, '试运行一年后复核', 30_000_000],
    ])
    expect(await historyOf(application)).toEqual([
      ['孙怡', 'fill', { step: [named('functions'), named('functions')] }],
      ['孙怡', 'fill_in', { approved_budget: [null, 25_000_000] }],
      ['顾明远', 'fill', { step: [named('management'), named('management')] }],
      ['顾明远', 'fill_in', { approval_condition: [null, '试运行一年后复核'] }],
    ])
  })

  test('is refused to everybody else, for other fields, and for what the matter’s chapter doesn’t take', async () => {
    const { application, id } = await begin()
    const budget = { approved_budget: 1_000_000 }
    for (const user of ['li.wei', 'gu.mingyuan', 'zhou.ting', 'shen.jing'] as const) {
      expect((await page(user, id)).fillable, user).toEqual([])
      expect((await refusalOf(fill(user, id, budget))).status, user).toBeGreaterThanOrEqual(403)
    }
    expect((await refusalOf(fill('zheng.kai', id, budget))).status).toBe(404)
    expect(await codeOf(fill('li.wei', id, budget))).toBe('applicant_never_decides')
    expect(await codeOf(fill('qian.li', id, { approval_condition: '先行' }))).toBe('not_filled_here')
    expect(await codeOf(fill('qian.li', id, { start_up_budget: 1 }, { start_up_budget: 30_000_000 }))).toBe(
      'not_filled_here',
    )
    expect((await refusalOf(fill('qian.li', id, { approved_budget: '一百万' }))).status).toBe(400)
    expect((await refusalOf(fill('qian.li', id, { approved_budget: -1 }))).fields?.[0]?.path).toBe(
      'values.approved_budget',
    )
    expect(await codeOf(fill('qian.li', id, { approved_budget: 30_000_001 }))).toBe(
      'establishment.application.errors.approved_above_budget',
    )
    await approve('qian.li', id)
    expect(await codeOf(fill('qian.li', id, budget))).toBe('already_answered')
    expect((await story.page(application)).approved_budget).toBeNull()
    expect(await historyOf(application)).toEqual([])
  })

  test('writes over nothing its author has not seen, and the same once more changes nothing', async () => {
    const { application, id } = await begin()
    await fill('qian.li', id, { approved_budget: 20_000_000 })
    const blind = await refusalOf(
      fill('sun.yi', id, { approved_budget: 10_000_000 }, { approved_budget: null }),
    )
    expect(blind.status).toBe(409)
    await fill('sun.yi', id, { approved_budget: 20_000_000 }, { approved_budget: null })
    expect(await historyOf(application)).toHaveLength(2)
    const { steps } = await fill('sun.yi', id, { approved_budget: null }, { approved_budget: 20_000_000 })
    expect(steps[0]?.filled).toMatchObject([{ value: null, person: { name: '孙怡' } }])
  })

  test('a proxy fills in for whom they stand in, and both are named; the vote is still to be cast', async () => {
    const { id } = await begin()
    await app.as('qian.li').call(giveProxy, {
      body: {
        ...{ owner_id: null, proxy_id: app.person('he.chuan').id, note: null },
        ...windowNow(),
      },
    })
    expect((await page('he.chuan', id)).fillable).toEqual(['approved_budget'])
    const { steps } = await fill('he.chuan', id, { approved_budget: 9_000_000 })
    expect(steps[0]?.filled).toMatchObject([{ person: { name: '钱立' }, proxy: { name: '何川' } }])
    expect(steps[0]?.signers[0]).toMatchObject({ state: 'open', answered_by: null })
  })
})

const windowNow = () => {
  const day = (days: number) =>
    new Date(app.clock.now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
  return { from: day(-1), to: day(2) }
}
