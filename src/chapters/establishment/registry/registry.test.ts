import { describe, expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { everything, inTransaction } from '../../../kernel/db/transaction.ts'
import { changeLife } from '../../../kernel/org/change-life.ts'
import { readMap, readPremises } from './contract.ts'
import { readMap as readPoints } from './read-premises.ts'
import { type SetPremises, setPremises } from './set-premises.ts'

const app = await startApp()
const shanghai = app.org('上海分公司')
const guangzhou = app.org('广州分公司')

const set = (given: SetPremises) => app.system((ctx) => setPremises(ctx, given))
const pointsFor = async (user: Parameters<typeof app.as>[0], closed?: 'true') =>
  app.as(user).call(readMap, { query: closed ? { closed } : {} })

describe('premises', () => {
  test('a change begins a new row, and what held before can be read as of its day', async () => {
    await set({
      org_id: shanghai.id,
      on: '2026-01-01',
      address: '南京东路 100 号',
      area: 320.5,
      tenure: 'leased',
    })
    await set({ org_id: shanghai.id, on: '2026-06-01', address: '世纪大道 8 号' })
    const read = (on?: string) =>
      app.as('li.wei').call(readPremises, { params: { id: shanghai.id }, query: on ? { on } : {} })
    expect((await read()).current).toMatchObject({ address: '世纪大道 8 号', area: 320.5, tenure: 'leased' })
    expect((await read('2026-05-31')).current).toMatchObject({
      address: '南京东路 100 号',
      ends_on: '2026-06-01',
    })
    expect((await read('2025-12-31')).current).toBeNull()
    expect((await read()).history).toHaveLength(2)
  })

  test('a change of tomorrow is not in force today, and none may begin before the last', async () => {
    await set({ org_id: guangzhou.id, on: '2026-11-24', address: '天河路 1 号' })
    const page = await app.as('zheng.kai').call(readPremises, { params: { id: guangzhou.id } })
    expect(page).toMatchObject({ current: null, history: [{ address: '天河路 1 号' }] })
    await expect(
      set({ org_id: guangzhou.id, on: '2026-11-23', address: '体育西路 2 号' }),
    ).rejects.toMatchObject({ code: 'establishment.registry.errors.premises_begin_later' })
  })

  test('the same again changes nothing, a second change of one day goes into its row', async () => {
    const beijing = app.org('北京分公司').id
    await set({ org_id: beijing, on: '2026-03-01', address: '建国路 1 号', scope: '咨询' })
    await set({ org_id: beijing, on: '2026-03-01', address: '建国路 1 号' })
    await set({ org_id: beijing, on: '2026-03-01', scope: null })
    const rows = await app.owner
      .selectFrom('establishment.premises')
      .select(['address', 'scope', 'version'])
      .where('org_id', '=', beijing)
      .execute()
    expect(rows).toEqual([{ address: '建国路 1 号', scope: null, version: 2 }])
    const trail = await app.owner
      .selectFrom('kernel.trail_entry')
      .select('diff')
      .where('org_id', '=', beijing)
      .where('action', '=', 'establishment.premises.set')
      .execute()
    expect(trail).toHaveLength(2)
  })

  test('of another branch are not found', async () => {
    const refusal = await refusalOf(app.as('li.wei').call(readPremises, { params: { id: guangzhou.id } }))
    expect(refusal).toMatchObject({ status: 404, code: 'errors.not_found' })
  })

  test('row-level security hides them from a query that forgot the reach', async () => {
    const seen = await inTransaction(app.kernel.db, { reach: { all: false, ids: [guangzhou.id] } }, (tx) =>
      tx.selectFrom('establishment.premises').select('org_id').distinct().execute(),
    )
    expect(seen).toEqual([{ org_id: guangzhou.id }])
    const all = await inTransaction(app.kernel.db, { reach: everything }, (tx) =>
      tx.selectFrom('establishment.premises').select('org_id').distinct().execute(),
    )
    expect(all).toHaveLength(3)
  })
})

describe('the map', () => {
  test('shows each reader the points within reach, and how many organisations have none', async () => {
    await set({ org_id: shanghai.id, lng: 121.47, lat: 31.23 })
    await set({ org_id: app.org('北京分公司').id, lng: 116.4, lat: 39.9 })
    const names = async (user: Parameters<typeof app.as>[0]) =>
      (await pointsFor(user)).points.map(({ name }) => name)
    expect(await names('zhou.ting')).toEqual(['北京分公司', '上海分公司'])
    expect(await names('li.wei')).toEqual(['上海分公司'])
    expect(await names('zheng.kai')).toEqual([])
    expect(await pointsFor('chen.hao')).toEqual({
      points: [
        {
          id: shanghai.id,
          name: '上海分公司',
          name_en: 'Shanghai Branch',
          kind: 'branch',
          life: 'active',
          lng: 121.47,
          lat: 31.23,
        },
      ],
      ...{ left_out: 0, without_point: 1 },
    })
  })

  test('leaves closed organisations out until they are asked for', async () => {
    const beijing = app.org('北京分公司').id
    await app.system((ctx) => changeLife(ctx, { id: beijing, to: 'closed' }))
    expect((await pointsFor('zhou.ting')).points.map(({ name }) => name)).toEqual(['上海分公司'])
    const all = (await pointsFor('zhou.ting', 'true')).points
    expect(all.find(({ name }) => name === '北京分公司')).toMatchObject({ life: 'closed' })
  })
})

test('a map that can’t hold every place says how many it leaves out', async () => {
  for (const org_id of [shanghai.id, guangzhou.id])
    await set({ org_id, on: '2026-11-24', lng: 121.5, lat: 31.2 })
  const now = app.clock.now.toISOString()
  app.clock.set('2026-11-25T02:00:00Z')
  const read = (cap?: number) =>
    app.system((ctx) => readPoints(ctx, { closed: false, ...(cap ? { cap } : {}) }))
  const whole = await read()
  expect([whole.points.length > 1, whole.left_out]).toEqual([true, 0])
  const some = await read(1)
  expect([some.points.length, some.left_out]).toEqual([1, whole.points.length - 1])
  app.clock.set(now)
})
