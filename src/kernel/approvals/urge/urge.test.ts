import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { countStatements } from '../../../../test/support/count-statements.ts'
import { mattersOf, stepOf } from '../../../../test/support/matters.ts'
import { poolOf } from '../../db/pool.ts'
import { listTasks } from '../../tasks/contract.ts'
import { giveProxy } from '../proxy/contract.ts'
import { approveRequest, readRequest } from '../request/contract.ts'
import { urgeRequest } from './contract.ts'
import { openEscalated } from './escalate.ts'

const app = await startApp()
const { flow, start } = mattersOf(app)
const idOf = (user: CastUser) => app.person(user).id
await flow('both', [
  stepOf('joint', [idOf('qian.li'), idOf('chen.hao')], { mode: { kind: 'all' } }),
  stepOf('management', [idOf('gu.mingyuan')]),
])

const urge = (user: CastUser, id: string, note: string | null = null) =>
  app.as(user).call(urgeRequest, { params: { id }, body: { note } })
const approve = (user: CastUser, id: string) =>
  app.as(user).call(approveRequest, { params: { id }, body: { round: 1, opinion: null } })
const later = (hours: number) => app.clock.advance(hours * 3_600_000)
const mailsTo = async (user: CastUser, template: string) => {
  const found = await app.owner
    .selectFrom('kernel.mail')
    .select('subject')
    .where('person_id', '=', idOf(user))
    .where('template', '=', `approvals.urge.mail.${template}`)
    .execute()
  return found.length
}
const inboxOf = async (user: CastUser) =>
  (await app.as(user).call(listTasks, { query: {} })).items.map(({ kind, params }) => [kind, params.count])

/** Whose open windows are told from now on that there is something to read. */
async function listening() {
  const { connectionString } = poolOf(app.kernel.db).options
  const client = new pg.Client({ connectionString })
  const heard = new Set<string>()
  client.on('notification', ({ payload = '' }) => heard.add(payload))
  await client.connect()
  await client.query('listen bylaw_inbox')
  onTestFinished(() => client.end())
  return () => [...heard]
}

describe('urging', () => {
  test('a second urge within 4 hours is refused and says when it may be repeated; another step may be urged at once', async () => {
    const id = await start('li.wei', 'both')
    const first = await urge('li.wei', id, '客户在等')
    expect(first.urging).toEqual({
      count: 1,
      last_at: '2026-11-23T02:00:00Z',
      again_at: '2026-11-23T06:00:00.000Z',
    })
    later(3.9)
    const again = await refusalOf(urge('li.wei', id))
    expect([again.status, again.code]).toEqual([422, 'approvals.urge.lately'])
    expect(again.detail).toBe('4 小时内已催办过，2026年11月23日 14:00 之后可再次催办。')
    expect((await refusalOf(urge('zhou.ting', id))).code).toBe('approvals.urge.lately')
    later(0.1)
    expect((await urge('li.wei', id)).urging?.count).toBe(2)
    expect([await mailsTo('qian.li', 'asked'), await mailsTo('chen.hao', 'asked')]).toEqual([2, 2])
    const { items } = await app.as('qian.li').call(listTasks, { query: {} })
    expect(items.map(({ kind, urged }) => [kind, urged])).toEqual([['approvals.inbox.asked', 2]])
    await approve('qian.li', id)
    await approve('chen.hao', id)
    expect((await urge('li.wei', id)).urging?.count).toBe(1)
    expect(await mailsTo('gu.mingyuan', 'asked')).toBe(1)
  })

  test('two at the same moment count as one', async () => {
    const id = await start('li.wei', 'both')
    const both = await Promise.allSettled([urge('li.wei', id), urge('zhou.ting', id)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await app.as('li.wei').call(readRequest, { params: { id } })).urging?.count).toBe(1)
  })

  test('after three the approver’s superior is told, by mail each time and by one task that ends with the step', async () => {
    const id = await start('li.wei', 'both')
    await approve('qian.li', id)
    const before = [await inboxOf('gu.mingyuan'), await mailsTo('gu.mingyuan', 'superior')]
    for (let times = 1; times <= 2; times++) {
      await urge('li.wei', id)
      later(4)
    }
    expect([await inboxOf('gu.mingyuan'), await mailsTo('gu.mingyuan', 'superior')]).toEqual(before)
    const third = await urge('li.wei', id)
    expect(await inboxOf('gu.mingyuan')).toContainEqual(['approvals.inbox.urged', 3])
    later(4)
    await urge('li.wei', id)
    expect(await mailsTo('gu.mingyuan', 'superior')).toBe(Number(before[1]) + 2)
    const told = (await inboxOf('gu.mingyuan')).filter(([kind]) => kind === 'approvals.inbox.urged')
    expect(told).toHaveLength(1)
    expect(third.steps[0]!.signers.map(({ person, urged }) => [person.name, urged])).toEqual([
      ['钱立', 0],
      ['陈浩', 3],
    ])
    await approve('chen.hao', id)
    const left = (await inboxOf('gu.mingyuan')).map(([kind]) => kind)
    expect(left).not.toContain('approvals.inbox.urged')
    expect(left).toContain('approvals.inbox.asked')
  })

  test('reaches whoever stands in for the approver, who finds the count at the task they were lent', async () => {
    const id = await start('li.wei', 'both')
    const from = app.clock.now.toISOString().slice(0, 10)
    const to = new Date(app.clock.now.getTime() + 7 * 86_400_000).toISOString().slice(0, 10)
    await app.as('qian.li').call(giveProxy, { body: { proxy_id: idOf('sun.yi'), from, to } })
    const before = await mailsTo('sun.yi', 'asked')
    // Windows are told by the clock of the database, which isn't that of the test.
    await app.owner
      .updateTable('kernel.approval_proxy')
      .set({ starts_at: '2020-01-01T00:00:00Z', ends_at: '2099-01-01T00:00:00Z' })
      .execute()
    const told = await listening()
    await urge('li.wei', id)
    // Open windows read the count at once, whoever stands in as well.
    await expect
      .poll(told)
      .toEqual(expect.arrayContaining([idOf('qian.li'), idOf('chen.hao'), idOf('sun.yi')]))
    expect(await mailsTo('sun.yi', 'asked')).toBe(before + 1)
    const { items } = await app.as('sun.yi').call(listTasks, { query: {} })
    const lent = items.filter(({ kind }) => kind === 'approvals.inbox.asked')
    expect(lent.at(-1)).toMatchObject({ urged: 1, for_person: { name: '钱立' } })
  })

  test('is for whoever may see it; nobody urges themselves, an ended request or one out of reach', async () => {
    const id = await start('li.wei', 'both')
    expect((await refusalOf(urge('zheng.kai', id))).status).toBe(404)
    expect((await app.as('qian.li').call(readRequest, { params: { id } })).can).toContain('urge')
    await approve('qian.li', id)
    const own = await app.as('chen.hao').call(readRequest, { params: { id } })
    expect(own.can).not.toContain('urge')
    expect((await refusalOf(urge('chen.hao', id))).code).toBe('approvals.urge.nobody')
    await approve('chen.hao', id)
    await approve('gu.mingyuan', id)
    expect((await refusalOf(urge('li.wei', id))).code).toBe('approvals.errors.already_approved')
  })

  test('leaves a trail that names who was urged and who was told', async () => {
    const rows = await app.owner
      .selectFrom('kernel.trail_entry')
      .select('diff')
      .where('action', '=', 'approvals.request.urge')
      .execute()
    expect(rows.map(({ diff }) => diff)).toContainEqual({
      approvers: [[], ['陈浩']],
      superiors: [[], expect.arrayContaining(['顾明远', '林岚'])],
    })
  })
})

test('superiors are told at once, however many they are', async () => {
  const subject = () => ({ type: 'test.matter', id: crypto.randomUUID(), title: '采购', link: '/approvals' })
  const slow = { org_id: app.org('上海分公司').id, request_id: crypto.randomUUID(), step: undefined }
  const tell = (...superiors: CastUser[]) =>
    app.system((ctx) =>
      countStatements(ctx, (counted) =>
        openEscalated(
          counted,
          { ...slow, subject: subject(), superiors: superiors.map(idOf) },
          { kind: 'approvals.inbox.overdue' },
        ),
      ),
    )
  const one = await tell('gu.mingyuan')
  const three = await tell('lin.lan', 'zhou.ting', 'he.chuan')
  // Of each it is looked up whether they have an account in use.
  expect(three.count - one.count).toBe(2)
  const about = (user: CastUser) => app.as(user).call(listTasks, { query: {} })
  for (const user of ['gu.mingyuan', 'lin.lan', 'zhou.ting', 'he.chuan'] as const)
    expect((await about(user)).items.map(({ kind }) => kind)).toContain('approvals.inbox.overdue')
})
