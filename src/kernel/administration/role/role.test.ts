import { describe, expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { readSession } from '../../access/contract.ts'
import { grantRole } from '../assignment/contract.ts'
import { createRole, listRoles, removeRole, updateRole } from './contract.ts'

const app = await startApp()
const admin = app.as('shen.jing')
const today = '2026-11-23'
const [hq, shanghai] = [app.org('衡远服务集团').id, app.org('上海分公司').id]
const reading = ['issues.issue.read', 'people.record.read']

const find = async (key: string) => (await admin.call(listRoles)).items.find((role) => role.key === key)!
const make = (title: string, permissions = reading) =>
  admin.call(createRole, { body: { title, title_en: `${title} (en)`, permissions } })
const change = async (key: string, body: { permissions?: string[]; title?: string }, user = admin) => {
  const { title, title_en, version, permissions } = await find(key)
  return user.call(updateRole, { params: { key }, body: { title, title_en, version, permissions, ...body } })
}
const give = (user: 'wang.lei' | 'li.wei' | 'fang.yi', role_key: string, organisation_id = shanghai) =>
  admin.call(grantRole, {
    body: { person_id: app.person(user).id, role_key, organisation_id, starts_on: today },
  })
const lastEntry = () =>
  app.owner
    .selectFrom('kernel.trail_entry')
    .select(['action', 'org_id', 'subject_title', 'diff'])
    .where('subject_type', '=', 'role')
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()

test('the auditor reads what roles give; nobody but the administrator changes it; others see nothing of it', async () => {
  const { items, permissions, can } = await app.as('fang.yi').call(listRoles)
  expect(items.map(({ key }) => key)).toContain('hq_finance')
  expect(permissions).toContain('approvals.request.decide')
  expect([can, ...items.map((role) => role.can)].flat()).toEqual([])
  const body = { title: '甲', title_en: 'A', permissions: reading }
  expect(await refusalOf(app.as('fang.yi').call(createRole, { body }))).toMatchObject({ status: 403 })
  expect(await refusalOf(app.as('li.wei').call(listRoles))).toMatchObject({ status: 403 })
})

test('a custom role gives what it says as soon as it is changed, and every change is on record', async () => {
  const { key } = await make('档案专员')
  expect(await lastEntry()).toMatchObject({
    action: 'administration.role.create',
    org_id: hq,
    subject_title: '档案专员',
    diff: { given: [null, reading] },
  })
  await give('wang.lei', key)
  const rights = async () => (await app.as('wang.lei').call(readSession)).permissions
  expect(await rights()).toContain('people.record.read')
  expect(await rights()).not.toContain('forms.form.edit')
  await change(key, { title: '表单专员', permissions: ['issues.issue.read', 'forms.form.edit'] })
  expect(await rights()).not.toContain('people.record.read')
  expect(await rights()).toContain('forms.form.edit')
  expect(await lastEntry()).toMatchObject({
    action: 'administration.role.update',
    diff: {
      title: ['档案专员', '表单专员'],
      given: [null, ['forms.form.edit']],
      taken: [['people.record.read'], null],
    },
  })
  expect(await find(key)).toMatchObject({ holders: 1, version: 2, can: ['update', 'remove'] })
})

describe('a role is refused', () => {
  test('under a name in use, with a permission nobody knows, or with none', async () => {
    const fields = async (work: Promise<unknown>) => (await refusalOf(work)).fields.map(({ path }) => path)
    expect(await fields(make('管理员'))).toEqual(['title'])
    expect(await fields(make('无名', ['issues.issue.burn']))).toEqual(['permissions'])
    expect(await fields(make('无名', []))).toEqual(['permissions'])
  })

  test('when it would administer and decide at once', async () => {
    const both = ['administration.assignment.grant', 'approvals.request.decide']
    expect(await refusalOf(make('万能', both))).toMatchObject({
      status: 422,
      code: 'access.errors.both_sides',
      detail: expect.stringContaining('不参与审批'),
    })
  })

  test('when it came with the system', async () => {
    expect(await refusalOf(change('head', { title: '站长' }))).toMatchObject({
      code: 'administration.errors.role_builtin',
    })
    const gone = 'role_01900000-0000-7000-8000-00000000dead'
    const remove = admin.call(removeRole, { params: { key: gone }, body: { version: 1 } })
    expect(await refusalOf(remove)).toMatchObject({ status: 404 })
  })

  test('when somebody else changed it meanwhile', async () => {
    const { key } = await make('值班')
    const body = { title: '值守', title_en: 'Watch', permissions: reading, version: 7 }
    expect(await refusalOf(admin.call(updateRole, { params: { key }, body }))).toMatchObject({ status: 409 })
  })
})

test('nobody widens a role they hold themselves; another administrator may', async () => {
  const permissions = ['administration.role.read', 'administration.role.update']
  const { key } = await make('权限助理', permissions)
  const body = { role_key: key, organisation_id: hq, with_subtree: true, starts_on: today }
  await admin.call(grantRole, { body: { ...body, person_id: app.person('wu.min').id } })
  const wider = { permissions: [...permissions, 'forms.form.edit'] }
  expect(await refusalOf(change(key, wider, app.as('wu.min')))).toMatchObject({
    status: 422,
    code: 'administration.errors.own_role',
  })
  await change(key, wider)
})

test('whoever makes roles without being the administrator gives them what they hold, and nothing more', async () => {
  const permissions = ['administration.role.create', 'administration.role.update', 'issues.issue.read']
  const { key } = await make('角色专员', permissions)
  const span = { organisation_id: hq, with_subtree: true, starts_on: today }
  await admin.call(grantRole, { body: { ...span, role_key: key, person_id: app.person('wu.min').id } })
  const maker = app.as('wu.min')
  const content = { title: '查看', title_en: 'Watch issues' }
  const beyond = { code: 'administration.errors.role_beyond', params: { permission: 'people.record.read' } }
  const create = (given: string[]) => maker.call(createRole, { body: { ...content, permissions: given } })
  expect(await refusalOf(create(reading))).toMatchObject(beyond)
  const made = await create(['issues.issue.read'])
  expect(await refusalOf(change(made.key, { permissions: reading }, maker))).toMatchObject(beyond)
})

test('nobody sits on both sides by way of a custom role', async () => {
  const { key } = await make('审计助理')
  await give('fang.yi', key, hq)
  expect(await refusalOf(change(key, { permissions: [...reading, 'forms.form.edit'] }))).toMatchObject({
    code: 'access.errors.segregated',
    params: { name: '方毅' },
  })
  expect((await find(key)).permissions).toEqual(reading)
  const { key: rights } = await make('权限专员', ['administration.assignment.grant'])
  expect(await refusalOf(give('li.wei', rights))).toMatchObject({ code: 'access.errors.segregated' })
})

test('a role goes only while nobody ever held it', async () => {
  const { key } = await make('临时')
  await admin.call(removeRole, { params: { key }, body: { version: 1 } })
  expect(await find(key)).toBeUndefined()
  const { key: used } = await make('轮值')
  await give('wang.lei', used)
  const remove = admin.call(removeRole, { params: { key: used }, body: { version: 1 } })
  expect(await refusalOf(remove)).toMatchObject({ code: 'administration.errors.role_used' })
})
