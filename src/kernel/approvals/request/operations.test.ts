import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import type { Refused } from '../../../../test/support/client.ts'
import { mattersOf, stepOf } from '../../../../test/support/matters.ts'
import { handOverTasks } from '../../tasks/contract.ts'
import {
  addSigners,
  approveRequest,
  delegateRequest,
  listCandidates,
  listRequests,
  overrideStep,
  readRequest,
  rejectRequest,
  removeSigner,
  takeBackAnswer,
  transferRequest,
} from './contract.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })
const app = await startApp()
const { flow, start, edit, decided } = mattersOf(app)
const idOf = (user: CastUser) => app.person(user).id
const [qian, gu, lin] = [idOf('qian.li'), idOf('gu.mingyuan'), idOf('lin.lan')]
const management = stepOf('management', [gu, lin])
await flow('one', [stepOf('finance', [qian], { due_working_hours: 4 })])
await flow('two', [stepOf('finance', [qian], { due_working_hours: 4 }), management])
await flow('joint', [stepOf('joint', [qian, idOf('zhou.ting')], { mode: { kind: 'all' } }), management])

const page = (user: CastUser, id: string) => app.as(user).call(readRequest, { params: { id } })
const answer = { round: 1, opinion: '同意' as string | null }
const approve = (user: CastUser, id: string) =>
  app.as(user).call(approveRequest, { params: { id }, body: answer })
const reject = (user: CastUser, id: string) =>
  app.as(user).call(rejectRequest, { params: { id }, body: { round: 1, opinion: '超出预算' } })
const transfer = (user: CastUser, id: string, to: CastUser) =>
  app.as(user).call(transferRequest, { params: { id }, body: { round: 1, to: idOf(to), opinion: '出差' } })
const delegate = (user: CastUser, id: string, to: CastUser) =>
  app
    .as(user)
    .call(delegateRequest, { params: { id }, body: { round: 1, to: idOf(to), opinion: '价格合理吗？' } })
const add = (user: CastUser, id: string, place: 'before' | 'after', ...people: CastUser[]) =>
  app.as(user).call(addSigners, {
    params: { id },
    body: { round: 1, place, persons: people.map(idOf), opinion: '请核对' },
  })
const remove = (user: CastUser, id: string, person: CastUser) =>
  app.as(user).call(removeSigner, { params: { id }, body: { round: 1, person: idOf(person) } })
const takeBack = (user: CastUser, id: string) => app.as(user).call(takeBackAnswer, { params: { id } })
const override = (user: CastUser, id: string, opinion = '台风期间，先行办理') =>
  app.as(user).call(overrideStep, { params: { id }, body: { round: 1, outcome: 'passed', opinion } })

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code, status }: Refused) => code?.replace('approvals.errors.', '') ?? String(status),
  )
const signersOf = async (id: string) =>
  (await page('qian.li', id)).steps.flatMap(({ signers }) =>
    signers.map(({ person, state, reason }) => [person.name, state, reason].filter(Boolean).join(' ')),
  )
async function tasksOf(id: string) {
  const rows = await app.owner
    .selectFrom('kernel.task as t')
    .innerJoin('kernel.person as p', 'p.id', 't.person_id')
    .select(['p.name', 't.outcome', 't.due_at'])
    .where('t.kind', '=', 'approvals.inbox.asked')
    .where(sql<boolean>`t.params ->> 'request_id' = ${id}`)
    .orderBy('t.opened_at')
    .orderBy('t.id')
    .execute()
  return rows.map(({ name, outcome }) => `${name} ${outcome ?? 'open'}`)
}
async function historyOf(id: string) {
  const rows = await app.owner
    .selectFrom('kernel.trail_entry as t')
    .innerJoin('kernel.approval_request as r', (join) =>
      join.onRef('r.org_id', '=', 't.org_id').onRef('r.subject_id', '=', 't.subject_id'),
    )
    .select(['t.action', 't.actor_name'])
    .where('r.id', '=', id)
    .orderBy('t.seq')
    .execute()
  return rows.map(({ action, actor_name }) => `${actor_name} ${action.replace('approvals.request.', '')}`)
}

describe('transfer, delegate, add-signer and override refuse the applicant and whoever a segregation rule bars', () => {
  const barred = { [idOf('sun.yi')]: 'access.rules.auditor_operates' }
  const ways: [string, (user: CastUser, id: string, to: CastUser) => Promise<unknown>][] = [
    ['transfer', transfer],
    ['delegate', delegate],
    ['add before', (user, id, to) => add(user, id, 'before', to)],
    ['add after', (user, id, to) => add(user, id, 'after', to)],
  ]
  test.each(ways)('%s: through the API, and the picker offers none of them', async (_, way) => {
    const id = await start('li.wei', 'two', { barred })
    const { items } = await app.as('qian.li').call(listCandidates, { params: { id } })
    const offered = items.map((one) => one.id)
    expect(offered).toContain(idOf('zhou.ting'))
    // The applicant, somebody barred, without the right, out of reach, the auditor, the administrator, and oneself.
    const never = ['li.wei', 'sun.yi', 'wang.lei', 'zheng.kai', 'fang.yi', 'shen.jing', 'qian.li'] as const
    for (const to of never) {
      expect(offered, to).not.toContain(idOf(to))
      expect((await refusalOf(way('qian.li', id, to))).status, to).toBe(422)
    }
    expect(await codeOf(way('li.wei', id, 'zhou.ting'))).toBe('applicant_never_decides')
    expect(await codeOf(way('sun.yi', id, 'zhou.ting'))).toBe('barred')
    expect(await codeOf(way('zhou.ting', id, 'he.chuan'))).toBe('errors.forbidden')
    expect(await codeOf(way('shen.jing', id, 'zhou.ting'))).toBe('errors.forbidden')
    expect(await codeOf(way('zheng.kai', id, 'zhou.ting'))).toBe('errors.not_found')
    expect(await tasksOf(id)).toEqual(['钱立 open'])
  })

  test('somebody whose account was disabled is neither offered nor asked', async () => {
    const id = await start('li.wei', 'two')
    const account = app.owner
      .updateTable('kernel.account')
      .where('id', '=', app.person('he.chuan').account_id)
    await account.set({ disabled_at: app.clock.now }).execute()
    const { items } = await app.as('qian.li').call(listCandidates, { params: { id } })
    expect(items.map((one) => one.id)).not.toContain(idOf('he.chuan'))
    expect(await codeOf(transfer('qian.li', id, 'he.chuan'))).toBe('appointee_cannot_decide')
    await account.set({ disabled_at: null }).execute()
  })

  test('override: by nobody but an administrator without a part in the matter', async () => {
    const own = await start('shen.jing', 'two')
    expect((await page('shen.jing', own)).can).not.toContain('override')
    expect(await codeOf(override('shen.jing', own))).toBe('applicant_never_decides')
    const tied = await start('li.wei', 'two', {
      barred: { [idOf('shen.jing')]: 'access.rules.auditor_operates' },
    })
    expect((await page('shen.jing', tied)).can).toEqual(['urge', 'copy', 'comment'])
    expect(await codeOf(override('shen.jing', tied))).toBe('barred')
    const id = await start('li.wei', 'two')
    for (const user of ['li.wei', 'qian.li', 'gu.mingyuan', 'fang.yi'] as const)
      expect(await codeOf(override(user, id)), user).toBe('errors.forbidden')
    expect(await codeOf(override('shen.jing', id, '  '))).toBe('errors.invalid')
    expect((await page('qian.li', id)).overridden).toBe(false)
  })

  test('only who has a seat at the step may look for others', async () => {
    const id = await start('li.wei', 'two')
    const look = (user: CastUser) => codeOf(app.as(user).call(listCandidates, { params: { id } }))
    expect(await look('qian.li')).toBe('done')
    for (const user of ['gu.mingyuan', 'li.wei', 'shen.jing'] as const)
      expect(await look(user), user).toBe('errors.forbidden')
  })
})

describe('passing on and asking others', () => {
  test('a vote transferred: the task moves with its due time, the other decides, and both are named', async () => {
    const id = await start('li.wei', 'two')
    await transfer('qian.li', id, 'sun.yi')
    expect(await tasksOf(id)).toEqual(['钱立 cancelled', '孙怡 open'])
    const due = await app.owner
      .selectFrom('kernel.task')
      .select('due_at')
      .where(sql<boolean>`params ->> 'request_id' = ${id}`)
      .execute()
    expect(new Set(due.map(({ due_at }) => due_at)).size).toBe(1)
    expect(await codeOf(approve('qian.li', id))).toBe('not_asked_any_more')
    const { steps } = await approve('sun.yi', id)
    expect(steps[0]?.signers).toMatchObject([
      { person: { name: '钱立' }, state: 'superseded', reason: 'transferred' },
      { person: { name: '孙怡' }, state: 'approved', asked_by: { name: '钱立' }, note: '出差' },
    ])
    expect((await historyOf(id)).slice(1)).toEqual(['钱立 transfer', '孙怡 approve'])
  })

  test('delegated: it comes back with the answer, which is no vote', async () => {
    const id = await start('li.wei', 'two')
    await delegate('qian.li', id, 'sun.yi')
    const asked = await page('sun.yi', id)
    expect(asked.can).toEqual(['approve', 'reject', 'ask', 'copy', 'comment'])
    const back = await reject('sun.yi', id)
    expect(back).toMatchObject({ state: 'running', steps: [{ tally: { yes: 0, no: 0, open: 1, total: 1 } }] })
    expect(await tasksOf(id)).toEqual(['钱立 done', '孙怡 done', '钱立 open'])
    await approve('qian.li', id)
    expect(await signersOf(id)).toContain('孙怡 rejected')
    expect((await historyOf(id)).slice(1)).toEqual(['钱立 delegate', '孙怡 reject', '钱立 approve'])
  })
})

test('the task of somebody who was asked for an opinion goes to another, who answers in their place', async () => {
  const id = await start('li.wei', 'two')
  await delegate('qian.li', id, 'he.chuan')
  const people = (to: CastUser) => ({ from_person_id: idOf('he.chuan'), to_person_id: idOf(to), note: null })
  const hand = (to: CastUser) => app.as('shen.jing').call(handOverTasks, { body: people(to) })
  expect((await hand('qian.li')).stayed.map(({ code }) => code)).toEqual([
    'approvals.errors.taker_asked_already',
  ])
  expect((await hand('xu.wen')).moved).toBe(1)
  await approve('xu.wen', id)
  expect(await signersOf(id)).toEqual(['钱立 open', '许雯 approved'])
})

describe('rejecting as an added signer does not end the request by itself', () => {
  test('the answer goes back to the one who asked', async () => {
    const id = await start('li.wei', 'two')
    await add('qian.li', id, 'after', 'sun.yi', 'xu.wen')
    const { state, steps } = await reject('sun.yi', id)
    expect([state, steps[0]?.state]).toEqual(['running', 'open'])
    expect(await signersOf(id)).toEqual(['钱立 open', '孙怡 rejected', '许雯 cancelled decided_by_others'])
    expect(await tasksOf(id)).toEqual(['钱立 done', '孙怡 done', '许雯 cancelled', '钱立 open'])
    await reject('qian.li', id)
    expect((await page('qian.li', id)).state).toBe('rejected')
  })

  test('all of those added after agree: then the approval counts, and the next step opens', async () => {
    const id = await start('li.wei', 'two')
    await add('qian.li', id, 'after', 'sun.yi', 'xu.wen')
    await approve('sun.yi', id)
    expect((await page('qian.li', id)).steps).toHaveLength(1)
    const { steps } = await approve('xu.wen', id)
    expect(steps.map(({ state }) => state)).toEqual(['passed', 'open'])
    expect(steps[0]?.signers[0]).toMatchObject({ state: 'approved', opinion: '请核对' })
  })
})

describe('a signer is removed', () => {
  test('only by the one who added them, or an administrator, which is flagged', async () => {
    const id = await start('li.wei', 'joint')
    await add('qian.li', id, 'before', 'sun.yi', 'xu.wen')
    expect((await page('qian.li', id)).may_remove.map(({ name }) => name)).toEqual(['孙怡', '许雯'])
    for (const user of ['zhou.ting', 'sun.yi', 'gu.mingyuan', 'li.wei'] as const) {
      expect(await codeOf(remove(user, id, 'xu.wen')), user).toBe('only_who_added_removes')
      expect((await page(user, id)).may_remove, user).toEqual([])
    }
    expect(await codeOf(remove('qian.li', id, 'zhou.ting'))).toBe('not_added')
    await remove('qian.li', id, 'sun.yi')
    await remove('shen.jing', id, 'xu.wen')
    expect(await signersOf(id)).toEqual([
      ...['钱立 open', '周婷 open', '孙怡 cancelled removed', '许雯 cancelled removed_by_administrator'],
    ])
    expect((await historyOf(id)).slice(2)).toEqual([
      '钱立 remove_signer',
      '沈静 remove_signer_as_administrator',
    ])
    expect(await tasksOf(id)).toContain('钱立 open')
  })
})

describe('an answer is taken back', () => {
  test('before the next has acted: the next has no task any more, and it begins anew', async () => {
    const id = await start('li.wei', 'two')
    await approve('qian.li', id)
    expect((await page('qian.li', id)).can).toContain('take_back')
    const { steps } = await takeBack('qian.li', id)
    expect(steps.map(({ key, state }) => [key, state])).toEqual([
      ['finance', 'open'],
      ['management', 'cancelled'],
    ])
    expect((await tasksOf(id)).toSorted()).toEqual(
      ['钱立 done', '顾明远 cancelled', '林岚 cancelled', '钱立 open'].toSorted(),
    )
    await approve('qian.li', id)
    const again = await approve('gu.mingyuan', id)
    expect(again.steps.map(({ state }) => state)).toEqual(['passed', 'passed'])
    expect(await codeOf(takeBack('qian.li', id))).toBe('already_approved')
    expect((await tasksOf(id)).filter((task) => task.endsWith('open'))).toEqual([])
  })

  test('against the next one’s decision, fired together 60 times: one wins each time, and nothing is left behind', async () => {
    const wins: Record<string, number> = {}
    for (let i = 0; i < 60; i++) {
      decided.length = 0
      const id = await start('li.wei', 'two')
      await approve('qian.li', id)
      const fire = [() => codeOf(takeBack('qian.li', id)), () => codeOf(approve('gu.mingyuan', id))]
      const [back, next] = await (i % 2
        ? Promise.all(fire.map((one) => one()))
        : Promise.all(fire.toReversed().map((one) => one())).then((both) => both.toReversed()))
      const { state, steps } = await page('qian.li', id)
      const open = (await tasksOf(id)).filter((task) => task.endsWith('open'))
      if (back === 'done') {
        expect([next, state, steps[0]?.state]).toEqual(['errors.forbidden', 'running', 'open'])
        expect([open, decided]).toEqual([['钱立 open'], []])
      } else {
        expect([back, next, state]).toEqual(['already_approved', 'done', 'approved'])
        expect([open, decided]).toEqual([[], ['approved']])
      }
      wins[state] = (wins[state] ?? 0) + 1
    }
    expect(Math.min(wins.running ?? 0, wins.approved ?? 0)).toBeGreaterThan(0)
  })
})

test('a transfer against the approval, fired together 60 times: one wins each time, one vote is cast or waits', async () => {
  const wins = { transfer: 0, approval: 0 }
  for (let i = 0; i < 60; i++) {
    decided.length = 0
    const id = await start('li.wei', 'one')
    const fire = [() => codeOf(transfer('qian.li', id, 'sun.yi')), () => codeOf(approve('qian.li', id))]
    const [passed, approved] = await (i % 2
      ? Promise.all(fire.map((one) => one()))
      : Promise.all(fire.toReversed().map((one) => one())).then((both) => both.toReversed()))
    const open = (await tasksOf(id)).filter((task) => task.endsWith('open'))
    const outcome = [passed, approved, (await page('qian.li', id)).state, open, [...decided]]
    expect(outcome).toEqual(
      passed === 'done'
        ? ['done', 'not_asked_any_more', 'running', ['孙怡 open'], []]
        : ['already_approved', 'done', 'approved', [], ['approved']],
    )
    wins[passed === 'done' ? 'transfer' : 'approval'] += 1
  }
  expect(Math.min(...Object.values(wins))).toBeGreaterThan(0)
})

test('an override is flagged on the page and the list, keeps the count as it was, and carries the decision out', async () => {
  decided.length = 0
  const id = await start('li.wei', 'joint')
  await approve('zhou.ting', id)
  await override('shen.jing', id)
  const shown = await override('shen.jing', id)
  expect(shown).toMatchObject({ state: 'approved', overridden: true })
  expect(decided).toEqual(['approved'])
  expect(shown.steps[0]?.tally).toMatchObject({ yes: 1, open: 1, result: 'open' })
  expect(await signersOf(id)).toEqual([
    ...['钱立 cancelled overridden', '周婷 approved', '沈静 approved'],
    ...['顾明远 cancelled overridden', '林岚 cancelled overridden', '沈静 approved'],
  ])
  const { items } = await app.as('gu.mingyuan').call(listRequests, { query: {} })
  expect(items.find((one) => one.id === id)?.overridden).toBe(true)
  expect(items.some((one) => !one.overridden)).toBe(true)
  expect((await historyOf(id)).slice(2)).toEqual(['沈静 override_pass', '沈静 override_pass'])
  expect((await tasksOf(id)).filter((task) => task.endsWith('open'))).toEqual([])
})

test('editing a submitted subject voids the votes already cast and says which fields changed', async () => {
  const id = await start('li.wei', 'joint', { data: { address: '张江路 1 号', budget: 3, staff: [1, 2] } })
  await approve('qian.li', id)
  await edit('li.wei', id, { address: '张江路 1 号', staff: [1, 2], budget: 3 })
  expect((await page('qian.li', id)).round).toBe(1)
  await edit('li.wei', id, { address: '张江路 8 号', budget: 5, staff: [1, 2] })
  const shown = await page('qian.li', id)
  expect((await page('qian.li', await start('li.wei', 'joint'))).changes).toEqual([])
  expect(shown).toMatchObject({ state: 'running', round: 2 })
  expect(shown.changes).toMatchObject([
    { round: 2, person: { name: '李薇' }, fields: ['address', 'budget'], voided: true },
  ])
  expect(shown.steps[0]).toMatchObject({ round: 1, state: 'cancelled' })
  expect(await signersOf(id)).toEqual([
    ...['钱立 approved subject_changed', '周婷 cancelled subject_changed', '钱立 open', '周婷 open'],
  ])
  expect(await codeOf(approve('zhou.ting', id))).toBe('other_round')
  for (const user of ['zhou.ting', 'qian.li'] as const)
    await app.as(user).call(approveRequest, { params: { id }, body: { round: 2, opinion: null } })
  const { state } = await app
    .as('gu.mingyuan')
    .call(approveRequest, { params: { id }, body: { round: 2, opinion: null } })
  expect(state).toBe('approved')
  expect((await historyOf(id)).filter((one) => one.includes('subject_changed'))).toEqual([
    '李薇 subject_changed',
  ])
  await edit('li.wei', id, { address: '别处', budget: 5, staff: [] })
  expect((await page('qian.li', id)).round).toBe(2)
})
