import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { type Refused, refusalOf, startApp } from '../../../../test/support/app.ts'
import { readSession } from '../../access/contract.ts'
import { acceptInvitation, readInvitation } from '../../access/invitation/contract.ts'
import { makeLinkOnServer } from '../../access/invitation/on-server.ts'
import { createPerson } from '../../people/contract.ts'
import { openTask } from '../../tasks/open.ts'
import { grantRole } from '../assignment/contract.ts'
import { createRole, updateRole } from '../role/contract.ts'
import * as accounts from './contract.ts'

const app = await startApp()
const admin = app.as('shen.jing')
const [hq, shanghai] = [app.org('衡远服务集团').id, app.org('上海分公司').id]
const today = '2026-11-23'
const accountOf = (user: CastUser) => ({ id: app.person(user).account_id })

const page = (user: CastUser) => admin.call(accounts.readAccount, { params: accountOf(user) })
const act = (endpoint: typeof accounts.unlockAccount, user: CastUser, as = admin) =>
  as.call(endpoint, { params: accountOf(user), body: {} })
const disable = (user: CastUser, to?: CastUser) =>
  admin.call(accounts.disableAccount, {
    params: accountOf(user),
    body: { to_person_id: to ? app.person(to).id : null },
  })
const signIn = async (email: string, password: string) =>
  (
    await app.anonymous.fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
  ).status
const tokenOf = (path: string | null) => {
  if (path === null) throw new Error('no link was shown')
  return path.replace('/welcome/', '')
}
const person = async (name: string, as: CastUser = 'xu.wen') => {
  const body = { org_id: shanghai, name, post: '客户顾问', starts_on: today }
  return (await app.as(as).call(createPerson, { body })).id
}
const waits = (user: CastUser, org_id: string, count: number) =>
  app.system(async (ctx) => {
    for (let i = 0; i < count; i++)
      await openTask(ctx, {
        ...{ org_id, person_id: app.person(user).id, kind: 'tasks.kind.test', link: '/x' },
        ...{ subject_type: 'org.organisation', subject_id: org_id, title: `第${i}项` },
      })
  })
const openTasksOf = async (user: CastUser) =>
  (
    await app.owner
      .selectFrom('kernel.task')
      .select('id')
      .where('person_id', '=', app.person(user).id)
      .where('closed_at', 'is', null)
      .execute()
  ).length
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code }: Refused) => code,
  )
/** Whether any transaction waits for the lock of another. */
const somebodyWaits = async () => {
  const { rows } =
    await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      app.owner,
    )
  return rows.length > 0
}
const actions = async () =>
  (
    await app.owner.selectFrom('kernel.trail_entry').select('action').orderBy('at').orderBy('seq').execute()
  ).map(({ action }) => action)

test('the administrator sees every account, the auditor reads along, others see none', async () => {
  const { items, total } = await admin.call(accounts.listAccounts, { query: { q: 'li' } })
  expect(total).toBeGreaterThanOrEqual(2)
  expect(items.find(({ name }) => name === '李薇')).toMatchObject({
    email: 'li.wei@hengyuan.example',
    organisation: { name: '上海分公司' },
    state: 'active',
    two_factor: false,
  })
  const read = await app.as('fang.yi').call(accounts.readAccount, { params: accountOf('li.wei') })
  expect(read.can).toEqual([])
  expect(
    await refusalOf(
      app.as('fang.yi').call(accounts.unlockAccount, { params: accountOf('li.wei'), body: {} }),
    ),
  ).toMatchObject({ status: 403 })
  expect(await refusalOf(app.as('xu.wen').call(accounts.listAccounts))).toMatchObject({ status: 403 })
})

describe('opening an account', () => {
  test('gives a link that sets the password once, and is kept nowhere', async () => {
    const person_id = await person('新同事')
    const body = { person_id, email: 'New@hengyuan.example' }
    const key = { 'idempotency-key': 'open-an-account-1' }
    const { id, path } = await admin.call(accounts.createAccount, { body }, key)
    expect(await refusalOf(admin.call(accounts.createAccount, { body }, key))).toMatchObject({
      code: 'errors.shown_once',
    })
    const token = tokenOf(path)
    for (const table of ['idempotency', 'account_verification'])
      expect(
        JSON.stringify(
          await app.owner
            .selectFrom(`kernel.${table}` as 'kernel.idempotency')
            .selectAll()
            .execute(),
        ),
      ).not.toContain(token)
    expect(await admin.call(accounts.readAccount, { params: { id } })).toMatchObject({ state: 'invited' })
    expect(await signIn('new@hengyuan.example', 'a long sentence')).toBe(401)
    expect(await app.anonymous.call(readInvitation, { params: { token } })).toMatchObject({
      name: '新同事',
      email: 'new@hengyuan.example',
    })
    const accept = (password: string) =>
      app.anonymous.call(acceptInvitation, { params: { token }, body: { password } })
    expect(await refusalOf(accept('short'))).toMatchObject({ status: 400 })
    await accept('a long sentence')
    expect(await refusalOf(accept('another sentence'))).toMatchObject({ status: 404 })
    expect(await signIn('new@hengyuan.example', 'a long sentence')).toBe(200)
    expect(await admin.call(accounts.readAccount, { params: { id } })).toMatchObject({
      state: 'active',
      sessions: 1,
      last_sign_in_at: expect.any(String),
      invited_until: null,
    })
    expect(await actions()).toEqual(
      expect.arrayContaining(['administration.account.create', 'access.invitation.accept']),
    )
  })

  test('is refused for whoever has one, left or is unknown, and under an address in use', async () => {
    const open = (person_id: string, email: string) =>
      refusalOf(admin.call(accounts.createAccount, { body: { person_id, email } }))
    expect(await open(app.person('li.wei').id, 'second@hengyuan.example')).toMatchObject({
      code: 'administration.errors.has_account',
    })
    const id = await person('另一位')
    expect((await open(id, 'li.wei@hengyuan.example')).fields[0]?.path).toBe('email')
    await app.owner.updateTable('kernel.person').set({ active: false }).where('id', '=', id).execute()
    expect(await open(id, 'other@hengyuan.example')).toMatchObject({
      code: 'administration.errors.person_left',
    })
    expect(await open('01900000-0000-7000-8000-00000000dead', 'x@hengyuan.example')).toMatchObject({
      status: 404,
    })
  })
})

describe('without a mail server', () => {
  const password = 'a long sentence'
  const accept = (token: string) =>
    app.anonymous.call(acceptInvitation, { params: { token }, body: { password } })
  const open = async (name: string, email: string) => {
    const person_id = await person(name)
    return { person_id, ...(await admin.call(accounts.createAccount, { body: { person_id, email } })) }
  }
  const manage = (person_id: string, role_key = 'hq_management') =>
    admin.call(grantRole, {
      body: { person_id, role_key, organisation_id: hq, with_subtree: true, starts_on: today },
    })

  test('an administrator hands over the link of whoever has no say, which is on record', async () => {
    expect(await open('甲同事', 'jia@hengyuan.example')).toMatchObject({ delivery: 'hand' })
    const entry = await app.owner
      .selectFrom('kernel.trail_entry')
      .select('diff')
      .where('subject_title', '=', '甲同事')
      .where('action', '=', 'administration.account.create')
      .executeTakeFirstOrThrow()
    expect(entry.diff).toMatchObject({ link: [null, 'hand'] })
  })

  test('nobody is shown the link of whoever decides or administers; the server’s own makes it', async () => {
    expect(
      await refusalOf(admin.call(accounts.inviteAgain, { params: accountOf('gu.mingyuan'), body: {} })),
    ).toMatchObject({
      code: 'administration.errors.link_on_server',
      detail: expect.stringContaining('npm run account:link -- gu.mingyuan@hengyuan.example'),
    })
    const manager = await person('乙经理')
    await manage(manager)
    const body = { person_id: manager, email: 'yi@hengyuan.example' }
    expect(await admin.call(accounts.createAccount, { body })).toMatchObject({
      delivery: 'server',
      path: null,
    })
    const link = await app.system((ctx) => makeLinkOnServer(ctx, 'Yi@hengyuan.example'))
    await accept(tokenOf(link.path))
    expect(await signIn('yi@hengyuan.example', password)).toBe(200)
  })

  test('whoever was shown the link gives its holder no say, until it is set anew by another link', async () => {
    const { person_id, path } = await open('丙木偶', 'bing@hengyuan.example')
    const handed = { code: 'administration.errors.link_handed' }
    expect(await refusalOf(manage(person_id))).toMatchObject(handed)
    await accept(tokenOf(path))
    expect(await refusalOf(manage(person_id))).toMatchObject(handed)
    expect(await refusalOf(manage(person_id, 'admin'))).toMatchObject(handed)
    const { key } = await admin.call(createRole, {
      body: { title: '代办', title_en: 'Deputy', permissions: ['issues.issue.read'] },
    })
    await manage(person_id, key)
    const wider = { title: '代办', title_en: 'Deputy', version: 1, permissions: ['approvals.request.decide'] }
    expect(await refusalOf(admin.call(updateRole, { params: { key }, body: wider }))).toMatchObject(handed)
    const link = await app.system((ctx) => makeLinkOnServer(ctx, 'bing@hengyuan.example'))
    await accept(tokenOf(link.path))
    await manage(person_id)
  })
})

test('a help desk looks after whoever has no say, and takes nobody’s account over', async () => {
  const permissions = [
    'administration.account.read',
    'administration.account.create',
    'administration.account.invite',
    'administration.account.end_sessions',
    'administration.account.reset_two_factor',
  ]
  const body = { title: '服务台', title_en: 'Help desk', permissions }
  const { key: role_key } = await admin.call(createRole, { body })
  const span = { organisation_id: hq, with_subtree: true, starts_on: today }
  await admin.call(grantRole, { body: { ...span, role_key, person_id: app.person('wu.min').id } })
  const desk = app.as('wu.min')
  const hasSay = { code: 'administration.errors.account_has_say' }
  for (const user of ['shen.jing', 'gu.mingyuan', 'li.wei'] as const) {
    expect(await refusalOf(act(accounts.resetTwoFactor, user, desk))).toMatchObject(hasSay)
    expect(
      await refusalOf(desk.call(accounts.inviteAgain, { params: accountOf(user), body: {} })),
    ).toMatchObject(hasSay)
  }
  await act(accounts.endSessions, 'fang.yi', desk)
  expect(
    await refusalOf(desk.call(accounts.inviteAgain, { params: accountOf('fang.yi'), body: {} })),
  ).toMatchObject({ code: 'administration.errors.link_on_server' })
  await app.owner.deleteFrom('kernel.role_assignment').where('role_key', '=', role_key).execute()
})

test('a new link makes the one before worthless, ends with its time, and signs out whoever was in', async () => {
  const invite = () => admin.call(accounts.inviteAgain, { params: accountOf('wang.lei'), body: {} })
  const first = tokenOf((await invite()).path)
  const second = tokenOf((await invite()).path)
  const read = (token: string) => refusalOf(app.anonymous.call(readInvitation, { params: { token } }))
  expect(await read(first)).toMatchObject({ status: 404 })
  app.clock.advance(73 * 3_600_000)
  expect(await read(second)).toMatchObject({ status: 404 })
  app.clock.advance(-73 * 3_600_000)
  await app.as('wang.lei').call(readSession)
  await app.anonymous.call(acceptInvitation, {
    params: { token: second },
    body: { password: 'quite another one' },
  })
  expect(await refusalOf(app.as('wang.lei').call(readSession))).toMatchObject({ status: 401 })
  expect(await signIn('wang.lei@hengyuan.example', 'bylaw-demo')).toBe(401)
})

describe('disabling', () => {
  test('waits until somebody takes over what waits, then moves all of it and ends every session', async () => {
    await waits('he.chuan', hq, 37)
    expect(await refusalOf(disable('he.chuan'))).toMatchObject({
      status: 422,
      code: 'administration.errors.tasks_open',
      detail: expect.stringContaining('37'),
    })
    await app.as('he.chuan').call(readSession)
    expect(await disable('he.chuan', 'zhou.ting')).toEqual({ moved: 37 })
    expect([await openTasksOf('he.chuan'), await openTasksOf('zhou.ting')]).toEqual([0, 37])
    expect(await refusalOf(app.as('he.chuan').call(readSession))).toMatchObject({ status: 401 })
    expect(await signIn('he.chuan@hengyuan.example', 'bylaw-demo')).toBeGreaterThanOrEqual(400)
    expect(await page('he.chuan')).toMatchObject({ state: 'disabled', sessions: 0, can: ['enable'] })
    expect(await actions()).toEqual(
      expect.arrayContaining(['tasks.task.hand_over', 'administration.account.disable']),
    )
  })

  test('changes nothing when the one named can’t take all of it over, or can’t sign in', async () => {
    await waits('zheng.kai', app.org('广州分公司').id, 2)
    expect(await refusalOf(disable('zheng.kai', 'li.wei'))).toMatchObject({
      code: 'administration.errors.tasks_stay',
    })
    expect(await refusalOf(disable('zheng.kai', 'he.chuan'))).toMatchObject({
      code: 'tasks.errors.cannot_work',
    })
    expect(await refusalOf(disable('zheng.kai', 'zheng.kai'))).toMatchObject({
      code: 'tasks.errors.same_person',
    })
    expect(await openTasksOf('zheng.kai')).toBe(2)
    expect(await page('zheng.kai')).toMatchObject({ state: 'active', open_tasks: 2 })
    await app.as('zheng.kai').call(readSession)
  })

  test('waits for a task that is being opened at that moment, and then for somebody to take it over', async () => {
    const [opened, commit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const task = {
      ...{ org_id: shanghai, person_id: app.person('lin.lan').id, kind: 'tasks.kind.test', link: '/x' },
      ...{ subject_type: 'org.organisation', subject_id: shanghai, title: '刚提出' },
    }
    const opening = app.system(async (ctx) => {
      await openTask(ctx, task)
      opened.resolve()
      await commit.promise
    })
    await opened.promise
    let over = false
    const disabling = codeOf(disable('lin.lan')).finally(() => {
      over = true
    })
    while (!over && !(await somebodyWaits()));
    commit.resolve()
    await opening
    expect(await disabling).toBe('administration.errors.tasks_open')
    expect(await openTasksOf('lin.lan')).toBe(1)
    await app.as('lin.lan').call(readSession)
  })

  test('is refused for oneself, twice, and for nobody', async () => {
    expect(await refusalOf(disable('shen.jing'))).toMatchObject({ code: 'administration.errors.own_account' })
    expect(await refusalOf(disable('he.chuan'))).toMatchObject({ code: 'administration.errors.is_disabled' })
    const params = { id: '01900000-0000-7000-8000-00000000dead' }
    expect(await refusalOf(admin.call(accounts.disableAccount, { params, body: {} }))).toMatchObject({
      status: 404,
    })
  })

  test('is undone by enabling, and the password is the one before', async () => {
    await act(accounts.enableAccount, 'he.chuan')
    expect(await signIn('he.chuan@hengyuan.example', 'bylaw-demo')).toBe(200)
    expect(await refusalOf(act(accounts.enableAccount, 'he.chuan'))).toMatchObject({
      code: 'administration.errors.not_disabled',
    })
  })
})

test('a lock after wrong passwords is lifted by the administrator', async () => {
  expect(await refusalOf(act(accounts.unlockAccount, 'sun.yi'))).toMatchObject({
    code: 'administration.errors.not_locked',
  })
  for (let i = 0; i < 5; i++) await signIn('sun.yi@hengyuan.example', 'wrong-password')
  expect(await page('sun.yi')).toMatchObject({ state: 'locked', can: expect.arrayContaining(['unlock']) })
  await act(accounts.unlockAccount, 'sun.yi')
  expect(await signIn('sun.yi@hengyuan.example', 'bylaw-demo')).toBe(200)
})

test('the second step is taken away from whoever lost their device, who is told and signed out', async () => {
  const { account_id, id: person_id } = app.person('qian.li')
  expect(await refusalOf(act(accounts.resetTwoFactor, 'qian.li'))).toMatchObject({
    code: 'administration.errors.no_two_factor',
  })
  await app.owner
    .updateTable('kernel.account')
    .set({ two_factor_enabled: true })
    .where('id', '=', account_id)
    .execute()
  await act(accounts.resetTwoFactor, 'qian.li')
  expect(await page('qian.li')).toMatchObject({ two_factor: false, sessions: 0 })
  expect(await refusalOf(app.as('qian.li').call(readSession))).toMatchObject({ status: 401 })
  const mails = await app.owner
    .selectFrom('kernel.mail')
    .select('template')
    .where('person_id', '=', person_id)
    .execute()
  expect(mails).toEqual([{ template: 'administration.mail.two_factor_gone' }])
})

test('sessions are ended from afar; one’s own are ended on one’s own page', async () => {
  await act(accounts.endSessions, 'xu.wen')
  expect(await refusalOf(app.as('xu.wen').call(readSession))).toMatchObject({ status: 401 })
  expect(await refusalOf(act(accounts.endSessions, 'shen.jing'))).toMatchObject({
    code: 'administration.errors.own_account',
  })
})

test('an administrator of one branch looks after its accounts, but not after those that reach further', async () => {
  const body = {
    role_key: 'admin',
    organisation_id: shanghai,
    // As far as its head reaches, who could not be looked after otherwise.
    with_subtree: true,
    starts_on: today,
    person_id: app.person('wu.min').id,
  }
  await admin.call(grantRole, { body })
  const local = app.as('wu.min')
  const shown = await local.call(accounts.listAccounts)
  expect(new Set(shown.items.map(({ organisation }) => organisation?.name))).toEqual(new Set(['上海分公司']))
  const invite = (user: CastUser) => local.call(accounts.inviteAgain, { params: accountOf(user), body: {} })
  expect(await act(accounts.endSessions, 'li.wei', local)).toBeUndefined()
  expect(await refusalOf(invite('chen.hao'))).toMatchObject({ status: 404 })
  const wider = { role_key: 'staff', organisation_id: app.org('北京分公司').id, starts_on: today }
  await admin.call(grantRole, { body: { ...wider, person_id: app.person('li.wei').id } })
  expect(await refusalOf(invite('li.wei'))).toMatchObject({ code: 'administration.errors.account_beyond' })
  const person_id = await person('待开账号', 'shen.jing')
  await admin.call(grantRole, { body: { ...wider, person_id } })
  const opened = local.call(accounts.createAccount, { body: { person_id, email: 'mine@hengyuan.example' } })
  expect(await refusalOf(opened)).toMatchObject({ code: 'administration.errors.account_beyond' })
})
