import { describe, expect, test } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { readSession } from '../../access/contract.ts'
import { refuseBarred } from '../../access/segregation.ts'
import { appointHead } from '../../people/appoint-head.ts'
import { createRole } from '../role/contract.ts'
import { endRole, grantRole, listAssignments } from './contract.ts'

const app = await startApp()
const admin = app.as('shen.jing')
const [hq, east, shanghai, guangzhou, beijing] = [
  app.org('衡远服务集团').id,
  app.org('华东区').id,
  app.org('上海分公司').id,
  app.org('广州分公司').id,
  app.org('北京分公司').id,
]
const today = '2026-11-23'

const grant = (user: CastUser, role_key: string, organisation_id: string, more: object = {}) =>
  admin.call(grantRole, {
    body: { person_id: app.person(user).id, role_key, organisation_id, starts_on: today, ...more },
  })
const held = async (user: CastUser, role: string) => {
  const { items } = await admin.call(listAssignments, { query: { person_id: app.person(user).id, role } })
  return items[0]!
}
const entries = async (action: string) =>
  (
    await app.owner
      .selectFrom('kernel.trail_entry')
      .select(['subject_title', 'diff', 'org_id', 'actor_name'])
      .where('action', '=', action)
      .orderBy('id')
      .execute()
  ).at(-1)

test('only the administrator gives roles; the auditor reads along; others see nothing of it', async () => {
  const body = {
    person_id: app.person('wang.lei').id,
    role_key: 'staff',
    organisation_id: hq,
    starts_on: today,
  }
  for (const user of ['xu.wen', 'fang.yi', 'li.wei'] as const)
    expect(await refusalOf(app.as(user).call(grantRole, { body }))).toMatchObject({ status: 403 })
  expect((await app.as('fang.yi').call(listAssignments)).total).toBeGreaterThan(10)
  expect(await refusalOf(app.as('li.wei').call(listAssignments))).toMatchObject({ status: 403 })
})

test('a role is given from a day on, works at once and leaves an entry', async () => {
  await grant('he.chuan', 'hq_quality', hq, { with_subtree: true, note: '兼任质量检查' })
  expect((await app.as('he.chuan').call(readSession)).roles.map(({ role }) => role)).toEqual([
    'hq_ops',
    'hq_quality',
  ])
  expect(await entries('administration.assignment.grant')).toMatchObject({
    subject_title: '何川',
    org_id: hq,
    actor_name: '沈静',
    diff: { role: [null, 'hq_quality'], with_subtree: [null, true], starts_on: [null, today] },
  })
})

describe('a role is refused', () => {
  test('for oneself', async () => {
    expect(await refusalOf(grant('shen.jing', 'staff', shanghai))).toMatchObject({
      status: 422,
      code: 'access.errors.self_grant',
      detail: '不能给自己授予角色。请由另一位管理员办理。',
    })
  })

  test('twice', async () => {
    expect(await refusalOf(grant('he.chuan', 'hq_ops', hq))).toMatchObject({
      code: 'administration.errors.held_already',
    })
  })

  test('from a day that has passed, or until a day before it begins', async () => {
    const refusal = await refusalOf(
      grant('wang.lei', 'head', beijing, { starts_on: '2026-11-22', ends_on: '2026-11-22' }),
    )
    expect(refusal).toMatchObject({ status: 400 })
    expect(refusal.fields.map(({ path }) => path)).toEqual(['starts_on', 'ends_on'])
  })

  test('when nobody knows it, or the person, or the organisation', async () => {
    expect((await refusalOf(grant('wang.lei', 'king', beijing))).fields[0]?.path).toBe('role_key')
    const nobody = '01900000-0000-7000-8000-00000000dead'
    expect(await refusalOf(grant('wang.lei', 'head', nobody))).toMatchObject({ status: 404 })
    const body = { person_id: nobody, role_key: 'head', organisation_id: beijing, starts_on: today }
    expect(await refusalOf(admin.call(grantRole, { body }))).toMatchObject({ status: 404 })
  })
})

describe('segregation of duties', () => {
  test('keeps an auditor from running anything below where they audit, and the other way round', async () => {
    expect(await refusalOf(grant('fang.yi', 'hq_finance', hq))).toMatchObject({
      status: 422,
      code: 'access.errors.segregated',
      detail: expect.stringContaining('审计人员不在其审计范围内'),
    })
    expect(await refusalOf(grant('fang.yi', 'head', shanghai))).toMatchObject({
      code: 'access.errors.segregated',
    })
    expect(await refusalOf(grant('li.wei', 'auditor', east, { with_subtree: true }))).toMatchObject({
      code: 'access.errors.segregated',
    })
    await grant('li.wei', 'auditor', guangzhou)
  })

  test('keeps the administrator from deciding, and deciders from administering', async () => {
    expect(await refusalOf(grant('gu.mingyuan', 'admin', hq))).toMatchObject({
      code: 'access.errors.segregated',
      params: { held: '公司管理层', role: '管理员', organisation: '衡远服务集团' },
    })
    const { key } = await admin.call(createRole, {
      body: { title: '流程专员', title_en: 'Flows', permissions: ['approvals.flow.edit'] },
    })
    expect(await refusalOf(grant('gu.mingyuan', key, hq))).toMatchObject({
      code: 'access.errors.segregated',
    })
    await grant('wang.lei', 'admin', beijing)
    expect(await refusalOf(grant('wang.lei', 'head', beijing))).toMatchObject({
      code: 'access.errors.segregated',
    })
  })

  test('counts only days on which both would hold', async () => {
    const { id, version } = await held('wang.lei', 'admin')
    await admin.call(endRole, { params: { id }, body: { version, ends_on: '2026-12-01' } })
    expect(await refusalOf(grant('wang.lei', 'head', beijing, { starts_on: '2026-11-30' }))).toMatchObject({
      code: 'access.errors.segregated',
    })
    await grant('wang.lei', 'head', beijing, { starts_on: '2026-12-01' })
  })

  test('is asked when a head is appointed', async () => {
    const appoint = app.system((ctx) =>
      appointHead(ctx, { org_id: shanghai, person_id: app.person('fang.yi').id, starts_on: '2026-12-01' }),
    )
    await expect(appoint).rejects.toMatchObject({ code: 'access.errors.segregated' })
  })

  test('is asked with the same words by whoever decides', async () => {
    const ask = (user: CastUser, ties: Record<string, string> = {}) =>
      app.system((ctx) =>
        refuseBarred(ctx, {
          person_id: app.person(user).id,
          act: 'approvals.request.decide',
          subject: { org_id: guangzhou, ties },
        }),
      )
    await ask('zheng.kai')
    const barred = { code: 'access.errors.barred' }
    await expect(ask('shen.jing')).rejects.toMatchObject(barred)
    await expect(ask('fang.yi')).rejects.toMatchObject(barred)
    await expect(ask('li.wei')).rejects.toMatchObject(barred)
    const tie = { [app.person('zheng.kai').id]: 'access.rules.auditor_operates' }
    await expect(ask('zheng.kai', tie)).rejects.toMatchObject(barred)
  })

  test('lets of two clashing grants at once only one through', async () => {
    const both = await Promise.allSettled([
      grant('wu.min', 'auditor', beijing),
      grant('wu.min', 'head', beijing),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('a role ends', () => {
  test('from a day on; what was held before stays on record', async () => {
    const { id, version } = await held('he.chuan', 'hq_quality')
    await admin.call(endRole, { params: { id }, body: { version, ends_on: '2026-11-30', note: '任务完成' } })
    expect(await held('he.chuan', 'hq_quality')).toMatchObject({ holds: 'now', ends_on: '2026-11-30' })
    expect(await entries('administration.assignment.end')).toMatchObject({
      diff: { ends_on: [null, '2026-11-30'] },
    })
    const later = { params: { id }, body: { version: version + 1, ends_on: '2026-12-30' } }
    expect((await refusalOf(admin.call(endRole, later))).fields[0]?.path).toBe('ends_on')
    await admin.call(endRole, { params: { id }, body: { version: version + 1, ends_on: today } })
    expect(await held('he.chuan', 'hq_quality')).toMatchObject({ holds: 'past', starts_on: today })
    expect((await app.as('he.chuan').call(readSession)).roles).toHaveLength(1)
  })

  test('not for oneself, not twice, not in the past, not over a change one has not seen', async () => {
    const own = await held('shen.jing', 'admin')
    expect(own.can).toEqual([])
    const refusal = (one: { id: string }, body: { version: number; ends_on: string }) =>
      refusalOf(admin.call(endRole, { params: { id: one.id }, body }))
    expect(await refusal(own, { version: 1, ends_on: today })).toMatchObject({
      code: 'administration.errors.self_end',
    })
    const over = await held('he.chuan', 'hq_quality')
    expect(await refusal(over, { version: over.version, ends_on: today })).toMatchObject({
      code: 'administration.errors.ended_already',
    })
    const ops = await held('he.chuan', 'hq_ops')
    expect(await refusal(ops, { version: ops.version, ends_on: '2026-11-01' })).toMatchObject({ status: 400 })
    expect(await refusal(ops, { version: 9, ends_on: today })).toMatchObject({ status: 409 })
  })

  test('with the appointment it came from, and not by itself', async () => {
    const head = await held('zheng.kai', 'head')
    const body = { version: head.version, ends_on: today }
    expect(await refusalOf(admin.call(endRole, { params: { id: head.id }, body }))).toMatchObject({
      code: 'administration.errors.by_appointment',
    })
  })
})

test('an administrator of one branch gives roles there and nowhere else', async () => {
  await grant('wang.lei', 'admin', shanghai, { ends_on: '2026-11-30' })
  const local = app.as('wang.lei')
  const give = (role_key: string, organisation_id: string) =>
    local.call(grantRole, {
      body: { person_id: app.person('li.wei').id, role_key, organisation_id, starts_on: today },
    })
  await give('staff', shanghai)
  expect(await refusalOf(give('staff', guangzhou))).toMatchObject({ status: 404 })
  const shown = await local.call(listAssignments)
  expect(new Set(shown.items.map(({ organisation }) => organisation.id))).toEqual(
    new Set([shanghai, beijing]),
  )
  const elsewhere = await held('zheng.kai', 'head')
  const end = { params: { id: elsewhere.id }, body: { version: 1, ends_on: today } }
  expect(await refusalOf(local.call(endRole, end))).toMatchObject({ status: 404 })
})

test('who holds what is found by name, role, place and time', async () => {
  const find = async (query: object) =>
    (await admin.call(listAssignments, { query })).items.map(({ person }) => person.name)
  expect(await find({ q: '罗' })).toEqual(['罗颖'])
  expect(await find({ role: ['auditor'], org_id: hq })).toEqual(['方毅'])
  expect(await find({ under: guangzhou, holds: 'now' })).toEqual(['李薇', '郑凯'])
  expect(await find({ holds: 'later' })).toEqual(['王磊'])
})

test('whoever gives roles by a custom role passes on what they hold there, and nothing more', async () => {
  const make = (title: string, permissions: string[]) =>
    admin.call(createRole, { body: { title, title_en: `${title} (en)`, permissions } })
  const giving = ['administration.assignment.grant', 'issues.issue.read']
  const { key: giver } = await make('授权专员', giving)
  const { key: reader } = await make('台账查看', ['issues.issue.read'])
  await grant('wu.min', giver, guangzhou)
  const give = (role_key: string) =>
    app.as('wu.min').call(grantRole, {
      body: {
        ...{ person_id: app.person('zheng.kai').id, role_key },
        ...{ organisation_id: guangzhou, starts_on: today },
      },
    })
  const beyond = { code: 'administration.errors.role_beyond' }
  for (const role of ['staff', 'partner']) expect(await refusalOf(give(role)), role).toMatchObject(beyond)
  await give(reader)
})
