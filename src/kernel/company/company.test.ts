import { expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { readSession } from '../access/contract.ts'
import { newId } from '../db/new-id.ts'
import { readRegulation } from '../regulation/contract.ts'
import { search } from '../search/contract.ts'
import { readTrail } from '../trail/contract.ts'
import { readCompany, updateCompany } from './contract.ts'

const app = await startApp()
const admin = app.as('shen.jing')
const read = async () => {
  const { can: _, ...body } = await admin.call(readCompany)
  return body
}

test('the company is called as its headquarters is, until somebody says otherwise', async () => {
  expect(await admin.call(readCompany)).toMatchObject({
    ...{ name: '衡远服务集团', name_en: 'Hengyuan Services Group', short_name: '衡远', currency: 'CNY' },
    ...{ time_zone: 'Asia/Shanghai', document_style: 'zh', can: ['update'] },
  })
  expect(await app.as('zhou.ting').call(readCompany)).toMatchObject({ can: [] })
  expect((await refusalOf(app.as('li.wei').call(readCompany))).status).toBe(403)
})

test('a new name is the name everywhere: session, regulation, tree and search', async () => {
  const body = { ...(await read()), name: '恒远服务控股', short_name: '恒远', document_style: 'en' as const }
  const after = await admin.call(updateCompany, { body })
  expect(after).toMatchObject({ name: '恒远服务控股', document_style: 'en', version: body.version + 2 })
  expect((await admin.call(readSession)).company).toMatchObject({ name: '恒远服务控股', short_name: '恒远' })
  expect((await admin.call(readRegulation)).company).toBe('恒远服务控股')
  const { items } = await admin.call(search, { query: { text: '恒远服务控股' } })
  expect(items.map(({ id }) => id)).toContain(app.org('衡远服务集团').id)
  const trail = await admin.call(readTrail, { query: { action: 'settings.company' } })
  expect(trail.items[0]).toMatchObject({
    diff: { name: ['衡远服务集团', '恒远服务控股'], document_style: ['zh', 'en'] },
  })
})

test('two who save at once: the second is told; the same values change nothing', async () => {
  const body = await read()
  const save = (short_name: string) => admin.call(updateCompany, { body: { ...body, short_name } })
  const outcomes = await Promise.allSettled([save('甲'), save('乙')])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  const now = await read()
  expect(await admin.call(updateCompany, { body: now })).toMatchObject({ version: now.version })
})

test('another time zone is the one days of roles are counted in, from the next request on', async () => {
  const { id: person_id } = app.person('li.wei')
  await app.owner
    .insertInto('kernel.role_assignment')
    .values({
      ...{ id: newId(), person_id, role_key: 'hq_ops', organisation_id: app.org('衡远服务集团').id },
      ...{ with_subtree: true, starts_on: '2026-11-01', ends_on: '2026-11-23' },
    })
    .execute()
  const held = async () => {
    const { roles, permissions } = await app.as('li.wei').call(readSession)
    return {
      roles: roles.map(({ role }) => role),
      may: permissions.includes('establishment.application.complete'),
    }
  }
  const usual = { roles: ['head'], may: false }
  expect(await held()).toEqual(usual)
  const body = await read()
  // Where it is Monday in Shanghai it is Sunday still.
  const after = await admin.call(updateCompany, { body: { ...body, time_zone: 'America/Los_Angeles' } })
  expect(await held()).toEqual({ roles: ['head', 'hq_ops'], may: true })
  const { can: _, ...back } = after
  await admin.call(updateCompany, { body: { ...back, time_zone: 'Asia/Shanghai' } })
  expect(await held()).toEqual(usual)
  // After midnight in Shanghai it is still the day before by the clock of the world.
  app.clock.set('2026-11-22T16:30:00.000Z')
  expect(await held()).toEqual(usual)
})

test('a currency or time zone nobody knows is refused at its field, and only administrators save', async () => {
  const body = await read()
  const wrong = await refusalOf(
    admin.call(updateCompany, { body: { ...body, currency: 'XYZ', time_zone: 'Mars/Base', name: ' ' } }),
  )
  expect([wrong.status, wrong.fields.map(({ path }) => path).toSorted()]).toEqual([
    400,
    ['currency', 'name', 'time_zone'],
  ])
  expect((await refusalOf(app.as('lin.lan').call(updateCompany, { body }))).status).toBe(403)
})
