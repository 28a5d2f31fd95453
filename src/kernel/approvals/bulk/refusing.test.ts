import { describe, expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { mattersOf, stepOf } from '../../../../test/support/matters.ts'
import { listTasks } from '../../tasks/contract.ts'
import { addSigners, readRequest, rejectRequest, returnRequest } from '../request/contract.ts'
import { approveMany, rejectMany, returnMany } from './contract.ts'

vi.setConfig({ testTimeout: 120_000 })
const app = await startApp()
const { flow, start, decided } = mattersOf(app)
const idOf = (user: CastUser) => app.person(user).id
const both = [idOf('gu.mingyuan'), idOf('lin.lan')]
await flow('any', [stepOf('management', both)])
await flow('all', [stepOf('management', both, { mode: { kind: 'all' } })])
await flow('share', [stepOf('management', both, { mode: { kind: 'share', percent: 50 } })])

type Many = typeof rejectMany | typeof returnMany
const reason = '年度预算已用完'
const decide = (user: CastUser, endpoint: Many, ids: string[], { key = '', round = 1 } = {}) =>
  app
    .as(user)
    .call(
      endpoint as typeof rejectMany,
      { body: { items: ids.map((id) => ({ id, round })), opinion: reason } },
      key ? { 'idempotency-key': key } : {},
    )
const read = (id: string) => app.as('shen.jing').call(readRequest, { params: { id } })
const statesOf = async (ids: string[]) => (await Promise.all(ids.map(read))).map(({ state }) => state)
const askedOf = async (user: CastUser) =>
  (await app.as(user).call(listTasks, { query: { kind: 'approvals.inbox.asked', limit: 100 } })).items.map(
    ({ params }) => params.request_id,
  )

describe.each([
  ['rejected', rejectMany, 'rejected'],
  ['returned', returnMany, 'returned'],
] as const)('several are %s at once', (counted, endpoint, state) => {
  test('with one reason that stands on each; those that can’t be are named with why, and a second click changes nothing', async () => {
    const ids = [await start('li.wei', 'any'), await start('wang.lei', 'all')]
    const own = await start('gu.mingyuan', 'any')
    const barred = await start('li.wei', 'any', {
      barred: { [idOf('gu.mingyuan')]: 'access.rules.auditor_operates' },
    })
    const gone = await start('li.wei', 'any')
    await app.as('lin.lan').call(approveMany, { body: { items: [{ id: gone, round: 1 }], opinion: null } })
    const first = await decide('gu.mingyuan', endpoint, [own, ids[0]!, barred, gone, ids[1]!], {
      key: `bulk-${counted}`,
    })
    expect(first).toMatchObject({ [counted]: 2 })
    expect(first.items.map(({ id, state: after, code }) => [id, after, code])).toEqual([
      [own, null, 'approvals.errors.applicant_never_decides'],
      [ids[0], state, null],
      [barred, null, 'approvals.errors.barred'],
      [gone, null, 'approvals.errors.already_approved'],
      [ids[1], state, null],
    ])
    for (const { code, reason: why } of first.items) expect(why !== null).toBe(code !== null)
    expect(await statesOf([own, barred, gone, ...ids])).toEqual([
      ...['running', 'running', 'approved'],
      ...[state, state],
    ])
    for (const id of ids) {
      const said = (await read(id)).steps[0]!.signers.filter(({ opinion }) => opinion !== null)
      expect(said.map(({ person, opinion }) => [person.name, opinion])).toEqual([['顾明远', reason]])
    }
    // Nobody is asked any more for what was decided, and still for what was not.
    const asked = await askedOf('lin.lan')
    expect(ids.filter((id) => asked.includes(id))).toEqual([])
    expect(asked).toEqual(expect.arrayContaining([own, barred]))

    expect(
      await decide('gu.mingyuan', endpoint, [own, ids[0]!, barred, gone, ids[1]!], {
        key: `bulk-${counted}`,
      }),
    ).toEqual(first)
    const again = await decide('gu.mingyuan', endpoint, ids)
    expect(again).toMatchObject({ [counted]: 0 })
    expect(again.items.every(({ code }) => code !== null)).toBe(true)
  })

  test('is refused to whom the single decision is refused, item by item with the same sentence', async () => {
    const id = await start('li.wei', 'any')
    const single = endpoint === rejectMany ? rejectRequest : returnRequest
    for (const user of ['li.wei', 'zhou.ting', 'zheng.kai'] as const) {
      const alone = await refusalOf(
        app.as(user).call(single, { params: { id }, body: { round: 1, opinion: reason, to: null } as never }),
      )
      const { items } = await decide(user, endpoint, [id])
      expect([items[0]!.code, items[0]!.reason]).toEqual([alone.code, alone.detail])
    }
    expect((await refusalOf(decide('fang.yi', endpoint, [id]))).status).toBe(403)
    const { items } = await decide('lin.lan', endpoint, [id], { round: 2 })
    expect(items[0]!.code).toBe('approvals.errors.other_round')
    expect(await statesOf([id])).toEqual(['running'])
  })

  test('wants a reason', async () => {
    const id = await start('li.wei', 'any')
    for (const opinion of ['', '   ', null])
      expect(
        (
          await refusalOf(
            app
              .as('lin.lan')
              .call(endpoint as typeof rejectMany, { body: { items: [{ id, round: 1 }], opinion } as never }),
          )
        ).status,
      ).toBe(400)
    expect(await statesOf([id])).toEqual(['running'])
  })

  test('against approvals at the same moment, in opposite order, each is decided once', async () => {
    const ids: string[] = []
    for (let n = 0; n < 12; n++) ids.push(await start('li.wei', 'any'))
    decided.length = 0
    const items = ids.toReversed().map((id) => ({ id, round: 1 }))
    const [no, yes] = await Promise.all([
      decide('gu.mingyuan', endpoint, ids),
      app.as('lin.lan').call(approveMany, { body: { items, opinion: null } }),
    ])
    const won = (answer: { items: { id: string; code: string | null }[] }) =>
      answer.items.filter(({ code }) => code === null).map(({ id }) => id)
    expect([...won(no), ...won(yes)].sort()).toEqual([...ids].sort())
    const states = await statesOf(ids)
    expect(ids.filter((_, at) => states[at] === state).sort()).toEqual(won(no).sort())
    expect(states.filter((one) => one === 'approved')).toHaveLength(yes.approved)
    const asked = [...(await askedOf('lin.lan')), ...(await askedOf('gu.mingyuan'))]
    expect(ids.filter((id) => asked.includes(id))).toEqual([])
  })
})

test('whoever is only asked for an opinion can’t send anything back, in bulk either; a no of theirs goes to who asked', async () => {
  const ids = [await start('li.wei', 'any'), await start('li.wei', 'any')]
  for (const id of ids)
    await app.as('lin.lan').call(addSigners, {
      params: { id },
      body: { round: 1, place: 'before', persons: [idOf('sun.yi')], opinion: '请看' },
    })
  const sent = await decide('sun.yi', returnMany, ids)
  expect(sent.items.map(({ code }) => code)).toEqual(Array(2).fill('approvals.errors.consulted_only_answer'))
  const { items, rejected } = await decide('sun.yi', rejectMany, ids)
  expect([rejected, ...items.map(({ state }) => state)]).toEqual([0, 'running', 'running'])
  expect(await askedOf('lin.lan')).toEqual(expect.arrayContaining(ids))
})

test('a no that others can still outvote is recorded, and counts as rejected once it is the end', async () => {
  const [open, ended] = [await start('li.wei', 'share'), await start('li.wei', 'share')]
  await app.as('gu.mingyuan').call(rejectRequest, {
    params: { id: ended },
    body: { round: 1, opinion: reason },
  })
  const { items, rejected } = await decide('lin.lan', rejectMany, [open, ended])
  expect([rejected, ...items.map(({ state, code }) => [state, code])]).toEqual([
    1,
    ['running', null],
    ['rejected', null],
  ])
  const said = (await read(open)).steps[0]!.signers.filter(({ opinion }) => opinion !== null)
  expect(said.map(({ person, state }) => [person.name, state])).toEqual([['林岚', 'rejected']])
})

describe('several are returned by one step', () => {
  const back = (user: CastUser, items: { id: string; round: number }[], key = '') =>
    app
      .as(user)
      .call(
        returnMany,
        { body: { items, opinion: reason, to: 'step_before' } },
        key ? { 'idempotency-key': key } : {},
      )
  const say = (user: CastUser, id: string) =>
    app.as(user).call(approveMany, { body: { items: [{ id, round: 1 }], opinion: null } })
  const openAt = async (id: string) => {
    const { state, round, steps } = await read(id)
    return [state, round, steps.find((step) => step.state === 'open')?.key]
  }

  test('each to the step it passed last, whichever that is; what is at its first step is named with why, and nobody else may', async () => {
    await flow('three', [
      stepOf('first', [idOf('he.chuan')]),
      stepOf('second', [idOf('lin.lan')]),
      stepOf('third', [idOf('gu.mingyuan')]),
    ])
    await flow('two', [stepOf('only', [idOf('he.chuan')]), stepOf('last', [idOf('gu.mingyuan')])])
    const [three, two] = [await start('li.wei', 'three'), await start('li.wei', 'two')]
    const first = await start('li.wei', 'any')
    await say('he.chuan', three)
    await say('lin.lan', three)
    await say('he.chuan', two)
    const items = [three, first, two].map((id) => ({ id, round: 1 }))
    const single = await refusalOf(
      app
        .as('zhou.ting')
        .call(returnRequest, { params: { id: two }, body: { round: 1, opinion: reason, to: 'only' } }),
    )
    const refused = await back('zhou.ting', [items[2]!])
    expect([refused.returned, refused.items[0]!.code]).toEqual([0, single.code])

    const done = await back('gu.mingyuan', items, 'one-step')
    expect(done.returned).toBe(2)
    expect(done.items.map(({ id, state, code }) => [id, state, code])).toEqual([
      [three, 'running', null],
      [first, null, 'approvals.errors.at_first_step'],
      [two, 'running', null],
    ])
    expect(await openAt(three)).toEqual(['running', 2, 'second'])
    expect(await openAt(two)).toEqual(['running', 2, 'only'])
    expect(await openAt(first)).toEqual(['running', 1, 'management'])
    expect(await askedOf('lin.lan')).toContain(three)
    expect(await back('gu.mingyuan', items, 'one-step')).toEqual(done)
    // Without a word of where to, to the applicant as ever.
    const { returned } = await app
      .as('gu.mingyuan')
      .call(returnMany, { body: { items: [items[1]!], opinion: reason } })
    expect([returned, (await read(first)).state]).toEqual([1, 'returned'])
  })
})
