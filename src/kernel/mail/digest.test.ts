import { beforeEach, describe, expect, test } from 'vitest'
import type { CastUser } from '../../../db/seed/cast.ts'
import { startApp } from '../../../test/support/app.ts'
import { readArrived, startMailServer } from '../../../test/support/mail-server.ts'
import { startSecond } from '../../../test/support/second-server.ts'
import { readNotices, updateNotices } from '../notices/contract.ts'
import { openTask } from '../tasks/open.ts'
import { queueMail } from './queue.ts'
import { sendWaiting } from './send.ts'
import { writeDigests } from './write-digests.ts'

const peer = await startMailServer()
const app = await startApp({ env: { SMTP_URL: peer.url } })
const second = await startSecond(app)
const shanghai = app.org('上海分公司')

const open = (user: CastUser, title: string, more: object = {}) =>
  app.system((ctx) =>
    openTask(ctx, {
      ...{ org_id: shanghai.id, person_id: app.person(user).id, kind: 'approvals.inbox.asked' },
      ...{ subject_type: 'test', subject_id: shanghai.id, title, link: `/matters/${title}`, ...more },
    }),
  )
const choose = async (user: CastUser, change: object) => {
  const me = app.as(user)
  const { home_time_zone: _, sends: __, obligatory: ___, ...now } = await me.call(readNotices)
  await me.call(updateNotices, { body: { ...now, ...change } })
}
/** What arrives when the clock shows this and the worker makes a round. */
const at = async (time: string, kernel = app.kernel) => {
  app.clock.set(time)
  await writeDigests(kernel)
  await sendWaiting(kernel)
  return peer.arrived.splice(0).map((one) => ({ to: one.to, ...readArrived(one) }))
}

beforeEach(async () => {
  await app.owner.deleteFrom('kernel.notice_setting').execute()
  await app.owner.deleteFrom('kernel.notice_digest').execute()
  await app.owner.deleteFrom('kernel.task').execute()
  await app.owner.deleteFrom('kernel.mail').execute()
})

test('in the morning everybody with something waiting has one mail: what is overdue, what waits, each with its address', async () => {
  await open('li.wei', '已过期的事', { due_at: new Date('2026-11-20T09:00:00Z') })
  await open('li.wei', '等着的事', { due_at: new Date('2026-11-27T09:00:00Z') })
  await open('li.wei', '没有期限的事')
  expect(await at('2026-11-24T00:29:59Z')).toEqual([])
  const letters = await at('2026-11-24T00:30:00Z')
  expect(letters.map(({ to }) => to)).toEqual(['li.wei@hengyuan.example'])
  const { body } = letters[0]!
  expect(body).toContain('2026年11月24日，等您处理的有 3 件。')
  expect(body.replace(/\s+/g, ' ')).toMatch(
    /已逾期（1） · 请审批：已过期的事.* 待处理（2） · 请审批：等着的事.*没有期限的事/,
  )
  for (const title of ['已过期的事', '等着的事', '没有期限的事'])
    expect(body).toContain(`${app.kernel.configuration.base_url}/matters/${title}`)
  expect(await at('2026-11-24T03:00:00Z')).toEqual([])
})

test('it is in the person’s language, and none comes when nothing waits, whatever comes later that day', async () => {
  await app.owner
    .updateTable('kernel.account')
    .set({ language: 'en' })
    .where('id', '=', app.person('wang.lei').account_id)
    .execute()
  await open('wang.lei', 'Budget')
  const [english, ...none] = await at('2026-11-24T01:00:00Z')
  expect([english!.body.includes('On 24 November 2026, waiting for you: 1.'), none]).toEqual([true, []])
  await open('li.wei', '上午才来的事')
  expect(await at('2026-11-24T02:00:00Z')).toEqual([])
  expect((await at('2026-11-25T00:30:00Z')).map(({ to }) => to).sort()).toEqual([
    'li.wei@hengyuan.example',
    'wang.lei@hengyuan.example',
  ])
})

test('several servers at once, and one that starts late, write it exactly once', async () => {
  const users = ['li.wei', 'wang.lei', 'chen.hao', 'zhou.ting'] as const
  for (const user of users) await open(user, '等着的事')
  app.clock.set('2026-11-24T03:17:00Z')
  await Promise.all([app.kernel, second.kernel, app.kernel].map((kernel) => writeDigests(kernel)))
  const written = await app.owner.selectFrom('kernel.mail').select('recipient').execute()
  expect(written.map(({ recipient }) => recipient).sort()).toEqual(
    users.map((user) => `${user}@hengyuan.example`).sort(),
  )
  expect(await at('2026-11-24T03:18:00Z', second.kernel)).toHaveLength(4)
  expect(await at('2026-11-24T09:00:00Z')).toEqual([])
})

test('a server that starts only at night disturbs nobody; the next morning says it', async () => {
  await open('li.wei', '等着的事')
  expect(await at('2026-11-24T15:00:00Z')).toEqual([])
  expect(await at('2026-11-25T00:30:00Z')).toHaveLength(1)
})

test('on a day off there is none; a make-up working day has one', async () => {
  await open('li.wei', '等着的事')
  // The Sunday before National Day is worked in 2026.
  expect(await at('2026-09-20T01:00:00Z')).toHaveLength(1)
  expect(await at('2026-11-28T01:00:00Z')).toEqual([])
})

describe('the local day counts', () => {
  test('at midnight: the first minute of the day is its own, the last is not', async () => {
    await choose('li.wei', { digest_at: '00:00', quiet: false })
    await open('li.wei', '等着的事')
    expect(await at('2026-11-23T15:59:59Z')).toHaveLength(1)
    expect(await at('2026-11-23T16:00:00Z')).toHaveLength(1)
    expect(await at('2026-11-24T15:59:59Z')).toEqual([])
    expect(await at('2026-11-24T16:00:00Z')).toHaveLength(1)
  })

  test('when the clocks change: an hour that is skipped leaves none out, one that comes twice brings no second', async () => {
    await choose('li.wei', { digest_at: '02:30', quiet: false, time_zone: 'America/New_York' })
    await open('li.wei', '等着的事')
    await app.owner
      .updateTable('kernel.calendar')
      .set({ week: JSON.stringify(everyDay) })
      .execute()
    // 14 March 2027, 2:00 becomes 3:00 at 7:00 UTC; 7 November 2027, 2:00 becomes 1:00 again at 6:00 UTC.
    expect(await at('2027-03-14T06:59:59Z')).toEqual([])
    expect(await at('2027-03-14T07:00:00Z')).toHaveLength(1)
    expect(await at('2027-03-14T08:00:00Z')).toEqual([])
    await choose('li.wei', { digest_at: '01:30' })
    expect(await at('2027-11-07T05:29:00Z')).toEqual([])
    expect(await at('2027-11-07T05:30:00Z')).toHaveLength(1)
    expect(await at('2027-11-07T06:30:00Z')).toEqual([])
  })

  test('at the end of the year: New Year’s Day is off, and the old year’s last working day has its own', async () => {
    await open('li.wei', '等着的事')
    expect(await at('2025-12-31T00:30:00Z')).toHaveLength(1)
    expect(await at('2025-12-31T16:30:00Z')).toEqual([])
    expect(await at('2026-01-01T00:30:00Z')).toEqual([])
    const days = await app.owner.selectFrom('kernel.notice_digest').select('day').execute()
    expect(new Set(days.map(({ day }) => day))).toEqual(new Set(['2026-01-01']))
  })
})

const nine = [{ from: '09:00', to: '18:00' }]
const everyDay = { mon: nine, tue: nine, wed: nine, thu: nine, fri: nine, sat: nine, sun: nine }

test('what was put by for the digest goes with it once; without a digest it goes out by itself', async () => {
  const news = (user: CastUser) =>
    app.system((ctx) =>
      queueMail(ctx, {
        ...{ org_id: shanghai.id, person_id: app.person(user).id, link: '/establishment' },
        ...{ template: 'mail.templates.tasks_due', params: { count: 1, tasks: '' }, notice: 'copy' },
      }),
    )
  await news('li.wei')
  expect(await at('2026-11-23T03:00:00Z')).toEqual([])
  const [digest, ...more] = await at('2026-11-24T00:30:00Z')
  expect([digest!.body.includes('其他通知（1）'), more]).toEqual([true, []])
  expect(digest!.body).toContain('/establishment')
  expect(await at('2026-11-25T00:30:00Z')).toEqual([])
  await news('li.wei')
  expect(await at('2026-11-25T01:00:00Z')).toEqual([])
  const ways = { ways: { ...(await app.as('li.wei').call(readNotices)).ways, copy: 'at_once' } }
  await choose('li.wei', { digest: false, ...ways })
  expect(await at('2026-11-25T01:01:00Z')).toHaveLength(1)
})

test('nothing is said of what the person no longer reaches', async () => {
  await open('li.wei', '上海的事')
  await open('li.wei', '广州的事', { org_id: app.org('广州分公司').id })
  const { body } = (await at('2026-11-24T00:30:00Z'))[0]!
  expect([body.includes('上海的事'), body.includes('广州的事')]).toEqual([true, false])
})
