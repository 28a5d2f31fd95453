import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../../test/support/app.ts'
import { changeStoryOf } from '../../../../../test/support/change-story.ts'
import { readOrganisation } from '../../../../kernel/org/contract.ts'
import { createOrganisation } from '../../../../kernel/org/create.ts'
import { appointHead } from '../../../../kernel/people/appoint-head.ts'
import { listTasks } from '../../../../kernel/tasks/contract.ts'
import { readTrail } from '../../../../kernel/trail/contract.ts'
import { applyDueChanges } from '../apply-due.ts'
import {
  confirmHandOver,
  drawUpHandOver,
  editHandOver,
  readHandOver,
  receiveExitAudit,
  requestExitAudit,
  witnessHandOver,
} from './contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = changeStoryOf(app)
const east = app.org('华东区').id
let made = 0
beforeEach(() => app.clock.set('2026-11-23T02:00:00.000Z'))

/** A branch under East China that Wang Lei of Shanghai heads, or somebody else of the cast. */
async function headed(by: CastUser = 'wang.lei') {
  const name = `交接分公司${++made}`
  const { id } = await app.system((ctx) =>
    createOrganisation(ctx, { kind: 'branch', parent_id: east, life: 'active', name }),
  )
  const person_id = app.person(by).id
  await app.system((ctx) => appointHead(ctx, { org_id: id, person_id, starts_on: '2026-03-02' }))
  return id
}
const toWuMin = () => ({ kind: 'head', proposal: { head_id: app.person('wu.min').id } }) as const
const filed = (org_id: string, effective_on: string | null) =>
  story.filed({ by: 'chen.hao', org_id, what: toWuMin(), effective_on })
const agreed = (org_id: string, effective_on: string | null = '2027-01-01') =>
  story.agreed({ by: 'chen.hao', org_id, what: toWuMin(), effective_on }, ['zhou.ting', 'gu.mingyuan'])
const list = (id: string, user: CastUser) => app.as(user).call(readHandOver, { params: { id } })
type Step = typeof confirmHandOver | typeof witnessHandOver | typeof drawUpHandOver
const step = async (id: string, user: CastUser, endpoint: Step) => {
  const { version } = await list(id, 'fang.yi')
  return app.as(user).call(endpoint, { params: { id }, body: { version } })
}
const audit = { scope: '任职期间的财务收支与合同', from: '2026-03-02', to: '2026-12-31' }
const askAudit = (id: string, user: CastUser = 'chen.hao') =>
  app.as(user).call(requestExitAudit, { params: { id }, body: audit })
const headOf = async (id: string) =>
  (await app.as('zhou.ting').call(readOrganisation, { params: { id } })).head?.name ?? null
const stateOf = async (id: string) => (await story.page(id)).state
const confirmedByBoth = async (id: string) => {
  await step(id, 'wang.lei', confirmHandOver)
  await step(id, 'wu.min', confirmHandOver)
}

describe('a change of head', () => {
  test('stays in progress until hand-over list and exit audit request are linked, then changes at midnight of its day', async () => {
    const org_id = await headed()
    const id = await agreed(org_id)
    expect(await story.page(id)).toMatchObject({
      ...{ state: 'in_handover', effective_on: '2027-01-01', hand_over: true },
      lines: [{ field: 'head', before: '王磊', after: '吴敏' }],
    })
    await confirmedByBoth(id)
    await step(id, 'he.chuan', witnessHandOver)
    expect(await stateOf(id)).toBe('in_handover')
    await askAudit(id)
    expect(await stateOf(id)).toBe('approved')
    app.clock.set('2026-12-31T15:59:59.000Z')
    expect(await applyDueChanges(app.kernel)).toEqual({ applied: 0, held_up: 0 })
    expect(await headOf(org_id)).toBe('王磊')
    app.clock.set('2026-12-31T16:00:00.000Z')
    expect(await applyDueChanges(app.kernel)).toEqual({ applied: 1, held_up: 0 })
    expect(await headOf(org_id)).toBe('吴敏')
    const held = await app.owner
      .selectFrom('kernel.assignment as a')
      .innerJoin('kernel.person as p', 'p.id', 'a.person_id')
      .select(['p.name', 'a.starts_on', 'a.ends_on'])
      .where('org_id', '=', org_id)
      .orderBy('starts_on')
      .execute()
    expect(held).toEqual([
      { name: '王磊', starts_on: '2026-03-02', ends_on: '2027-01-01' },
      { name: '吴敏', starts_on: '2027-01-01', ends_on: null },
    ])
    const { items } = await app
      .as('fang.yi')
      .call(readTrail, { query: { org_id, subject_type: 'establishment.change', subject_id: id } })
    const verbs = items.map(({ action }) => action.split('.').at(-1))
    for (const verb of ['await_handover', 'confirm_outgoing', 'confirm_incoming', 'witness', 'request_audit'])
      expect(verbs).toContain(verb)
  })

  test('whose day went by in the hand-over holds from the day the hand-over is settled', async () => {
    const org_id = await headed()
    const id = await agreed(org_id, '2026-11-24')
    app.clock.set('2026-11-30T02:00:00.000Z')
    expect(await applyDueChanges(app.kernel)).toEqual({ applied: 0, held_up: 0 })
    await askAudit(id)
    await confirmedByBoth(id)
    expect(await headOf(org_id)).toBe('王磊')
    await step(id, 'he.chuan', witnessHandOver)
    expect(await story.page(id)).toMatchObject({ state: 'completed', effective_on: '2026-11-30' })
    expect(await headOf(org_id)).toBe('吴敏')
  })

  test('of a vacant post has nothing to hand over and holds with its approval', async () => {
    const { id: org_id } = await app.system((ctx) =>
      createOrganisation(ctx, {
        kind: 'branch',
        parent_id: east,
        life: 'active',
        name: `交接分公司${++made}`,
      }),
    )
    const id = await agreed(org_id, null)
    expect(await story.page(id)).toMatchObject({ state: 'completed', hand_over: false })
    expect(await headOf(org_id)).toBe('吴敏')
  })

  test('withdrawn in hand-over leaves the head, and nobody is waited for any more', async () => {
    const org_id = await headed()
    const id = await agreed(org_id)
    await story.withdraw(id, 'chen.hao')
    expect(await headOf(org_id)).toBe('王磊')
    const open = await app.owner
      .selectFrom('kernel.task')
      .select('id')
      .where('subject_id', '=', id)
      .where('closed_at', 'is', null)
      .execute()
    expect(open).toEqual([])
  })

  test('at a suspended organisation is not offered, and to the head of today changes nothing', async () => {
    const org_id = await headed()
    const same = { kind: 'head', proposal: { head_id: app.person('wang.lei').id } } as const
    const refused = await refusalOf(story.filed({ by: 'chen.hao', org_id, what: same }))
    expect(refused.code).toBe('people.errors.heads_already')
    await story.agreed({ by: 'chen.hao', org_id, what: { kind: 'suspend', proposal: {} } }, [
      ...(['zhou.ting', 'gu.mingyuan'] as const),
    ])
    expect((await story.offered(org_id, 'chen.hao')).kinds).not.toContain('head')
    expect((await refusalOf(filed(org_id, null))).code).toBe('establishment.change.errors.not_during')
  })
})

describe('who has a part in it', () => {
  test('neither who leaves the post nor who takes it decides on the change, nor does who filed it', async () => {
    const cases = [
      [await headed('lin.lan'), 'wu.min'],
      [await headed(), 'lin.lan'],
    ] as const
    for (const [org_id, next] of cases) {
      const what = { kind: 'head', proposal: { head_id: app.person(next).id } } as const
      const id = await story.agreed({ by: 'chen.hao', org_id, what }, ['zhou.ting'])
      expect((await refusalOf(story.answer(id, 'lin.lan'))).code).toBe('approvals.errors.barred')
      await story.answer(id, 'gu.mingyuan')
      expect(await stateOf(id)).toBe('in_handover')
    }
    const org_id = await headed()
    const own = await story.filed({ by: 'he.chuan', org_id, what: toWuMin() })
    expect((await refusalOf(story.answer(own, 'he.chuan'))).status).toBe(422)
    const self = { kind: 'head', proposal: { head_id: app.person('chen.hao').id } } as const
    const grasped = await refusalOf(story.filed({ by: 'chen.hao', org_id: await headed(), what: self }))
    expect(grasped.code).toBe('access.errors.self_grant')
  })

  test('witnesses for headquarters: neither of the two heads nor the applicant, and only after both confirmed', async () => {
    const id = await agreed(await headed())
    expect((await refusalOf(step(id, 'he.chuan', witnessHandOver))).code).toBe(
      'establishment.change.errors.not_confirmed_yet',
    )
    await step(id, 'wang.lei', confirmHandOver)
    expect((await refusalOf(step(id, 'wang.lei', confirmHandOver))).code).toBe(
      'establishment.change.errors.confirmed_already',
    )
    expect((await refusalOf(step(id, 'chen.hao', confirmHandOver))).status).toBe(403)
    expect((await refusalOf(step(id, 'chen.hao', witnessHandOver))).status).toBe(403)
    await step(id, 'wu.min', confirmHandOver)
    const tasks = await app.as('he.chuan').call(listTasks, { query: {} })
    expect(tasks.items.map(({ kind }) => kind)).toContain('establishment.change.task.witness')
    expect((await list(id, 'he.chuan')).can).toContain('witness')
    expect((await step(id, 'he.chuan', witnessHandOver)).witness).toMatchObject({ name: '何川' })
  })

  test('asks for the exit audit: who directs the organisation; internal audit takes it on', async () => {
    const id = await agreed(await headed())
    expect((await refusalOf(askAudit(id, 'wang.lei'))).status).toBe(403)
    const turned = app.as('chen.hao').call(requestExitAudit, {
      params: { id },
      body: { ...audit, to: '2026-01-01' },
    })
    expect((await refusalOf(turned)).fields).toMatchObject([{ path: 'to' }])
    expect((await askAudit(id)).audit).toMatchObject({
      ...audit,
      person: { name: '王磊' },
      received_at: null,
    })
    expect((await refusalOf(askAudit(id))).code).toBe('establishment.change.errors.audit_asked_already')
    const tasks = await app.as('fang.yi').call(listTasks, { query: {} })
    expect(tasks.items.map(({ kind }) => kind)).toContain('establishment.change.task.receive_audit')
    const received = await app.as('fang.yi').call(receiveExitAudit, { params: { id } })
    expect(received.audit).toMatchObject({ received_by: { name: '方毅' } })
  })

  test('sees the list: the two heads without a role there, who reads the filing, and nobody else', async () => {
    const id = await agreed(await headed())
    for (const user of ['wang.lei', 'wu.min', 'chen.hao', 'fang.yi'] as const)
      expect((await list(id, user)).incoming.name).toBe('吴敏')
    for (const user of ['luo.ying', 'li.wei'] as const)
      expect((await refusalOf(list(id, user))).status).toBe(404)
    const tasks = await app.as('wu.min').call(listTasks, { query: {} })
    const mine = tasks.items.find(({ subject_id }) => subject_id === id)
    expect(mine).toMatchObject({ kind: 'establishment.change.task.hand_over' })
    expect(mine?.link).toBe(`/establishment/changes/${id}/hand-over`)
  })
})

describe('the list', () => {
  test('holds what is open there, each line with its receiver; an edit takes the confirmations back', async () => {
    const org_id = await headed()
    const scope = { kind: 'scope', proposal: { scope: '财税咨询' } } as const
    await story.filed({ by: 'chen.hao', org_id, what: scope })
    await app.system((ctx) =>
      createOrganisation(ctx, { kind: 'department', parent_id: org_id, life: 'active', name: '客户部' }),
    )
    const id = await agreed(org_id)
    const first = await list(id, 'wang.lei')
    expect(first.items.map(({ title, receiver }) => [title, receiver?.name])).toEqual([
      ['1 家下属机构', '吴敏'],
      ['1 项办理中的变更申请', '吴敏'],
    ])
    await step(id, 'wang.lei', confirmHandOver)
    const [below, running] = (await list(id, 'wang.lei')).items
    const save = (items: object[], version: number) =>
      app.as('wang.lei').call(editHandOver, { params: { id }, body: { version, items } as never })
    const receiver_id = app.person('chen.hao').id
    const own = { title: '公章两枚、保险柜钥匙', receiver_id: app.person('wu.min').id }
    const { version } = await list(id, 'wang.lei')
    const left = await refusalOf(save([{ id: below!.id, receiver_id }, own], version))
    expect(left.code).toBe('establishment.change.errors.counted_line_left_out')
    const leaver = app.person('wang.lei').id
    const unfit = await refusalOf(
      save(
        [
          { id: below!.id, receiver_id: leaver },
          { id: running!.id, receiver_id },
        ],
        version,
      ),
    )
    expect(unfit.fields).toMatchObject([{ path: 'items.0.receiver_id' }])
    const saved = await save(
      [{ id: below!.id, receiver_id, remark: '两名顾问' }, { id: running!.id, receiver_id }, own],
      version,
    )
    expect(saved.outgoing_at).toBeNull()
    expect(saved.items.map(({ title, receiver, remark }) => [title, receiver?.name, remark])).toEqual([
      ['1 家下属机构', '陈浩', '两名顾问'],
      ['1 项办理中的变更申请', '陈浩', null],
      ['公章两枚、保险柜钥匙', '吴敏', null],
    ])
    await app.system((ctx) =>
      createOrganisation(ctx, { kind: 'department', parent_id: org_id, life: 'active', name: '交付部' }),
    )
    const anew = await step(id, 'wang.lei', drawUpHandOver)
    expect(anew.items.map(({ title, receiver }) => [title, receiver?.name])).toEqual([
      ['2 家下属机构', '陈浩'],
      ['1 项办理中的变更申请', '陈浩'],
      ['公章两枚、保险柜钥匙', '吴敏'],
    ])
    expect((await refusalOf(save([own], 1))).status).toBe(409)
  })

  test('passes the open tasks of the outgoing head on to whom it names', async () => {
    const org_id = await headed()
    const id = await agreed(org_id, null)
    await app.owner
      .insertInto('kernel.task')
      .values({
        ...{ org_id, id: crypto.randomUUID(), person_id: app.person('wang.lei').id, kind: 'test.report' },
        ...{ subject_type: 'organisation', subject_id: org_id, title: '月报', link: '/' },
        ...{ params: '{}', reminded: '[]', opened_at: app.clock.now },
      })
      .execute()
    const drawn = await step(id, 'wang.lei', drawUpHandOver)
    expect(drawn.items.map(({ title }) => title)).toEqual(['1 项本人待办'])
    await askAudit(id)
    await confirmedByBoth(id)
    await step(id, 'he.chuan', witnessHandOver)
    const task = await app.owner
      .selectFrom('kernel.task')
      .innerJoin('kernel.person', 'kernel.person.id', 'person_id')
      .select('name')
      .where('org_id', '=', org_id)
      .where('kind', '=', 'test.report')
      .executeTakeFirstOrThrow()
    expect(task.name).toBe('吴敏')
  })
})
