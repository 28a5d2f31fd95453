import { expect, test } from 'vitest'
import { startApp } from '../../../test/support/app.ts'
import { appointHead } from '../people/appoint-head.ts'
import { changeLife } from './change-life.ts'
import { readOrganisation } from './contract.ts'
import { createOrganisation } from './create.ts'
import { moveOrganisation } from './move.ts'
import { renameOrganisation } from './rename.ts'

const app = await startApp({ now: '2024-03-01T02:00:00.000Z' })
const [east, north] = [app.org('华东区'), app.org('华北区')]
const on = (id: string, day?: string) =>
  app.as('zhou.ting').call(readOrganisation, { params: { id }, query: day ? { on: day } : {} })
const at = (day: string) => app.clock.set(`${day}T02:00:00.000Z`)

test('name, parent, head and stage of life can be read as of any past day', async () => {
  const { id } = await app.system((ctx) =>
    createOrganisation(ctx, { kind: 'branch', name: '甲', name_en: 'A', parent_id: east.id, life: 'active' }),
  )
  const heads = async (user: 'wang.lei' | 'xu.wen', starts_on: string) =>
    app.system((ctx) => appointHead(ctx, { org_id: id, person_id: app.person(user).id, starts_on }))
  await heads('wang.lei', '2024-03-01')
  at('2024-06-30')
  await app.system((ctx) => renameOrganisation(ctx, { id, name: '乙', name_en: null }))
  at('2025-01-10')
  await app.system((ctx) => moveOrganisation(ctx, { id, parent_id: north.id }))
  await heads('xu.wen', '2025-01-10')
  at('2025-05-01')
  await app.system((ctx) => changeLife(ctx, { id, to: 'suspended' }))
  at('2025-09-01')
  await app.system((ctx) => renameOrganisation(ctx, { id: east.id, name: '东部大区', name_en: null }))
  const seen = async (day?: string) => {
    const { name, name_en, life, above, head } = await on(id, day)
    return [name, name_en, life, above.at(-1)?.name, head?.name]
  }
  expect(await seen('2024-06-29')).toEqual(['甲', 'A', 'active', '华东区', '王磊'])
  expect(await seen('2024-06-30')).toEqual(['乙', null, 'active', '华东区', '王磊'])
  expect(await seen('2025-01-09')).toEqual(['乙', null, 'active', '华东区', '王磊'])
  expect(await seen('2025-01-10')).toEqual(['乙', null, 'active', '华北区', '许雯'])
  expect(await seen('2025-05-01')).toEqual(['乙', null, 'suspended', '华北区', '许雯'])
  expect(await seen()).toEqual(['乙', null, 'suspended', '华北区', '许雯'])
  expect((await on(app.org('上海分公司').id)).above.at(-1)?.name).toBe('东部大区')
  expect((await on(app.org('上海分公司').id, '2025-08-31')).above.at(-1)?.name).toBe('华东区')
})

test('of several changes on one day the day before shows what held before the first', async () => {
  at('2025-10-01')
  const { id } = app.org('广州分公司')
  for (const name of ['第一次', '第二次'])
    await app.system((ctx) => renameOrganisation(ctx, { id, name, name_en: null }))
  expect((await on(id, '2025-09-30')).name).toBe('广州分公司')
  expect((await on(id, '2025-10-01')).name).toBe('第二次')
})

test('a day before it began shows no credit code and nobody at work, one before it closed no day of closing', async () => {
  at('2025-11-03')
  const credit_code = '91350100M000100Y43'
  const { id } = await app.system((ctx) =>
    createOrganisation(ctx, {
      ...{ kind: 'branch', name: '丙', name_en: null, parent_id: east.id, life: 'active', credit_code },
    }),
  )
  at('2025-12-01')
  await app.system((ctx) => changeLife(ctx, { id, to: 'suspended' }))
  await app.system((ctx) => changeLife(ctx, { id, to: 'closed' }))
  await app.owner
    .updateTable('kernel.organisation')
    .set({ started_on: '2025-11-03' })
    .where('id', '=', id)
    .execute()
  expect(await on(id, '2025-11-02')).toMatchObject({ credit_code: null, life: 'preparing' })
  expect(await on(id, '2025-11-03')).toMatchObject({ life: 'active' })
  expect(await on(id, '2025-11-03')).toMatchObject({ credit_code, closed_on: null })
  expect(await on(id, '2025-12-01')).toMatchObject({ credit_code, closed_on: '2025-12-01' })
  expect(await on(id)).toMatchObject({ credit_code, closed_on: '2025-12-01' })
})
