import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { CastUser } from '../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { readSession } from '../access/contract.ts'
import { disableAccount } from '../administration/account/contract.ts'
import { grantRole } from '../administration/assignment/contract.ts'
import { changeLife } from '../org/change-life.ts'
import { readOrganisation } from '../org/contract.ts'
import { appointHead } from './appoint-head.ts'
import {
  beginAssignment,
  createPerson,
  endAssignment,
  listCandidates,
  listPeople,
  readEmployeeRecord,
  readPerson,
} from './contract.ts'

const app = await startApp()
const shanghai = app.org('上海分公司')
const guangzhou = app.org('广州分公司')
const xuWen = app.as('xu.wen')

const namesFor = async (user: Parameters<typeof app.as>[0], query: Record<string, unknown> = {}) =>
  (await app.as(user).call(listPeople, { query })).items.map(({ name }) => name).sort()

const hire = (name: string, more: Record<string, unknown> = {}) =>
  xuWen.call(createPerson, {
    body: { org_id: shanghai.id, name, post: '客户顾问', starts_on: '2026-11-02', ...more },
  })

describe('reach', () => {
  test('a head sees the people of the own organisation, a region lead those of the region', async () => {
    expect(await namesFor('li.wei')).toEqual(['李薇', '王磊'].sort())
    expect(await namesFor('chen.hao')).toEqual(['吴敏', '李薇', '王磊', '陈浩'].sort())
    expect(await namesFor('zhou.ting')).toHaveLength(16)
  })

  test('a person of another branch is not found', async () => {
    const read = (user: 'li.wei' | 'chen.hao' | 'luo.ying') =>
      app.as(user).call(readPerson, { params: { id: app.person('zheng.kai').id } })
    expect(await refusalOf(read('li.wei'))).toMatchObject({ status: 404, code: 'errors.not_found' })
    expect((await refusalOf(read('chen.hao'))).status).toBe(404)
    expect(await read('luo.ying')).toMatchObject({ name: '郑凯', home: { name: '广州分公司' } })
    expect(await namesFor('li.wei', { org_id: guangzhou.id })).toEqual([])
  })

  test('of someone seconded elsewhere each side sees its own part of the history', async () => {
    const { id } = await hire('孟飞')
    await xuWen.call(beginAssignment, {
      params: { id },
      body: { org_id: guangzhou.id, kind: 'secondment', post: '支援顾问', starts_on: '2026-11-10' },
    })
    const posts = async (user: 'li.wei' | 'zheng.kai' | 'xu.wen') =>
      (await app.as(user).call(readPerson, { params: { id } })).assignments.map(({ post }) => post)
    expect(await posts('li.wei')).toEqual(['客户顾问'])
    expect(await posts('zheng.kai')).toEqual(['支援顾问'])
    expect(await posts('xu.wen')).toEqual(['支援顾问', '客户顾问'])
    expect((await app.as('zheng.kai').call(readPerson, { params: { id } })).home).toBeNull()
  })

  test('what is private stays with the employer', async () => {
    const { id } = await hire('姜宁', { phone: '13800000001', employee_no: 'SH-0101' })
    const read = (user: 'li.wei' | 'wang.lei' | 'zheng.kai') =>
      app.as(user).call(readEmployeeRecord, { params: { id } })
    expect(await read('li.wei')).toMatchObject({ phone: '13800000001' })
    expect((await refusalOf(read('wang.lei'))).status).toBe(403)
    expect((await refusalOf(read('zheng.kai'))).status).toBe(404)
    const seen = JSON.stringify(await app.as('wang.lei').call(readPerson, { params: { id } }))
    expect(seen).not.toContain('13800000001')
  })
})

describe('the list', () => {
  test('filters by organisation, post and text, and shows who left on request', async () => {
    const { id } = await hire('丁一鸣', { post: '培训专员' })
    expect(await namesFor('xu.wen', { post: '培训' })).toEqual(['丁一鸣'])
    expect(await namesFor('xu.wen', { q: '一鸣', under: app.org('华东区').id })).toEqual(['丁一鸣'])
    const { assignments } = await xuWen.call(readPerson, { params: { id } })
    await xuWen.call(endAssignment, {
      params: { id, assignment_id: assignments[0]!.id },
      body: { version: 1, ends_on: '2026-11-20' },
    })
    expect(await namesFor('xu.wen', { q: '一鸣' })).toEqual([])
    expect(await namesFor('xu.wen', { q: '一鸣', state: 'left' })).toEqual(['丁一鸣'])
  })
})

describe('assignments', () => {
  test('a head may not enter people', async () => {
    const body = { org_id: shanghai.id, name: '高远', post: '客户顾问', starts_on: '2026-11-02' }
    expect((await refusalOf(app.as('li.wei').call(createPerson, { body }))).status).toBe(403)
  })

  test('an employee number is given once per organisation', async () => {
    await hire('韩冰', { employee_no: 'SH-0777' })
    expect(await refusalOf(hire('韩雪', { employee_no: 'SH-0777' }))).toMatchObject({
      status: 422,
      code: 'people.errors.number_taken',
    })
  })

  test('a second employment waits for the first one’s end', async () => {
    const { id } = await hire('蒋平')
    const move = () =>
      xuWen.call(beginAssignment, {
        params: { id },
        body: { org_id: guangzhou.id, kind: 'employment', post: '客户顾问', starts_on: '2026-11-23' },
      })
    expect(await refusalOf(move())).toMatchObject({ code: 'people.errors.employed_already' })
    const { assignments } = await xuWen.call(readPerson, { params: { id } })
    const end = (version: number) =>
      xuWen.call(endAssignment, {
        params: { id, assignment_id: assignments[0]!.id },
        body: { version, ends_on: '2026-11-23' },
      })
    expect((await refusalOf(end(7))).status).toBe(409)
    await end(1)
    expect(await refusalOf(end(2))).toMatchObject({ code: 'people.errors.ended_already' })
    await move()
    const page = await xuWen.call(readPerson, { params: { id } })
    expect(page.home).toMatchObject({ name: '广州分公司' })
    expect(page.assignments.map(({ holds, ends_on }) => [holds, ends_on])).toEqual([
      ['now', null],
      ['past', '2026-11-23'],
    ])
  })

  test('of two employments begun at the same moment one is refused', async () => {
    const { id } = await hire('薛琳', { starts_on: '2026-11-02' })
    const { assignments } = await xuWen.call(readPerson, { params: { id } })
    await xuWen.call(endAssignment, {
      params: { id, assignment_id: assignments[0]!.id },
      body: { version: 1, ends_on: '2026-11-20' },
    })
    const begin = (org_id: string) =>
      xuWen.call(beginAssignment, {
        params: { id },
        body: { org_id, kind: 'employment', post: '客户顾问', starts_on: '2026-11-23' },
      })
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    // Whoever employs somebody waits for the person at last: all have come as far as that before one goes on.
    const holder = app.system(async ({ tx }) => {
      await sql`select id from kernel.person where id = ${id} for update`.execute(tx)
      await held
    })
    const places = [shanghai, guangzhou, app.org('北京分公司')]
    const begun = places.map((place) => begin(place.id))
    await sleep(1000)
    release()
    await holder
    const outcomes = await Promise.allSettled(begun)
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of outcomes)
      if (one.status === 'rejected')
        expect(one.reason).toMatchObject({ code: 'people.errors.employed_already' })
  })

  test('an employment out of reach is minded too, and not named', async () => {
    const { id } = await hire('范哲', { org_id: guangzhou.id })
    await xuWen.call(beginAssignment, {
      params: { id },
      body: { org_id: shanghai.id, kind: 'secondment', post: '支援顾问', starts_on: '2026-11-10' },
    })
    await app.as('shen.jing').call(grantRole, {
      body: {
        ...{ person_id: app.person('he.chuan').id, role_key: 'hq_hr', organisation_id: app.org('华东区').id },
        ...{ with_subtree: true, starts_on: '2026-11-23', ends_on: null },
      },
    })
    const refusal = await refusalOf(
      app.as('he.chuan').call(beginAssignment, {
        params: { id },
        body: { org_id: shanghai.id, kind: 'employment', post: '客户顾问', starts_on: '2026-11-23' },
      }),
    )
    expect(refusal).toMatchObject({ status: 422, code: 'people.errors.employed_elsewhere' })
    expect(refusal.detail).not.toContain('广州')
    await app.owner
      .deleteFrom('kernel.role_assignment')
      .where('person_id', '=', app.person('he.chuan').id)
      .where('role_key', '=', 'hq_hr')
      .execute()
    const { home } = await xuWen.call(readPerson, { params: { id } })
    expect(home).toMatchObject({ name: '广州分公司' })
  })

  test('with the employment end the roles held there', async () => {
    const id = app.person('wang.lei').id
    const { assignments } = await xuWen.call(readPerson, { params: { id } })
    await xuWen.call(endAssignment, {
      params: { id, assignment_id: assignments[0]!.id },
      body: { version: 1, ends_on: '2026-11-24' },
    })
    expect((await app.as('wang.lei').call(readSession)).permissions).toContain('people.person.read')
    app.clock.set('2026-11-24T02:00:00Z')
    expect((await app.as('wang.lei').call(readSession)).permissions).toEqual([])
    app.clock.set('2026-11-23T02:00:00Z')
  })

  test('who held which role in the past is not rewritten by an employment that ended earlier', async () => {
    const { id, name } = app.person('qian.li')
    const { assignments } = await xuWen.call(readPerson, { params: { id } })
    const at = { organisation_id: app.org('衡远服务集团').id, role_key: 'staff', starts_on: '2027-01-01' }
    await app.as('shen.jing').call(grantRole, { body: { ...at, person_id: id } })
    await xuWen.call(endAssignment, {
      params: { id, assignment_id: assignments[0]!.id },
      body: { version: 1, ends_on: '2024-01-09' },
    })
    const held = await app.owner
      .selectFrom('kernel.role_assignment')
      .select(['role_key', 'starts_on', 'ends_on'])
      .where('person_id', '=', id)
      .orderBy('starts_on')
      .execute()
    expect(held).toEqual([
      { role_key: 'hq_finance', starts_on: '2024-01-08', ends_on: '2026-11-23' },
      { role_key: 'staff', starts_on: '2027-01-01', ends_on: '2027-01-01' },
    ])
    const entries = await app.owner
      .selectFrom('kernel.trail_entry')
      .select('diff')
      .where('action', '=', 'people.role.end')
      .where('subject_title', '=', name)
      .orderBy('seq')
      .execute()
    expect(entries.map(({ diff }) => diff)).toEqual([
      { role: ['hq_finance', null], ends_on: [null, '2026-11-23'] },
      { role: ['staff', null], ends_on: [null, '2027-01-01'] },
    ])
  })

  test('the last administrator stays', async () => {
    const { id, account_id } = app.person('shen.jing')
    const { assignments } = await xuWen.call(readPerson, { params: { id } })
    const leave = () =>
      xuWen.call(endAssignment, {
        params: { id, assignment_id: assignments[0]!.id },
        body: { version: 1, ends_on: '2026-11-24' },
      })
    const last = { status: 422, code: 'access.errors.last_administrator' }
    expect(await refusalOf(leave())).toMatchObject(last)
    const hq = app.org('衡远服务集团').id
    const give = (user: CastUser, ends_on: string | null) =>
      app.as('shen.jing').call(grantRole, {
        body: {
          ...{ person_id: app.person(user).id, role_key: 'admin', organisation_id: hq },
          ...{ with_subtree: true, starts_on: '2026-11-23', ends_on },
        },
      })
    await give('wu.min', '2026-12-31')
    expect(await refusalOf(leave())).toMatchObject(last)
    const disable = { params: { id: account_id }, body: {} }
    expect(await refusalOf(app.as('wu.min').call(disableAccount, disable))).toMatchObject(last)
    await app.owner
      .updateTable('kernel.role_assignment')
      .set({ ends_on: null })
      .where('person_id', '=', app.person('wu.min').id)
      .where('role_key', '=', 'admin')
      .execute()
    await leave()
  })

  test('a head leaves through a filing only', async () => {
    const id = app.person('zheng.kai').id
    const { assignments } = await xuWen.call(readPerson, { params: { id } })
    const end = (kind: string) =>
      xuWen.call(endAssignment, {
        params: { id, assignment_id: assignments.find((one) => one.kind === kind)!.id },
        body: { version: 1, ends_on: '2026-12-01' },
      })
    expect(await refusalOf(end('head'))).toMatchObject({ code: 'people.errors.head_by_filing' })
    expect(await refusalOf(end('employment'))).toMatchObject({ code: 'people.errors.still_heads' })
  })

  test('nobody new begins at a suspended organisation', async () => {
    const id = app.org('北京分公司').id
    await app.system((ctx) => changeLife(ctx, { id, to: 'suspended' }))
    expect(await refusalOf(hire('洪波', { org_id: id }))).toMatchObject({
      code: 'people.errors.organisation_suspended',
    })
    await app.system((ctx) => changeLife(ctx, { id, to: 'active' }))
  })
})

describe('a change of head', () => {
  test('the former head leaves office on the day the new one enters it, and reach follows', async () => {
    const { id } = await hire('方圆', { org_id: guangzhou.id, post: '副负责人' })
    await app.system((ctx) =>
      appointHead(ctx, { org_id: guangzhou.id, person_id: id, starts_on: '2026-12-01' }),
    )
    const headSeenBy = async () =>
      (await app.as('luo.ying').call(readOrganisation, { params: { id: guangzhou.id } })).head?.name
    expect(await headSeenBy()).toBe('郑凯')
    expect((await app.as('zheng.kai').call(readSession)).permissions).toContain('org.organisation.read')
    app.clock.set('2026-11-30T16:00:00Z')
    expect(await headSeenBy()).toBe('方圆')
    expect((await app.as('zheng.kai').call(readSession)).permissions).toEqual([])
    const roles = (await xuWen.call(readPerson, { params: { id } })).roles
    expect(roles).toMatchObject([
      { role_key: 'head', source: 'appointment', holds: 'now', with_subtree: true },
    ])
    app.clock.set('2026-11-23T02:00:00Z')
  })

  test('a region’s head leads the region with all below, a partner point’s is its partner', async () => {
    const roleAt = async (org_id: string, name: string) => {
      const { id } = await hire(name, { org_id })
      await app.system((ctx) => appointHead(ctx, { org_id, person_id: id, starts_on: '2026-12-01' }))
      const { roles } = await xuWen.call(readPerson, { params: { id } })
      return roles.map(({ role_key, with_subtree }) => [role_key, with_subtree])
    }
    expect(await roleAt(app.org('华北区').id, '邹凯')).toEqual([['region_lead', true]])
    expect(await roleAt(app.org('苏州合作网点').id, '陆青')).toEqual([['partner', false]])
  })

  test('who heads it already is not appointed again', async () => {
    await expect(
      app.system((ctx) =>
        appointHead(ctx, {
          org_id: shanghai.id,
          person_id: app.person('li.wei').id,
          starts_on: '2026-12-01',
        }),
      ),
    ).rejects.toMatchObject({ code: 'people.errors.heads_already' })
  })
})

describe('candidates', () => {
  const candidates = async (user: Parameters<typeof app.as>[0], org_id: string, permission: string) =>
    (await app.as(user).call(listCandidates, { query: { org_id, permission } })).items.map(({ name }) => name)

  test('hold the permission and reach the organisation, the nearest first', async () => {
    const deciders = await candidates('zhou.ting', shanghai.id, 'org.organisation.read')
    expect(deciders.slice(0, 2).sort()).toEqual(['李薇', '王磊'].sort())
    expect(deciders[2]).toBe('陈浩')
    expect(deciders).not.toContain('罗颖')
    expect(deciders).not.toContain('郑凯')
    expect(await candidates('zhou.ting', shanghai.id, 'people.person.create')).toEqual(
      expect.arrayContaining(['许雯', '沈静']),
    )
  })

  test('are told for organisations within reach only', async () => {
    const refusal = await refusalOf(candidates('li.wei', guangzhou.id, 'org.organisation.read'))
    expect(refusal.status).toBe(404)
  })
})
