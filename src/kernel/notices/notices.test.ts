import { expect, test } from 'vitest'
import type { CastUser } from '../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { readArrived, startMailServer } from '../../../test/support/mail-server.ts'
import { startSecond } from '../../../test/support/second-server.ts'
import { listMail } from '../mail/contract.ts'
import { queueMail } from '../mail/queue.ts'
import { sendWaiting } from '../mail/send.ts'
import { tellNewTasks } from '../mail/tell-tasks.ts'
import { closeTasks } from '../tasks/close.ts'
import { handOverTasks } from '../tasks/contract.ts'
import { openTask } from '../tasks/open.ts'
import { readTrail } from '../trail/contract.ts'
import { readNotices, updateNotices } from './contract.ts'

const peer = await startMailServer()
const app = await startApp({ env: { SMTP_URL: peer.url } })
const shanghai = app.org('上海分公司')
const morning = '2026-11-23T02:00:00.000Z'
const night = '2026-11-23T15:00:00.000Z'

const open = (user: CastUser, title: string, more: object = {}) =>
  app.system((ctx) =>
    openTask(ctx, {
      ...{ org_id: shanghai.id, person_id: app.person(user).id, kind: 'approvals.inbox.asked' },
      ...{ subject_type: 'test', subject_id: shanghai.id, title, link: `/matters/${title}`, ...more },
    }),
  )
const notify = (user: CastUser, notice: 'reminder' | 'escalation' | 'done' | 'copy') =>
  app.system((ctx) =>
    queueMail(ctx, {
      ...{
        org_id: shanghai.id,
        person_id: app.person(user).id,
        template: 'mail.templates.tasks_due',
        notice,
      },
      params: { count: 1, tasks: `· ${notice}` },
    }),
  )
const choose = async (user: CastUser, change: object) => {
  const me = app.as(user)
  const { home_time_zone: _, sends: __, obligatory: ___, ...now } = await me.call(readNotices)
  const { ways = {}, ...rest } = change as { ways?: object }
  return me.call(updateNotices, { body: { ...now, ...rest, ways: { ...now.ways, ...ways } } })
}
/** One round of the worker. */
const round = async (kernel = app.kernel) => {
  await tellNewTasks(kernel)
  return sendWaiting(kernel)
}
const took = () => peer.arrived.splice(0).map((one) => ({ to: one.to, ...readArrived(one) }))

test('a new task is mailed with the address of its very page, once, in the language of the person', async () => {
  await open('li.wei', '季度预算', { due_at: new Date('2026-11-25T09:00:00Z') })
  await round()
  await round()
  const [letter, ...more] = took()
  expect([letter!.to, more]).toEqual(['li.wei@hengyuan.example', []])
  expect(letter!.body).toContain('请审批：季度预算\n期限：2026年11月25日 17:00')
  expect(letter!.body).toContain(`${app.kernel.configuration.base_url}/matters/季度预算`)
})

test('several tasks of one round are one mail, and each has its own address', async () => {
  await open('li.wei', '甲')
  await open('li.wei', '乙')
  await round()
  const [letter, ...more] = took()
  expect(more).toEqual([])
  for (const title of ['甲', '乙']) expect(letter!.body).toContain(`/matters/${title}\n`)
})

test('two servers write of a task once', async () => {
  const second = await startSecond(app)
  for (const title of ['一', '二', '三']) await open('wang.lei', title)
  await Promise.all([tellNewTasks(app.kernel), tellNewTasks(second.kernel)])
  await Promise.all([sendWaiting(app.kernel), sendWaiting(second.kernel)])
  const text = took()
    .map(({ body }) => body)
    .join()
  for (const title of ['一', '二', '三']) expect(text.split(`/matters/${title}\n`).length, title).toBe(2)
})

test('whoever takes a task over is written to as well', async () => {
  await open('wang.lei', '移交的事', { kind: 'approvals.inbox.parked' })
  await round()
  took()
  const body = { from_person_id: app.person('wang.lei').id, to_person_id: app.person('li.wei').id }
  await app.as('li.wei').call(handOverTasks, { body })
  await round()
  const letters = took()
  expect(letters.map(({ to }) => to)).toEqual(['li.wei@hengyuan.example'])
  expect(letters[0]!.body).toContain('移交的事')
})

test('a kind can be switched off, put into the digest, or wanted at once', async () => {
  await choose('zheng.kai', { ways: { waiting: 'none', reminder: 'none', done: 'digest' } })
  await open('zheng.kai', '不发的事', { org_id: app.org('广州分公司').id })
  await notify('zheng.kai', 'reminder')
  await notify('zheng.kai', 'done')
  await notify('zheng.kai', 'escalation')
  expect(await round()).toMatchObject({ sent: 1, unwanted: 1, bundled: 1 })
  expect(took().map(({ body }) => body)).toEqual([expect.stringContaining('· escalation')])
  const { items } = await app.as('shen.jing').call(listMail, { query: { q: 'zheng.kai' } })
  expect(items.map(({ state }) => state).sort()).toEqual(['bundled', 'sent', 'unwanted'])
})

test('what is given to read is mailed as chosen for copies, and not as what waits', async () => {
  await open('qian.li', '抄送甲', { notice: 'copy' })
  await round()
  expect(took()).toEqual([])
  await choose('qian.li', { ways: { copy: 'at_once', waiting: 'none' } })
  await open('qian.li', '抄送乙', { notice: 'copy' })
  await open('qian.li', '待审乙')
  await round()
  expect(took().map(({ body }) => [body.includes('抄送乙'), body.includes('待审乙')])).toEqual([
    [true, false],
  ])
})

test('what is obligatory can’t be switched off, and says why', async () => {
  const refusal = await refusalOf(choose('chen.hao', { ways: { escalation: 'none' } }))
  expect(refusal.status).toBe(400)
  expect(refusal.fields).toEqual([{ path: 'ways.escalation', message: expect.stringContaining('不能关闭') }])
  expect(await choose('chen.hao', { ways: { escalation: 'digest' } })).toMatchObject({
    ways: { escalation: 'digest' },
    obligatory: ['escalation'],
  })
})

test('settings that don’t fit together are refused at the field to change', async () => {
  const paths = async (change: object) =>
    (await refusalOf(choose('luo.ying', change))).fields.map(({ path }) => path)
  expect(await paths({ digest: false })).toEqual(['ways.copy'])
  expect(await paths({ quiet_from: '08:00', quiet_to: '08:00' })).toEqual(['quiet_to'])
  expect(await paths({ digest_at: '23:30' })).toEqual(['digest_at'])
  expect(await paths({ time_zone: 'Mars/Base' })).toEqual(['time_zone'])
  expect(await paths({ quiet_from: '25:00' })).toEqual(['quiet_from'])
})

test('quiet hours hold mails back until they end; a restart loses none, and what was done meanwhile is not written about', async () => {
  app.clock.set(night)
  await open('sun.yi', '夜里的事')
  await open('sun.yi', '夜里办完的事', { kind: 'approvals.inbox.returned' })
  await notify('sun.yi', 'reminder')
  expect(await round()).toMatchObject({ sent: 0, held: 1 })
  const which = { org_id: shanghai.id, subject_type: 'test', subject_id: shanghai.id }
  await app.system((ctx) =>
    closeTasks(ctx, {
      ...{ ...which, kind: 'approvals.inbox.returned', person_id: app.person('sun.yi').id },
      outcome: 'done',
    }),
  )
  app.clock.set('2026-11-23T22:59:59.000Z')
  expect(await round()).toMatchObject({ sent: 0, held: 0 })
  const restarted = await startSecond(app)
  app.clock.set('2026-11-23T23:00:00.000Z')
  expect(await round(restarted.kernel)).toMatchObject({ sent: 2 })
  const text = took()
    .map(({ body }) => body)
    .join()
  expect(text).toContain('/matters/夜里的事')
  expect(text).toContain('· reminder')
  expect(text).not.toContain('夜里办完的事')
  app.clock.set(morning)
})

test('what is about the account itself waits for nobody’s quiet hours', async () => {
  app.clock.set(night)
  await app.system((ctx) =>
    queueMail(ctx, {
      ...{
        org_id: shanghai.id,
        person_id: app.person('sun.yi').id,
        template: 'administration.mail.two_factor_gone',
      },
      params: { by: '沈静' },
    }),
  )
  expect(await round()).toMatchObject({ sent: 1, held: 0 })
  took()
  app.clock.set(morning)
})

test('on working days only nothing is mailed on a day off, by the clock of the person', async () => {
  await choose('ma.jun', { working_days_only: true, time_zone: 'Asia/Shanghai' })
  app.clock.set('2026-11-28T02:00:00.000Z')
  await open('ma.jun', '周六的事', { org_id: app.org('华北区').id })
  expect(await round()).toMatchObject({ sent: 0 })
  app.clock.set('2026-11-29T23:00:00.000Z')
  expect(await round()).toMatchObject({ sent: 1 })
  expect(took()[0]!.body).toContain('周六的事')
  app.clock.set(morning)
})

test('everybody has their own settings: two windows can’t overwrite each other, and each change leaves a trace', async () => {
  const he = app.as('he.chuan')
  const { home_time_zone: _, sends, obligatory: __, ...first } = await he.call(readNotices)
  expect([sends, first.version]).toEqual([true, 0])
  await he.call(updateNotices, { body: { ...first, digest_at: '09:00' } })
  expect((await refusalOf(he.call(updateNotices, { body: { ...first, digest_at: '10:00' } }))).status).toBe(
    409,
  )
  expect(await app.as('xu.wen').call(readNotices)).toMatchObject({ digest_at: '08:30', version: 0 })
  const { items } = await app.as('shen.jing').call(readTrail, { query: { action: 'notices.setting.update' } })
  expect(items[0]).toMatchObject({
    actor: { name: '何川' },
    diff: { digest_at: ['08:30', '09:00'] },
  })
  const again = await he.call(updateNotices, { body: { ...first, digest_at: '09:00', version: 1 } })
  expect(again.version).toBe(1)
})
