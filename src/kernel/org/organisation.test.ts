import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { newId } from '../db/new-id.ts'
import { asSystem } from '../http/open-context.ts'
import { changeLife } from './change-life.ts'
import { checkCreditCode } from './check-credit-code.ts'
import { listOrganisations, readOrganisation, readTree } from './contract.ts'
import { createOrganisation, type NewOrganisation } from './create.ts'
import { creditCodeCheck } from './credit-code/contract.ts'
import { moveOrganisation } from './move.ts'
import { renameOrganisation } from './rename.ts'

const app = await startApp()
const shanghai = app.org('上海分公司')
const guangzhou = app.org('广州分公司')
const east = app.org('华东区')
const south = app.org('华南区')

const establish = (given: Partial<NewOrganisation> & { name: string }) =>
  app.system((ctx) =>
    createOrganisation(ctx, { kind: 'branch', parent_id: east.id, life: 'active', ...given }),
  )

const codeOf = (serial: number) => {
  const first = `91310000MA${String(serial).padStart(7, '0')}`
  return first + creditCodeCheck(first)
}

const namesFor = async (user: Parameters<typeof app.as>[0], query: Record<string, unknown> = {}) =>
  (await app.as(user).call(listOrganisations, { query })).items.map(({ name }) => name)

describe('reach', () => {
  test('a head sees the own organisation and no other', async () => {
    expect(await namesFor('li.wei')).toEqual(['上海分公司'])
    const page = await app.as('li.wei').call(readOrganisation, { params: { id: shanghai.id } })
    expect(page).toMatchObject({ name: '上海分公司', life: 'active', head: { name: '李薇' } })
    expect(page.above.map(({ name, within_reach }) => [name, within_reach])).toEqual([
      ['衡远服务集团', false],
      ['华东区', false],
    ])
    const refusal = await refusalOf(app.as('li.wei').call(readOrganisation, { params: { id: guangzhou.id } }))
    expect(refusal).toMatchObject({ status: 404, code: 'errors.not_found' })
    const nothing = await refusalOf(app.as('li.wei').call(readOrganisation, { params: { id: newId() } }))
    expect(nothing.detail).toBe(refusal.detail)
  })

  test('a region lead sees the region and what is below it', async () => {
    expect(await namesFor('chen.hao')).toEqual(['华东区', '上海分公司', '苏州合作网点'])
    const refusal = await refusalOf(
      app.as('chen.hao').call(readOrganisation, { params: { id: guangzhou.id } }),
    )
    expect(refusal.status).toBe(404)
  })

  test('headquarters see all of it, a partner its own point', async () => {
    expect(await namesFor('zhou.ting')).toHaveLength(8)
    expect(await namesFor('wu.min')).toEqual(['苏州合作网点'])
  })

  test('the tree begins where the reach does, and a subtree out of reach is not there', async () => {
    const tree = await app.as('chen.hao').call(readTree)
    expect(tree.items.map(({ name, children }) => [name, children])).toEqual([
      ['华东区', 2],
      ['上海分公司', 0],
      ['苏州合作网点', 0],
    ])
    const refusal = await refusalOf(
      app.as('chen.hao').call(readTree, { query: { under: app.org('华南区').id } }),
    )
    expect(refusal.status).toBe(404)
  })

  test('nobody sees anything without an account', async () => {
    expect((await refusalOf(app.anonymous.call(listOrganisations))).status).toBe(401)
  })
})

describe('the list', () => {
  test('filters by kind, life, region and text', async () => {
    expect(await namesFor('zhou.ting', { kind: ['branch', 'partner_point'], under: east.id })).toEqual([
      '上海分公司',
      '苏州合作网点',
    ])
    expect(await namesFor('zhou.ting', { q: 'guangzhou' })).toEqual(['广州分公司'])
    expect(await namesFor('zhou.ting', { q: '100%' })).toEqual([])
    expect(await namesFor('zhou.ting', { life: 'closed' })).toEqual([])
    expect(await namesFor('zhou.ting', { parent_id: app.org('华北区').id })).toEqual(['北京分公司'])
  })

  test('names the parent and the head of each, and pages by key', async () => {
    const first = await app.as('zhou.ting').call(listOrganisations, { query: { limit: 3 } })
    const rest = await app
      .as('zhou.ting')
      .call(listOrganisations, { query: { limit: 50, after: first.next! } })
    expect(first.total).toBe(8)
    expect([...first.items, ...rest.items].map(({ code }) => code)).toEqual([
      'HB',
      'HB-BJ',
      'HD',
      'HD-SH',
      'HD-SZ',
      'HN',
      'HN-GZ',
      'HQ',
    ])
    const found = [...first.items, ...rest.items].find(({ code }) => code === 'HD-SH')
    expect(found).toMatchObject({ parent: { name: '华东区' }, head: { name: '李薇' } })
  })
})

describe('the tree', () => {
  test('comes level by level when asked to', async () => {
    const top = await app.as('zhou.ting').call(readTree, { query: { depth: 2 } })
    expect(top.items.map(({ name }) => name)).toEqual(['衡远服务集团', '华北区', '华东区', '华南区'])
    const below = await app.as('zhou.ting').call(readTree, { query: { under: east.id, depth: 1 } })
    expect(below.items.map(({ name }) => name)).toEqual(['上海分公司', '苏州合作网点'])
  })

  test('carries three thousand organisations in one answer', async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => {
      const id = newId()
      const root = app.org('衡远服务集团').id
      const region = app.org('华北区').id
      const name = `网点${String(at).padStart(4, '0')}`
      return {
        id,
        kind: 'branch',
        code: `X${at}`,
        name,
        parent_id: region,
        path: [root, region, id],
        life: 'active',
      }
    })
    await app.owner.insertInto('kernel.organisation').values(rows).execute()
    const tree = await app.as('zhou.ting').call(readTree)
    expect(tree).toMatchObject({ capped: false })
    expect(tree.items).toHaveLength(3008)
    expect(tree.items.find(({ name }) => name === '华北区')).toMatchObject({ children: 3001 })
    await app.owner.deleteFrom('kernel.organisation').where('code', 'like', 'X%').execute()
  })
})

describe('unified social credit codes', () => {
  const check = (code: string) =>
    refusalOfSystem(asSystem(app.kernel, (ctx) => checkCreditCode(ctx, code), { untrailed: 'a test' }))

  test('a code of the wrong length or with a wrong check character is refused at its field', async () => {
    expect(await check('9131')).toMatchObject({
      kind: 'invalid',
      fields: [{ path: 'credit_code', code: 'org.errors.credit_code_length', params: { length: 4 } }],
    })
    expect(await check('91350100M000100Y44')).toMatchObject({
      fields: [{ code: 'org.errors.credit_code_wrong' }],
    })
  })

  test('a code in use is refused with the name of the organisation that has it', async () => {
    await establish({ name: '杭州分公司', credit_code: ` ${codeOf(1).toLowerCase()} ` })
    expect(await check(codeOf(1))).toMatchObject({
      kind: 'refused',
      code: 'org.errors.credit_code_taken',
      params: { organisation: '杭州分公司', credit_code: codeOf(1) },
    })
    expect(await refusalOfSystem(establish({ name: '宁波分公司', credit_code: codeOf(1) }))).toMatchObject({
      code: 'org.errors.credit_code_taken',
    })
  })

  test('a code of a closed organisation is refused, and the refusal names the organisation to bring back', async () => {
    const closed = await establish({ name: '南京分公司', credit_code: codeOf(2) })
    await app.system((ctx) => changeLife(ctx, { id: closed.id, to: 'closed' }))
    expect(await check(codeOf(2))).toMatchObject({
      code: 'org.errors.credit_code_of_closed',
      params: { organisation: '南京分公司', organisation_id: closed.id },
    })
  })

  test('of two organisations that claim one code at once, one gets it', async () => {
    const claims = await Promise.allSettled(
      ['合肥分公司', '福州分公司'].map((name) => establish({ name, credit_code: codeOf(3) })),
    )
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(claims.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'org.errors.credit_code_taken' },
    })
  })
})

describe('a life', () => {
  test('codes are given in a row when none is chosen', async () => {
    const made = await Promise.all(
      ['甲', '乙', '丙'].map((name) => establish({ name: `${name}合作网点`, kind: 'partner_point' })),
    )
    expect(made.map(({ code }) => code).sort()).toEqual(['P0001', 'P0002', 'P0003'])
  })

  test('follows its stages, closes once nothing is open below, and can be restored', async () => {
    const region = await establish({ name: '西南区', kind: 'region', parent_id: app.org('衡远服务集团').id })
    const branch = await establish({ name: '成都分公司', parent_id: region.id, life: 'preparing' })
    const go = (id: string, to: 'active' | 'suspended' | 'closed' | 'proposed') =>
      app.system((ctx) => changeLife(ctx, { id, to }))
    expect(await go(branch.id, 'active')).toMatchObject({ life: 'active', started_on: '2026-11-23' })
    expect(await refusalOfSystem(go(region.id, 'closed'))).toMatchObject({
      code: 'org.errors.open_below',
      params: { count: 1 },
    })
    expect(await refusalOfSystem(go(branch.id, 'proposed'))).toMatchObject({
      code: 'org.errors.life_does_not_follow',
    })
    await go(branch.id, 'suspended')
    expect(await go(branch.id, 'closed')).toMatchObject({ life: 'closed', closed_on: '2026-11-23' })
    await go(region.id, 'closed')
    expect(await refusalOfSystem(go(branch.id, 'active'))).toMatchObject({ code: 'org.errors.parent_closed' })
    await go(region.id, 'active')
    expect(await go(branch.id, 'active')).toMatchObject({ life: 'active', closed_on: null })
  })

  test('a name is refused while a sibling carries it', async () => {
    await establish({ name: '无锡分公司' })
    expect(await refusalOfSystem(establish({ name: '无锡分公司' }))).toMatchObject({
      code: 'org.errors.name_taken',
    })
  })

  test('of two organisations that take one name at the same moment, the second is refused with a sentence', async () => {
    const name = '常州分公司'
    const taken = await Promise.allSettled([establish({ name }), establish({ name }), establish({ name })])
    expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of taken)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'org.errors.name_taken' })
  })

  test('and so is the second of two that are given one name at the same moment', async () => {
    const both = await Promise.all(['镇江分公司', '扬州分公司'].map((name) => establish({ name })))
    const renamed = await Promise.allSettled(
      both.map(({ id }) =>
        app.system((ctx) => renameOrganisation(ctx, { id, name: '泰州分公司', name_en: null })),
      ),
    )
    expect(renamed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(renamed.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'org.errors.name_taken' },
    })
  })
})

async function refusalOfSystem(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    (value) => ({ answered: value }),
    (error: unknown) => error,
  )
}

describe('at the same moment', () => {
  test('what is made below an organisation that moves hangs where that one went', async () => {
    const parent = await establish({ name: '南通分公司' })
    const made = await whileCodesAreHeld(
      () => establish({ kind: 'department', name: '技术服务部', parent_id: parent.id }),
      () => app.system((ctx) => moveOrganisation(ctx, { id: parent.id, parent_id: south.id })),
    )
    const { path } = await pathOf(parent.id)
    expect(path).toEqual([app.org('衡远服务集团').id, south.id, parent.id])
    expect((await pathOf(made.id)).path).toEqual([...path, made.id])
  })

  test('nothing is made below an organisation that closes', async () => {
    const parent = await establish({ name: '盐城分公司' })
    const closing = () => app.system((ctx) => changeLife(ctx, { id: parent.id, to: 'closed' }))
    let outcome: unknown
    await whileCodesAreHeld(
      () => establish({ kind: 'department', name: '客户服务部', parent_id: parent.id }),
      async () => {
        outcome = await refusalOfSystem(closing())
      },
    )
    expect(outcome).toMatchObject({ code: 'org.errors.open_below' })
    expect((await pathOf(parent.id)).life).toBe('active')
  })
})

/** Begins to make an organisation, lets `other` come in between before it is made, and gives what was made. */
async function whileCodesAreHeld<T>(make: () => Promise<T>, other: () => Promise<unknown>): Promise<T> {
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const holder = app.system(async ({ tx }) => {
    await sql`select pg_advisory_xact_lock(hashtext('kernel.organisation.code'))`.execute(tx)
    await held
  })
  await waiting(0)
  const making = make()
  await waiting(1)
  const meanwhile = other()
  // Time enough to be done, where nothing holds it up.
  await Promise.race([meanwhile, sleep(500)])
  release()
  await holder
  await meanwhile
  return making
}

/** Until so many wait for the lock on codes, which somebody holds. */
async function waiting(count: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ held: number; waits: number }>`
      select count(*) filter (where granted) held, count(*) filter (where not granted) waits from pg_locks
      where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
        and objid = (hashtext('kernel.organisation.code')::bigint & 4294967295)::oid`.execute(app.owner)
    if (rows[0]!.held === 1 && rows[0]!.waits === count) return
    await sleep(20)
  }
}

const pathOf = (id: string) =>
  app.owner
    .selectFrom('kernel.organisation')
    .select(['path', 'life'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
