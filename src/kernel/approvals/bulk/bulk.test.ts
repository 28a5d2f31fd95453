import { describe, expect, test, vi } from 'vitest'
import type { CastUser } from '../../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../../test/support/app.ts'
import { mattersOf, stepOf } from '../../../../test/support/matters.ts'
import { countTasks } from '../../tasks/contract.ts'
import { approveRequest, readRequest } from '../request/contract.ts'
import { approveMany } from './contract.ts'

vi.setConfig({ testTimeout: 120_000 })
const app = await startApp()
const { flow, start, decided } = mattersOf(app)
const idOf = (user: CastUser) => app.person(user).id
const both = [idOf('gu.mingyuan'), idOf('lin.lan')]
await flow('one', [stepOf('management', both)])
await flow('spoken', [stepOf('management', both, { opinion: 'required' })])

const approve = (user: CastUser, ids: string[], { opinion = null as string | null, key = '' } = {}) =>
  app
    .as(user)
    .call(
      approveMany,
      { body: { items: ids.map((id) => ({ id, round: 1 })), opinion } },
      key ? { 'idempotency-key': key } : {},
    )
const rowsOf = async () => {
  const count = async (table: 'trail_entry' | 'task' | 'mail') => {
    const { n } = await app.owner
      .selectFrom(`kernel.${table}`)
      .select(({ fn }) => fn.countAll<string>().as('n'))
      .executeTakeFirstOrThrow()
    return Number(n)
  }
  return [await count('trail_entry'), await count('task'), await count('mail'), decided.length]
}

test('Bulk approve 200: a result per item, failures listed, a second click changes nothing', async () => {
  const ids: string[] = []
  for (let n = 0; n < 197; n++) ids.push(await start('li.wei', 'one', { title: `事项${n}` }))
  const own = await start('gu.mingyuan', 'one')
  const barred = await start('li.wei', 'one', {
    barred: { [idOf('gu.mingyuan')]: 'access.rules.auditor_operates' },
  })
  const mute = await start('li.wei', 'spoken')
  ids.splice(50, 0, own, barred, mute)
  decided.length = 0

  const first = await approve('gu.mingyuan', ids, { key: 'bulk-of-200' })
  expect(first.approved).toBe(197)
  expect(first.items.map(({ id }) => id)).toEqual(ids)
  expect(first.items.filter(({ state }) => state === 'approved')).toHaveLength(197)
  const failed = first.items.filter(({ code }) => code !== null)
  expect(failed.map(({ id, code, reason }) => [id, code, reason])).toEqual([
    [own, 'approvals.errors.applicant_never_decides', '您是此事项的申请人，不能审批自己的申请。'],
    [barred, 'approvals.errors.barred', expect.stringContaining('回避')],
    [mute, 'approvals.errors.opinion_wanted', '请填写审批意见后再提交。'],
  ])
  expect(decided).toHaveLength(197)
  const open = await app.owner
    .selectFrom('kernel.task')
    .select('id')
    .where('person_id', '=', idOf('lin.lan'))
    .where('closed_at', 'is', null)
    .execute()
  expect(open).toHaveLength(3)

  const before = await rowsOf()
  expect(await approve('gu.mingyuan', ids, { key: 'bulk-of-200' })).toEqual(first)
  const again = await approve('gu.mingyuan', ids)
  expect(again.approved).toBe(0)
  expect(again.items.filter(({ code }) => code === 'approvals.errors.already_approved')).toHaveLength(197)
  expect(await rowsOf()).toEqual(before)
})

describe('many at once', () => {
  test('is refused to whom the single decision is refused, item by item with the same sentence', async () => {
    const id = await start('li.wei', 'one')
    for (const user of ['li.wei', 'zhou.ting', 'zheng.kai'] as const) {
      const alone = await refusalOf(
        app.as(user).call(approveRequest, { params: { id }, body: { round: 1, opinion: null } }),
      )
      const { approved, items } = await approve(user, [id])
      expect([approved, items[0]!.code, items[0]!.reason]).toEqual([0, alone.code, alone.detail])
    }
    expect((await refusalOf(approve('fang.yi', [id]))).status).toBe(403)
    const { state } = await app.as('li.wei').call(readRequest, { params: { id } })
    expect(state).toBe('running')
  })

  test('counts for the round that was seen, and leaves what is refused as it was', async () => {
    const id = await start('li.wei', 'one')
    const items = [{ id, round: 2 }]
    const answer = await app.as('lin.lan').call(approveMany, { body: { items, opinion: null } })
    expect(answer.items[0]!.code).toBe('approvals.errors.other_round')
    expect((await app.as('lin.lan').call(countTasks)).open).toBeGreaterThan(0)
  })

  test('by two at once in opposite order neither loses nor doubles a decision', async () => {
    const ids: string[] = []
    for (let n = 0; n < 12; n++) ids.push(await start('li.wei', 'one'))
    decided.length = 0
    const [one, other] = await Promise.all([
      approve('gu.mingyuan', ids),
      approve('lin.lan', ids.toReversed()),
    ])
    expect(one.approved + other.approved).toBe(12)
    expect(decided).toHaveLength(12)
  })

  test('takes at most 200', async () => {
    const many = Array.from({ length: 201 }, () => app.person('li.wei').id)
    expect((await refusalOf(approve('gu.mingyuan', many))).status).toBe(400)
  })
})
