import { beforeEach, describe, expect, test } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { mattersOf, stepOf } from '../../../../test/support/matters.ts'
import { disableAccount, enableAccount } from '../../administration/account/contract.ts'
import { runSchedule } from '../../jobs/worker.ts'
import { countTasks, listTasks } from '../../tasks/contract.ts'
import { approveMany } from '../bulk/contract.ts'
import {
  approveRequest,
  listRequests,
  readRequest,
  rejectRequest,
  returnRequest,
} from '../request/contract.ts'
import { endProxy, giveProxy, listProxies } from './contract.ts'

const app = await startApp({ now: '2026-09-28T02:00:00Z' })
const { flow, start } = mattersOf(app)
const idOf = (user: CastUser) => app.person(user).id
await flow('one', [stepOf('operations', [idOf('zhou.ting')], { due_working_hours: 4 })])
await flow('several', [
  stepOf('joint', [idOf('zhou.ting'), idOf('qian.li'), idOf('sun.yi')], { mode: { kind: 'all' } }),
])

const october = { from: '2026-10-01', to: '2026-10-08' }
const give = (owner: CastUser, proxy: CastUser, window: { from: string; to: string } = october) =>
  app.as(owner).call(giveProxy, { body: { proxy_id: idOf(proxy), ...window } })
const approve = (user: CastUser, id: string, for_person_id?: string) =>
  app.as(user).call(approveRequest, {
    params: { id },
    body: { round: 1, opinion: '同意', ...(for_person_id ? { for_person_id } : {}) },
  })
const codeOf = async (work: Promise<unknown>) => (await refusalOf(work)).code
const inboxOf = async (user: CastUser) =>
  (await app.as(user).call(listTasks, { query: {} })).items.map((task) => [
    task.title,
    task.for_person?.name ?? null,
  ])

beforeEach(async () => {
  app.clock.set('2026-09-28T02:00:00Z')
  await app.owner.deleteFrom('kernel.approval_proxy').execute()
  await app.owner.updateTable('kernel.task').set({ closed_at: app.clock.now, outcome: 'cancelled' }).execute()
})

describe('a window', () => {
  test('[1 Oct 00:00, 8 Oct 00:00) is half-open, on the clock where the person works', async () => {
    const given = await give('zhou.ting', 'he.chuan')
    expect(given).toMatchObject({
      from: '2026-09-30T16:00:00Z',
      to: '2026-10-07T16:00:00.000Z',
      time_zone: 'Asia/Shanghai',
      state: 'later',
    })
    const [early, first, last, late] = [
      await start('li.wei', 'one'),
      await start('li.wei', 'one'),
      await start('li.wei', 'one'),
      await start('li.wei', 'one'),
    ]
    app.clock.set('2026-09-30T15:59:59.999Z')
    expect(await codeOf(approve('he.chuan', early))).toBe('errors.forbidden')
    app.clock.set('2026-09-30T16:00:00Z')
    expect((await approve('he.chuan', first)).state).toBe('approved')
    app.clock.set('2026-10-07T15:59:59.999Z')
    expect((await approve('he.chuan', last)).state).toBe('approved')
    app.clock.set('2026-10-07T16:00:00Z')
    expect(await codeOf(approve('he.chuan', late))).toBe('errors.forbidden')
    expect((await app.as('he.chuan').call(listProxies, { query: { state: 'past' } })).items).toHaveLength(1)
  })

  test('A proxy chain A→B→A is refused, and so is any chain: nobody stands in for a proxy', async () => {
    await give('zhou.ting', 'he.chuan')
    const inside = { from: '2026-10-03', to: '2026-10-04' }
    const circle = await refusalOf(give('he.chuan', 'zhou.ting', inside))
    expect([circle.status, circle.code]).toEqual([422, 'approvals.proxy.circle'])
    expect(circle.detail).toContain('2026年10月1日 00:00 至 2026年10月8日 00:00 周婷 由 何川 代理')
    expect(await codeOf(give('qian.li', 'zhou.ting', inside))).toBe('approvals.proxy.chain')
    expect(await codeOf(give('he.chuan', 'qian.li', inside))).toBe('approvals.proxy.stands_in')
    expect(await codeOf(give('zhou.ting', 'qian.li', inside))).toBe('approvals.proxy.overlaps')
    expect((await give('he.chuan', 'zhou.ting', { from: '2026-10-08', to: '2026-10-09' })).state).toBe(
      'later',
    )
  })

  test('A→B and B→A at the same moment: one of them is refused', async () => {
    for (let i = 0; i < 10; i++) {
      const both = await Promise.allSettled([give('zhou.ting', 'he.chuan'), give('he.chuan', 'zhou.ting')])
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      await app.owner.deleteFrom('kernel.approval_proxy').execute()
    }
  })

  test('makes sense, or says why not', async () => {
    const wrong = async (proxy: CastUser, window: { from: string; to: string }) =>
      codeOf(give('zhou.ting', proxy, window))
    expect(await wrong('zhou.ting', october)).toBe('approvals.proxy.yourself')
    expect(await wrong('he.chuan', { from: '2026-10-08', to: '2026-10-08' })).toBe(
      'approvals.proxy.ends_first',
    )
    expect(await wrong('he.chuan', { from: '2026-09-01', to: '2026-09-02' })).toBe(
      'approvals.proxy.ended_already',
    )
    expect(await wrong('he.chuan', { from: '2026-10-01', to: '2028-10-01' })).toBe('approvals.proxy.too_long')
    expect(await wrong('he.chuan', { from: '2026-02-30', to: '2026-10-01' })).toBe(
      'approvals.proxy.no_such_time',
    )
    expect(await wrong('wang.lei', october)).toBe('approvals.proxy.never_decides')
    expect((await refusalOf(give('wang.lei', 'li.wei'))).status).toBe(403)
  })

  test('is ended early by its owner or an administrator, and stays on the list of past ones', async () => {
    const given = await give('zhou.ting', 'he.chuan', { from: '2026-09-28', to: '2026-10-08' })
    const id = await start('li.wei', 'one')
    expect((await app.as('he.chuan').call(readRequest, { params: { id } })).can).toContain('approve')
    const end = (user: CastUser, version = given.version) =>
      app.as(user).call(endProxy, { params: { id: given.id }, body: { version } })
    expect((await refusalOf(end('he.chuan'))).status).toBe(403)
    expect((await refusalOf(end('qian.li'))).status).toBe(404)
    expect((await refusalOf(end('zhou.ting', 7))).status).toBe(409)
    expect(await end('shen.jing')).toMatchObject({ state: 'past', ended_by: { name: '沈静' }, can: [] })
    expect(await codeOf(end('zhou.ting'))).toBe('approvals.proxy.is_over')
    expect(await codeOf(approve('he.chuan', id))).toBe('errors.forbidden')
    const past = await app.as('zhou.ting').call(listProxies, { query: { state: 'past' } })
    expect(past.items.map(({ id }) => id)).toEqual([given.id])
    expect((await app.as('qian.li').call(listProxies, { query: { of: 'all' } })).items).toEqual([])
    expect((await app.as('shen.jing').call(listProxies, { query: { of: 'all' } })).items).toHaveLength(1)
  })

  test('is named for another by an administrator only', async () => {
    const body = { owner_id: idOf('zhou.ting'), proxy_id: idOf('he.chuan'), ...october }
    expect((await refusalOf(app.as('qian.li').call(giveProxy, { body }))).status).toBe(404)
    const given = await app.as('shen.jing').call(giveProxy, { body })
    expect(given).toMatchObject({ owner: { name: '周婷' }, created_by: { name: '沈静' } })
  })
})

describe('a proxy', () => {
  const now = { from: '2026-09-28', to: '2026-10-08' }

  test('has the tasks of those they stand in for, marked, and history reads “B for A”', async () => {
    const id = await start('li.wei', 'one', { title: '采购车辆' })
    expect(await inboxOf('he.chuan')).toEqual([])
    await give('zhou.ting', 'he.chuan', now)
    expect(await inboxOf('he.chuan')).toEqual([['采购车辆', '周婷']])
    expect((await app.as('he.chuan').call(countTasks)).open).toBe(1)
    const listed = await app.as('he.chuan').call(listRequests, { query: { mine: 'asked' } })
    expect(listed.items.find((one) => one.id === id)?.acting_for.map(({ name }) => name)).toEqual(['周婷'])
    const page = await app.as('he.chuan').call(readRequest, { params: { id } })
    expect([page.can, page.acting_for?.name]).toEqual([
      ['approve', 'reject', 'return', 'ask', 'urge', 'copy', 'comment'],
      '周婷',
    ])

    const { state, steps } = await approve('he.chuan', id, idOf('zhou.ting'))
    expect(state).toBe('approved')
    expect(steps[0]!.signers).toMatchObject([
      { person: { name: '周婷' }, answered_by: { name: '何川' }, state: 'approved', opinion: '同意' },
    ])
    expect(await inboxOf('he.chuan')).toEqual([])
    const entry = await app.owner
      .selectFrom('kernel.trail_entry')
      .select(['actor_person_id', 'for_person_id'])
      .where('action', '=', 'approvals.request.approve')
      .orderBy('at', 'desc')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow()
    expect(entry).toEqual({ actor_person_id: idOf('he.chuan'), for_person_id: idOf('zhou.ting') })
  })

  test('is reminded with the one they stand in for', async () => {
    await give('zhou.ting', 'he.chuan', now)
    await start('li.wei', 'one')
    app.clock.set('2026-09-28T07:00:00Z')
    await runSchedule(app.kernel, 'approvals.remind')
    const sent = await app.owner
      .selectFrom('kernel.mail')
      .select('person_id')
      .where('template', 'like', 'approvals.mail.%')
      .execute()
    expect(sent.map(({ person_id }) => person_id)).toEqual(
      expect.arrayContaining([idOf('zhou.ting'), idOf('he.chuan')]),
    )
  })

  test('is refused everything as the applicant, as somebody barred, out of reach and with a seat of their own', async () => {
    await give('zhou.ting', 'chen.hao', now)
    await give('sun.yi', 'qian.li', now)
    const cases: [CastUser, string, string][] = [
      ['chen.hao', await start('chen.hao', 'one'), 'approvals.errors.applicant_never_decides'],
      [
        'chen.hao',
        await start('li.wei', 'one', { barred: { [idOf('chen.hao')]: 'access.rules.auditor_operates' } }),
        'approvals.errors.barred',
      ],
      ['chen.hao', await start('zheng.kai', 'one', { at: '广州分公司' }), 'errors.not_found'],
    ]
    for (const [user, id, code] of cases) {
      const params = { id }
      const body = { round: 1, opinion: '意见', to: null, for_person_id: idOf('zhou.ting') }
      for (const endpoint of [approveRequest, rejectRequest, returnRequest])
        expect(await codeOf(app.as(user).call(endpoint, { params, body } as never))).toBe(code)
      const many = await app
        .as(user)
        .call(approveMany, { body: { items: [{ id, round: 1 }], opinion: '意见' } })
      expect(many.items[0]!.code).toBe(code)
      if (code !== 'errors.not_found')
        expect((await app.as(user).call(readRequest, { params })).can).not.toContain('approve')
    }
    const id = await start('li.wei', 'several')
    expect(await codeOf(approve('qian.li', id, idOf('sun.yi')))).toBe('approvals.proxy.own_seat')
    expect(
      (await approve('qian.li', id)).steps[0]!.signers.filter(({ state }) => state === 'approved'),
    ).toMatchObject([{ person: { name: '钱立' }, answered_by: null }])
    expect(await codeOf(approve('qian.li', id, idOf('sun.yi')))).toBe('approvals.proxy.own_seat')
  })

  test('has one voice at a step, whomever they stand in for, and none for whom they don’t', async () => {
    await give('zhou.ting', 'he.chuan', now)
    await give('sun.yi', 'he.chuan', now)
    const id = await start('li.wei', 'several')
    expect(await codeOf(approve('he.chuan', id, idOf('qian.li')))).toBe('approvals.proxy.not_now')
    const many = await app
      .as('he.chuan')
      .call(approveMany, { body: { items: [{ id, round: 1 }], opinion: null } })
    expect(many.approved).toBe(1)
    for (const owner of ['zhou.ting', 'sun.yi'] as const) {
      const code = await codeOf(approve('he.chuan', id, idOf(owner)))
      expect(['approvals.proxy.answered_once', 'approvals.proxy.not_now']).toContain(code)
    }
    const { steps, can } = await app.as('he.chuan').call(readRequest, { params: { id } })
    expect(steps[0]!.signers.filter(({ answered_by }) => answered_by !== null)).toHaveLength(1)
    expect(can).not.toContain('approve')
  })

  test('chooses others for the next step, never themselves', async () => {
    const { by, role, at } = { by: 'previous_choice', role: 'hq_ops', at: 'headquarters' } as const
    await flow('chosen', [
      stepOf('first', [idOf('sun.yi')]),
      stepOf('next', [], { approvers: [{ by, role, at }] }),
    ])
    await give('sun.yi', 'he.chuan', now)
    const id = await start('li.wei', 'chosen')
    const { next_choice } = await app.as('he.chuan').call(readRequest, { params: { id } })
    expect(next_choice?.people.map(({ name }) => name)).toEqual(['周婷'])
    const choose = (user: CastUser) =>
      app.as('he.chuan').call(approveRequest, {
        params: { id },
        body: { round: 1, opinion: null, chosen: [idOf(user)] },
      })
    expect(await codeOf(choose('he.chuan'))).toBe('approvals.errors.not_yourself')
    const passed = await choose('zhou.ting')
    expect(passed.steps[1]!.signers.map(({ person }) => person.name)).toEqual(['周婷'])
  })

  test('leaves the owner free to answer; who comes second finds it done', async () => {
    await give('zhou.ting', 'he.chuan', now)
    const id = await start('li.wei', 'one')
    const both = await Promise.allSettled([approve('zhou.ting', id), approve('he.chuan', id)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

test('a proxy whose account is shut stands in no longer: the window ends and its owner is told', async () => {
  await give('zhou.ting', 'he.chuan', { from: '2026-09-28', to: '2026-10-08' })
  await give('qian.li', 'he.chuan', { from: '2026-11-01', to: '2026-11-03' })
  await give('sun.yi', 'lin.lan', { from: '2026-11-01', to: '2026-11-03' })
  const id = await start('li.wei', 'one')
  expect(await inboxOf('he.chuan')).toEqual([['采购办公设备', '周婷']])
  const account = { params: { id: app.person('he.chuan').account_id }, body: {} }
  const before = await endedByAdministrator()
  await app.as('shen.jing').call(disableAccount, account)

  const windows = async (user: CastUser) =>
    (await app.as(user).call(listProxies, { query: {} })).items.map(({ proxy, state, ended_by }) => [
      ...[proxy.name, state, ended_by?.name ?? null],
    ])
  expect(await windows('zhou.ting')).toEqual([['何川', 'past', '沈静']])
  expect(await windows('qian.li')).toEqual([['何川', 'past', '沈静']])
  expect(await windows('sun.yi')).toEqual([['林岚', 'later', null]])
  const mails = await app.owner
    .selectFrom('kernel.mail')
    .select(['person_id', 'subject'])
    .where('template', '=', 'approvals.proxy.mail.ended')
    .orderBy('person_id')
    .execute()
  expect(mails.map(({ person_id }) => person_id)).toEqual([idOf('qian.li'), idOf('zhou.ting')].toSorted())
  expect(mails[0]?.subject).toContain('何川')
  expect(await endedByAdministrator()).toEqual([...before, '周婷', '钱立'].toSorted())
  // In use again it holds no window; what waited for its owner still does.
  await app.as('shen.jing').call(enableAccount, account)
  expect(await windows('zhou.ting')).toEqual([['何川', 'past', '沈静']])
  expect((await approve('zhou.ting', id)).state).toBe('approved')
})

/** Whose windows she ended, as the trail has it. */
async function endedByAdministrator(): Promise<string[]> {
  const rows = await app.owner
    .selectFrom('kernel.trail_entry')
    .select('subject_title')
    .where('action', '=', 'approvals.proxy.end')
    .where('actor_name', '=', '沈静')
    .execute()
  return rows.map(({ subject_title }) => subject_title ?? '').toSorted()
}

test('is written to the history of where its owner works, be it out of the owner’s own reach', async () => {
  const hq = app.org('衡远服务集团').id
  await app.owner
    .updateTable('kernel.person')
    .set({ home_org_id: hq })
    .where('id', '=', idOf('chen.hao'))
    .execute()
  await give('chen.hao', 'li.wei')
  const written = await app.owner
    .selectFrom('kernel.trail_entry')
    .select('org_id')
    .where('subject_id', '=', idOf('chen.hao'))
    .where('action', '=', 'approvals.proxy.give')
    .execute()
  expect(written).toEqual([{ org_id: hq }])
})

test('somebody of another branch is as if there were none, whatever they decide elsewhere and whoever stands in for them', async () => {
  const nobody = '01900000-0000-7000-8000-00000000dead'
  const ask = (proxy_id: string) =>
    refusalOf(app.as('li.wei').call(giveProxy, { body: { proxy_id, ...october } }))
  await give('zheng.kai', 'luo.ying')
  for (const id of [nobody, idOf('zheng.kai'), idOf('luo.ying')]) expect((await ask(id)).status).toBe(404)
  const id = await start('li.wei', 'one')
  for (const one of [nobody, idOf('zheng.kai')])
    expect((await refusalOf(approve('qian.li', id, one))).status).toBe(404)
})
