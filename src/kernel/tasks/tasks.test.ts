import { describe, expect, test } from 'vitest'
import type { CastUser } from '../../../db/seed/cast.ts'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { countStatements } from '../../../test/support/count-statements.ts'
import { system } from '../access/actor.ts'
import { newId } from '../db/new-id.ts'
import { refused } from '../errors/problem.ts'
import { closeTasks, closeTasksOf } from './close.ts'
import { countTasks, countTasksOf, handOverTasks, listTasks } from './contract.ts'
import { listTasks as readTasks } from './list.ts'
import { type NewTask, openTask } from './open.ts'
import { onTakeOver } from './take-over.ts'

const app = await startApp({ now: '2026-03-06T08:30:00Z' }) // Friday 16:30 in Shanghai
const shanghai = app.org('上海分公司')
const guangzhou = app.org('广州分公司')

const ask = (user: CastUser, title: string, more: Partial<NewTask> = {}) => {
  const subject_id = more.subject_id ?? newId()
  const task = {
    org_id: shanghai.id,
    person_id: app.person(user).id,
    kind: 'approvals.inbox.asked',
    subject_type: 'test.matter',
    title,
    link: `/matters/${subject_id}`,
    ...more,
    subject_id,
  }
  return app.system(async (ctx) => ({ ...task, ...(await openTask(ctx, task)) }))
}
const inbox = async (user: CastUser, query = {}) =>
  (await app.as(user).call(listTasks, { query })).items.map((task) => task.title)

const handOver = (by: CastUser, from: CastUser, to: CastUser, more = {}) =>
  app.as(by).call(handOverTasks, {
    body: { from_person_id: app.person(from).id, to_person_id: app.person(to).id, ...more },
  })

describe('the inbox', () => {
  test('shows what is due first, and what has no due time last', async () => {
    await ask('wang.lei', '无期限')
    await ask('wang.lei', '下周一', { due_at: '2026-03-09T02:00:00Z' })
    await ask('wang.lei', '已逾期', { due_at: '2026-03-06T07:30:00Z' })
    expect(await inbox('wang.lei')).toEqual(['已逾期', '下周一', '无期限'])
    expect(await app.as('wang.lei').call(countTasks)).toEqual({ open: 3, overdue: 1 })
    expect(await inbox('wang.lei', { due_by: '2026-03-07T00:00:00Z' })).toEqual(['已逾期'])
    expect(await inbox('wang.lei', { kind: 'approvals.inbox.returned' })).toEqual([])
    expect(await inbox('wang.lei', { kind: 'approvals.inbox.asked', limit: 1 })).toEqual(['已逾期'])
  })

  test('counts what is left in working time of the organisation', async () => {
    const { items } = await app.as('wang.lei').call(listTasks)
    const left = Object.fromEntries(items.map((task) => [task.title, task.minutes_left]))
    expect(left.已逾期).toBeLessThan(0)
    expect(left.下周一).toBeGreaterThan(0)
    expect(left.下周一).toBeLessThan(300)
    expect(left.无期限).toBeNull()
  })

  test('is read page by page without losing or repeating anything', async () => {
    const seen: string[] = []
    let after: string | null = null
    do {
      const query: Record<string, unknown> = after ? { limit: 1, after } : { limit: 1 }
      const page: { items: { title: string }[]; next: string | null } = await app
        .as('wang.lei')
        .call(listTasks, { query })
      seen.push(...page.items.map((task) => task.title))
      after = page.next
    } while (after)
    expect(seen).toEqual(['已逾期', '下周一', '无期限'])
  })

  test('is nobody else’s: neither the head nor the administrator sees it', async () => {
    expect(await inbox('li.wei')).toEqual([])
    expect(await inbox('shen.jing')).toEqual([])
    expect((await refusalOf(app.anonymous.call(listTasks))).status).toBe(401)
  })

  test('keeps what lies outside reach out of sight', async () => {
    await ask('wu.min', '广州的事', { org_id: guangzhou.id })
    expect(await inbox('wu.min')).toEqual([])
    expect(await app.as('wu.min').call(countTasks)).toEqual({ open: 0, overdue: 0 })
  })

  test('asks the database as often for tasks of many organisations as for those of one', async () => {
    const due_at = '2026-03-09T02:00:00Z'
    const statements = async () => {
      const actor = { ...system, person_id: app.person('sun.yi').id }
      const { answer, count } = await app.system((ctx) =>
        countStatements({ ...ctx, actor }, (counted) => readTasks(counted, { state: 'open', limit: 50 })),
      )
      const { items } = answer
      return { tasks: items.length, timed: items.every((task) => task.minutes_left !== null), count }
    }
    await ask('sun.yi', '一处', { due_at })
    // What is read once is remembered.
    await statements()
    const one = await statements()
    for (const called of ['广州分公司', '北京分公司', '苏州合作网点', '华东区'] as const)
      await ask('sun.yi', '多处', { due_at, org_id: app.org(called).id })
    expect(await statements()).toEqual({ ...one, tasks: 5 })
    expect(one).toMatchObject({ tasks: 1, timed: true })
  })

  test('moves what is done to the second tab', async () => {
    const task = await ask('qian.li', '预算')
    await app.system((ctx) => closeTasks(ctx, { ...task, outcome: 'done' }))
    expect(await inbox('qian.li')).toEqual([])
    expect(await inbox('qian.li', { state: 'done' })).toEqual(['预算'])
  })

  test('keeps nothing of what was cancelled: others did it, or it needn’t be done', async () => {
    const task = await ask('xu.wen', '他人已办')
    await app.system((ctx) => closeTasks(ctx, { ...task, outcome: 'cancelled' }))
    expect(await inbox('xu.wen')).toEqual([])
    expect(await inbox('xu.wen', { state: 'done' })).toEqual([])
  })

  test('closes what is about many subjects of any organisations at once, and nothing else about others', async () => {
    const first = await ask('xu.wen', '甲')
    const second = await ask('xu.wen', '乙', { org_id: guangzhou.id })
    const other = await ask('xu.wen', '丙', { org_id: guangzhou.id })
    const subjects = [first, second, { ...other, org_id: shanghai.id }]
    const close = (of: typeof subjects) =>
      app.system((ctx) => closeTasksOf(ctx, { subject_type: 'test.matter', subjects: of, outcome: 'done' }))
    expect(await close([])).toBe(0)
    expect(await close(subjects)).toBe(2)
    expect(await inbox('xu.wen')).toEqual(['丙'])
    await app.system((ctx) => closeTasks(ctx, { ...other, outcome: 'cancelled' }))
  })
})

describe('handing over', () => {
  test('moves everything to the other person and leaves a trail', async () => {
    const kind = 'test.kind'
    for (let n = 1; n <= 37; n += 1) await ask('zhou.ting', `事项${n}`, { kind })
    const params = { person_id: app.person('zhou.ting').id }
    expect(await app.as('shen.jing').call(countTasksOf, { params })).toMatchObject({
      open: 37,
      organisations: [{ name: '上海分公司', open: 37 }],
    })
    expect(await handOver('shen.jing', 'zhou.ting', 'he.chuan', { note: '调岗' })).toEqual({
      moved: 37,
      stayed: [],
    })
    expect(await inbox('zhou.ting')).toEqual([])
    expect((await app.as('he.chuan').call(countTasks)).open).toBe(37)
    const entry = await app.owner
      .selectFrom('kernel.trail_entry')
      .select(['diff', 'note', 'subject_id'])
      .where('action', '=', 'tasks.task.hand_over')
      .executeTakeFirstOrThrow()
    expect(entry).toMatchObject({ diff: { holder: ['周婷', '何川'], tasks: [null, 37] }, note: '调岗' })
  })

  test('never widens reach: a task whose organisation the other can’t see stays', async () => {
    await ask('wang.lei', '上海的事', { kind: 'test.reach' })
    const answer = await handOver('shen.jing', 'wang.lei', 'zheng.kai')
    expect(answer.moved).toBe(0)
    expect(answer.stayed).toContainEqual(
      expect.objectContaining({ title: '上海的事', code: 'tasks.errors.not_reached' }),
    )
  })

  test('asks whoever owns the matter; what only the first may do stays with the reason', async () => {
    onTakeOver('test.own', async () => {
      throw refused('approvals.errors.only_applicant_resubmits')
    })
    await ask('gu.mingyuan', '本人重提', { kind: 'test.own' })
    const answer = await handOver('shen.jing', 'gu.mingyuan', 'lin.lan')
    expect(answer).toMatchObject({ moved: 0, stayed: [{ reason: '只有申请人本人可以重新提交。' }] })
    expect(await inbox('gu.mingyuan')).toEqual(['本人重提'])
  })

  test('a head hands over at the own organisation only', async () => {
    await ask('zheng.kai', '上海', { kind: 'test.x' })
    await ask('zheng.kai', '广州', { kind: 'test.x', org_id: guangzhou.id })
    const answer = await handOver('luo.ying', 'zheng.kai', 'fang.yi')
    expect(answer).toEqual({ moved: 1, stayed: [] })
    expect(await inbox('fang.yi')).toEqual(['广州'])
    expect((await refusalOf(handOver('wang.lei', 'zheng.kai', 'fang.yi'))).status).toBe(403)
  })

  test('what waits for others at one’s own organisation isn’t one’s own to hand over', async () => {
    await ask('gu.mingyuan', '待管理层批准', { kind: 'test.x' })
    for (const user of ['li.wei', 'chen.hao'] as const)
      expect((await refusalOf(handOver(user, 'gu.mingyuan', user))).status).toBe(404)
    expect(await inbox('gu.mingyuan')).toContain('待管理层批准')
  })

  test('refuses someone without an account in use, and the same person', async () => {
    const { account_id } = app.person('ma.jun')
    await app.owner
      .updateTable('kernel.account')
      .set({ disabled_at: app.clock.now })
      .where('id', '=', account_id)
      .execute()
    expect((await refusalOf(handOver('shen.jing', 'sun.yi', 'ma.jun'))).code).toBe('tasks.errors.cannot_work')
    expect((await refusalOf(handOver('shen.jing', 'sun.yi', 'sun.yi'))).code).toBe('tasks.errors.same_person')
  })
})

describe('what is meant for somebody whose account was shut', () => {
  // Ma Jun of North China, shut by the test before.
  const beijing = app.org('北京分公司').id
  const standIns = ['shen.jing', 'xu.wen'] as const

  test('waits for whoever hands over where they are employed, who sees whom it is for, and goes on from there', async () => {
    const asked: string[] = []
    onTakeOver('test.absent', async (_ctx, { task }) => void asked.push(task.person_id))
    const waiting = await ask('ma.jun', '北京巡检', { org_id: beijing, kind: 'test.absent' })
    const lists = await Promise.all(standIns.map((user) => app.as(user).call(listTasks)))
    const seen = lists.flatMap(({ items }) => items.filter(({ id }) => id === waiting.id))
    expect(seen).toMatchObject([{ title: '北京巡检', for_person: { name: '马骏' } }])
    expect(await inbox('ma.jun').catch(({ status }) => status)).toBe(401)
    const params = { person_id: app.person('ma.jun').id }
    expect(await app.as('shen.jing').call(countTasksOf, { params })).toMatchObject({ open: 1 })
    expect(await handOver('shen.jing', 'ma.jun', 'qian.li')).toEqual({ moved: 1, stayed: [] })
    expect(await inbox('qian.li')).toEqual(['北京巡检'])
    expect((await app.as('qian.li').call(listTasks)).items[0]?.for_person).toBeNull()
    // The matter hears whom it named, not who stood in.
    expect(asked).toEqual([app.person('ma.jun').id])
  })

  test('is done with for the stand-in when it is for the one it was meant for', async () => {
    const task = await ask('ma.jun', '北京盘点', { org_id: beijing, kind: 'test.absent' })
    await app.system((ctx) => closeTasks(ctx, { ...task, outcome: 'cancelled' }))
    for (const user of standIns) expect(await inbox(user)).not.toContain('北京盘点')
  })

  test('waits for nobody where there was only something to read', async () => {
    for (const notice of ['copy', 'done'] as const)
      expect(await ask('ma.jun', '导出完成', { org_id: beijing, notice })).not.toHaveProperty('id')
  })
})
