import { Webhook as Verifier } from 'standardwebhooks'
import { beforeEach, describe, expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { type Received, startReceiver } from '../../../test/support/receiver.ts'
import { startSecond } from '../../../test/support/second-server.ts'
import type { EventType } from '../events/contract.ts'
import { changeLife } from '../org/change-life.ts'
import { closeTasks } from '../tasks/close.ts'
import { handOverTasks, listTasks } from '../tasks/contract.ts'
import { openTask } from '../tasks/open.ts'
import { readTrail } from '../trail/contract.ts'
import { claim } from './claim.ts'
import * as contract from './contract.ts'
import { deliverDue } from './deliver.ts'
import { waits } from './settle.ts'

// The library that verifies goes by the real clock.
const app = await startApp({ env: { WEBHOOKS_INTERNAL: 'true' }, now: new Date().toISOString() })
const receiver = await startReceiver()
const admin = app.as('shen.jing')
const [shanghai, guangzhou, east] = [app.org('上海分公司'), app.org('广州分公司'), app.org('华东区')]
const minute = 60_000

const register = async (more: { org_id?: string; url?: string; events?: EventType[]; name?: string } = {}) =>
  admin.call(contract.createWebhook, {
    body: {
      ...{
        org_id: east.id,
        url: `${receiver.url}/in`,
        events: ['task.opened', 'task.closed'],
        name: '数据中台',
      },
      ...more,
    },
  })
const open = (title: string, org_id = shanghai.id) =>
  app.system((ctx) =>
    openTask(ctx, {
      ...{ org_id, person_id: app.person('li.wei').id, kind: 'approvals.inbox.parked', title },
      ...{ subject_type: 'test', subject_id: shanghai.id, link: '/inbox' },
    }),
  )
const deliver = (kernel = app.kernel) => deliverDue(kernel, { timeout: 300 })
const titles = (all: Received[]) => all.map(({ body }) => (JSON.parse(body) as Told).data.title)
const verify = (secret: string, { body, headers }: Received) =>
  new Verifier(secret).verify(body, headers as Record<string, string>) as Told
const page = (id: string) => admin.call(contract.readWebhook, { params: { id } })
const log = async (id: string, query: { state?: 'waiting' | 'delivered' | 'failed' } = {}) =>
  (await admin.call(contract.listDeliveries, { params: { id }, query })).items

type Told = {
  type: string
  timestamp: string
  data: { title: string; organisation: { code: string; name: string } }
}

beforeEach(async () => {
  for (const table of ['event', 'event_listener', 'webhook', 'task'] as const)
    await app.owner.deleteFrom(`kernel.${table}`).execute()
  receiver.take()
  receiver.answer = () => 204
  app.clock.set(new Date().toISOString())
})

describe('what happens', () => {
  test('is told signed by the Standard Webhooks scheme, as the scheme’s own library verifies', async () => {
    const { secret } = await register()
    await open('季度预算')
    expect(await deliver()).toEqual({ delivered: 1, later: 0, failed: 0 })
    const [message] = receiver.take()
    expect(verify(secret, message!)).toMatchObject({
      type: 'task.opened',
      timestamp: app.clock.now.toISOString(),
      data: { title: '季度预算', organisation: { code: 'HD-SH', name: '上海分公司' } },
    })
    const forged = { ...message!, body: message!.body.replace('季度预算', '年度预算') }
    expect(() => verify(secret, forged)).toThrow()
    expect(() => verify(`whsec_${Buffer.alloc(32).toString('base64')}`, message!)).toThrow()
  })

  test('at an organisation is heard there and above, and nowhere else', async () => {
    const ids = {
      own: (await register({ org_id: shanghai.id, url: `${receiver.url}/own` })).id,
      above: (await register({ org_id: east.id, url: `${receiver.url}/above` })).id,
      top: (await register({ org_id: app.org('衡远服务集团').id, url: `${receiver.url}/top` })).id,
      beside: (await register({ org_id: app.org('华南区').id, url: `${receiver.url}/beside` })).id,
    }
    await open('上海的事')
    await deliver()
    expect(
      receiver
        .take()
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['/above', '/own', '/top'])
    await open('广州的事', guangzhou.id)
    await deliver()
    expect(
      receiver
        .take()
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['/beside', '/top'])
    expect(await log(ids.own)).toHaveLength(1)
  })

  test('is told only of the events chosen, from tasks to the life of an organisation', async () => {
    const { id } = await register({ events: ['task.closed', 'organisation.life_changed'] })
    await open('办完的事')
    await app.system((ctx) =>
      closeTasks(ctx, {
        ...{ org_id: shanghai.id, subject_type: 'test', subject_id: shanghai.id, outcome: 'done' },
      }),
    )
    const suzhou = app.org('苏州合作网点').id
    app.clock.advance(1)
    await app.system((ctx) => changeLife(ctx, { id: suzhou, to: 'suspended' }))
    app.clock.advance(1)
    await app.system((ctx) => changeLife(ctx, { id: suzhou, to: 'active' }))
    await deliver()
    const told = receiver.take().map(({ body }) => JSON.parse(body) as { type: string; data: object })
    expect(
      told.map(({ type, data }) => [type, 'to' in data ? data.to : 'outcome' in data && data.outcome]),
    ).toEqual([
      ['task.closed', 'done'],
      ['organisation.life_changed', 'suspended'],
      ['organisation.life_changed', 'active'],
    ])
    expect((await page(id)).last_delivered_at).not.toBeNull()
  })

  test('hears of a task handed to another person as of one passed on: closed for the one, opened for the other', async () => {
    await open('移交的事')
    await register()
    await admin.call(handOverTasks, {
      body: {
        ...{ from_person_id: app.person('li.wei').id, to_person_id: app.person('chen.hao').id },
        org_id: shanghai.id,
      },
    })
    await deliver()
    const told = receiver.take().map(({ body }) => JSON.parse(body) as { type: string; data: object })
    // Of one transaction and one moment: in no order.
    const sorted = told.sort((a, b) => a.type.localeCompare(b.type))
    expect(sorted.map(({ type, data }) => ({ type, ...data }))).toMatchObject([
      { type: 'task.closed', title: '移交的事', person_id: app.person('li.wei').id, outcome: 'cancelled' },
      { type: 'task.opened', title: '移交的事', person_id: app.person('chen.hao').id },
    ])
  })

  test('is never told when it is rolled back, and kept nowhere when nobody listens', async () => {
    await open('没有人听的事')
    const kept = () => app.owner.selectFrom('kernel.event').selectAll().execute()
    expect(await kept()).toEqual([])
    await register()
    const broken = app.system(async (ctx) => {
      await openTask(ctx, {
        ...{ org_id: shanghai.id, person_id: app.person('li.wei').id, kind: 'approvals.inbox.parked' },
        ...{ subject_type: 'test', subject_id: shanghai.id, title: '撤销的事', link: '/inbox' },
      })
      throw new Error('no')
    })
    await expect(broken).rejects.toThrow('no')
    await open('留下的事')
    expect(await kept()).toHaveLength(1)
    await deliver()
    expect([titles(receiver.take()), await kept()]).toEqual([['留下的事'], []])
  })
})

describe('the secret', () => {
  test('is answered once and kept sealed; no list, page, log or trail shows it', async () => {
    const body = {
      org_id: east.id,
      name: '一次',
      url: `${receiver.url}/a?key=private-part`,
      events: ['task.opened' as const],
    }
    const sent = { 'idempotency-key': 'register-once-1' }
    const { id, secret } = await admin.call(contract.createWebhook, { body }, sent)
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect((await refusalOf(admin.call(contract.createWebhook, { body }, sent))).code).toBe(
      'errors.shown_once',
    )
    receiver.answer =
      ({ headers }) =>
      (response) =>
        response.writeHead(500).end(`${secret} ${headers['webhook-signature']} ${'长'.repeat(5000)}`)
    await open('一件事')
    await deliver()
    const [one] = await log(id)
    const seen = await admin.call(contract.readDelivery, { params: { id, delivery_id: one!.id } })
    expect(seen.tries[0]!.reply!.length).toBeLessThanOrEqual(2000)
    const rows = await Promise.all([
      app.owner.selectFrom('kernel.webhook').selectAll().execute(),
      app.owner.selectFrom('kernel.webhook_attempt').selectAll().execute(),
      app.owner.selectFrom('kernel.idempotency').selectAll().execute(),
    ])
    const trail = await admin.call(readTrail, { query: { action: 'webhooks.webhook.create' } })
    const told = JSON.stringify([seen, await page(id), await admin.call(contract.listWebhooks), rows, trail])
    expect(told).not.toContain(secret)
    expect(told).not.toContain(receiver.take()[0]!.headers['webhook-signature'])
    expect(JSON.stringify(trail)).not.toContain('private-part')
  })

  test('is replaced with an overlap: both signatures for so long, then the new one alone', async () => {
    const { id, secret } = await register()
    const { secret: fresh } = await admin.call(contract.rotateSecret, {
      params: { id },
      body: { version: (await page(id)).version, overlap_hours: 1 },
    })
    await open('过渡期内')
    await deliver()
    const [during] = receiver.take()
    expect([verify(secret, during!).type, verify(fresh, during!).type]).toEqual([
      'task.opened',
      'task.opened',
    ])
    expect((await page(id)).old_secret_until).not.toBeNull()
    const before = app.clock.now
    app.clock.advance(60 * minute)
    await open('过渡期后')
    await deliver()
    const [after] = receiver.take()
    expect(after!.headers['webhook-signature']!.toString().split(' ')).toHaveLength(1)
    expect((await page(id)).old_secret_until).toBeNull()
    app.clock.now = before
  })
})

describe('a message that doesn’t arrive', () => {
  test('is tried again later and later under one id, while newer ones overtake it', async () => {
    const { id, secret } = await register()
    receiver.answer = ({ body }) => (body.includes('难送的事') ? 503 : 204)
    await open('难送的事')
    app.clock.advance(1000)
    await open('后来的事')
    expect(await deliver()).toEqual({ delivered: 0, later: 1, failed: 0 })
    expect(await deliver()).toEqual({ delivered: 1, later: 0, failed: 0 })
    expect(titles(receiver.received)).toEqual(['难送的事', '后来的事'])
    const first = receiver.take()[0]!
    expect((await page(id)).failing_since).toBeNull()
    app.clock.advance(minute - 1)
    expect(await deliver()).toMatchObject({ later: 0 })
    app.clock.advance(1)
    expect(await deliver()).toMatchObject({ later: 1 })
    app.clock.advance(3 * minute)
    expect(await deliver()).toMatchObject({ later: 0 })
    app.clock.advance(minute)
    receiver.answer = () => 200
    expect(await deliver()).toMatchObject({ delivered: 1 })
    const again = receiver.take().at(-1)!
    expect(again.headers['webhook-id']).toBe(first.headers['webhook-id'])
    expect(Number(again.headers['webhook-timestamp'])).toBeGreaterThan(
      Number(first.headers['webhook-timestamp']),
    )
    // A later try bears its own time; within the library's five minutes of ours here.
    expect(new Set([verify(secret, first).type])).toEqual(new Set(['task.opened']))
    const [slow] = (await log(id)).filter(({ attempts }) => attempts === 3)
    expect(slow).toMatchObject({ state: 'delivered', status: 200, fault: null })
    const { tries } = await admin.call(contract.readDelivery, { params: { id, delivery_id: slow!.id } })
    expect(tries.map(({ status }) => status)).toEqual([200, 503, 503])
  })

  test('waits as long as the receiver asks', async () => {
    await register()
    receiver.answer = () => (response) => response.writeHead(429, { 'retry-after': '600' }).end()
    await open('慢一点')
    expect(await deliver()).toMatchObject({ later: 1 })
    app.clock.advance(9 * minute)
    expect(await deliver()).toMatchObject({ later: 0, delivered: 0 })
    receiver.answer = () => 204
    app.clock.advance(minute)
    expect(await deliver()).toMatchObject({ delivered: 1 })
  })

  test('as its receiver never answers, holds up nobody else; at last the webhook is disabled and administrators are told', async () => {
    const silent = await register({ url: `${receiver.url}/silent`, name: '不答复的系统' })
    const lively = await register({ url: `${receiver.url}/lively` })
    receiver.answer = ({ path }) => (path === '/silent' ? 'silent' : 204)
    for (const title of ['一', '二', '三']) await open(title)
    const began = performance.now()
    expect(await deliver()).toEqual({ delivered: 3, later: 1, failed: 0 })
    expect(performance.now() - began).toBeLessThan(5000)
    expect((await log(lively.id)).map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered'])
    const first = (await log(silent.id)).find(({ attempts }) => attempts === 1)!
    expect(first.fault).toBe('timed_out')
    for (const wait of waits) {
      app.clock.advance(wait * minute)
      await deliver()
      // The lane gives one message a try each round: the others get theirs in rounds of their own.
      for (let more = 0; more < 3; more++) await deliver()
    }
    expect(await page(silent.id)).toMatchObject({
      state: 'disabled',
      disabled_why: 'timed_out',
      can: expect.arrayContaining(['resume']),
    })
    const notices = async () =>
      (await admin.call(listTasks)).items.filter(({ kind }) => kind === 'webhooks.inbox.disabled')
    expect(await notices()).toMatchObject([
      { title: '不答复的系统', link: `/administration/webhooks/${silent.id}` },
    ])
    receiver.take()
    await open('停用期间的事')
    await deliver()
    expect(receiver.take().map(({ path }) => path)).toEqual(['/lively'])
    receiver.answer = () => 204
    const { version } = await page(silent.id)
    await admin.call(contract.resumeWebhook, { params: { id: silent.id }, body: { version } })
    await deliver()
    expect(titles(receiver.take())).toContain('停用期间的事')
    expect(await notices()).toEqual([])
  })

  test('as its receiver is gone for good (410), is not tried again', async () => {
    const { id } = await register()
    receiver.answer = () => 410
    await open('一件事')
    expect(await deliver()).toEqual({ delivered: 0, later: 0, failed: 1 })
    expect(await page(id)).toMatchObject({ state: 'disabled', disabled_why: 'said_no' })
  })

  test('as its receiver sends us elsewhere, follows nowhere', async () => {
    const { id } = await register({ url: `${receiver.url}/moved` })
    receiver.answer = ({ path }) =>
      path === '/moved'
        ? (response) => response.writeHead(307, { location: `${receiver.url}/inside` }).end()
        : 204
    await open('一件事')
    expect(await deliver()).toMatchObject({ later: 1 })
    expect(receiver.take().map(({ path }) => path)).toEqual(['/moved'])
    expect((await log(id))[0]).toMatchObject({ status: 307, fault: 'redirect' })
  })
})

test('several servers at once send each message once; one whose server died is sent again under its id', async () => {
  const { id } = await register()
  const second = await startSecond(app)
  for (let n = 0; n < 12; n++) await open(`第${n}件`)
  const runs = await Promise.all([deliver(), deliver(second.kernel), deliver(), deliver(second.kernel)])
  expect(runs.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(12)
  expect(new Set(receiver.take().map(({ headers }) => headers['webhook-id'])).size).toBe(12)
  await open('中断的事')
  await deliverDue(app.kernel, { lanes: 0 })
  const died = await app.system((ctx) => claim(ctx, { org_id: east.id, webhook_id: id }))
  expect(await deliver()).toMatchObject({ delivered: 0 })
  app.clock.advance(5 * minute)
  expect(await deliver(second.kernel)).toMatchObject({ delivered: 1 })
  expect(receiver.take().map(({ headers }) => headers['webhook-id'])).toEqual([died!.id])
})

test('the test button sends at once, says what came of it, and leaves a trace', async () => {
  const { id, secret } = await register()
  const sent = await admin.call(contract.testWebhook, { params: { id } })
  expect(verify(secret, receiver.take()[0]!)).toMatchObject({ type: 'webhook.test' })
  expect(await log(id)).toMatchObject([
    { id: sent.id, event: 'webhook.test', state: 'delivered', status: 204 },
  ])
  receiver.answer = () => 500
  await admin.call(contract.testWebhook, { params: { id } })
  expect((await log(id))[0]).toMatchObject({ state: 'waiting', status: 500, fault: 'said_no' })
  const { items } = await admin.call(readTrail, { query: { action: 'webhooks.webhook.test' } })
  expect(items).toHaveLength(2)
})

test('one message, and those of a span of time, are sent again under their own ids', async () => {
  const { id } = await register()
  const from = app.clock.now.toISOString()
  for (const title of ['甲', '乙']) await open(title)
  await deliver()
  const ids = receiver.take().map(({ headers }) => headers['webhook-id'])
  const again = await admin.call(contract.replayDelivery, { params: { id, delivery_id: String(ids[0]) } })
  expect([again.id, receiver.take().map(({ headers }) => headers['webhook-id'])]).toEqual([ids[0], [ids[0]]])
  app.clock.advance(minute)
  const span = { from, to: app.clock.now.toISOString() }
  const replay = (which: 'failed' | 'all', more: object = {}) =>
    admin.call(contract.replayRange, { params: { id }, body: { ...span, which, ...more } })
  expect([await replay('failed'), await replay('all')]).toEqual([{ count: 0 }, { count: 2 }])
  expect(await deliver()).toMatchObject({ delivered: 2 })
  expect(
    receiver
      .take()
      .map(({ headers }) => headers['webhook-id'])
      .sort(),
  ).toEqual([...ids].sort())
  const backwards = await refusalOf(replay('all', { to: from }))
  expect(backwards.fields.map(({ path }) => path)).toEqual(['to'])
})

test('a paused webhook sends nothing and keeps what happens; two who change it at once don’t overwrite each other', async () => {
  const { id } = await register()
  await admin.call(contract.pauseWebhook, { params: { id }, body: { version: 1 } })
  await open('暂停期间')
  expect([await deliver(), receiver.take()]).toEqual([{ delivered: 0, later: 0, failed: 0 }, []])
  const late = admin.call(contract.resumeWebhook, { params: { id }, body: { version: 1 } })
  expect((await refusalOf(late)).status).toBe(409)
  await admin.call(contract.resumeWebhook, { params: { id }, body: { version: 2 } })
  await deliver()
  expect(titles(receiver.take())).toEqual(['暂停期间'])
  await admin.call(contract.removeWebhook, { params: { id }, body: { version: 3 } })
  expect((await refusalOf(page(id))).status).toBe(404)
  await open('移除之后')
  expect(await deliver()).toEqual({ delivered: 0, later: 0, failed: 0 })
})

test('only administrators register, within what they see; the auditor reads along', async () => {
  const { id } = await register()
  const body = { org_id: shanghai.id, name: '自己的', url: receiver.url, events: ['task.opened' as const] }
  expect((await refusalOf(app.as('li.wei').call(contract.createWebhook, { body }))).status).toBe(403)
  expect(await app.as('fang.yi').call(contract.readWebhook, { params: { id } })).toMatchObject({
    can: [],
    url: `${receiver.url}/…`,
  })
  await app.owner
    .insertInto('kernel.role_assignment')
    .values({
      ...{ id: crypto.randomUUID(), person_id: app.person('he.chuan').id, role_key: 'admin' },
      ...{ organisation_id: east.id, with_subtree: false, starts_on: '2026-01-01' },
    })
    .execute()
  const he = app.as('he.chuan')
  const above = await refusalOf(he.call(contract.createWebhook, { body: { ...body, org_id: east.id } }))
  expect([above.status, above.code]).toEqual([422, 'webhooks.errors.beyond_reach'])
  expect((await refusalOf(he.call(contract.createWebhook, { body }))).status).toBe(404)
  expect((await he.call(contract.listWebhooks)).items.map((one) => one.id)).toEqual([id])
})
