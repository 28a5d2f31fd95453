import { expect, test, vi } from 'vitest'
import { startApp } from '../../../../../test/support/app.ts'
import { complaintStoryOf } from '../../../../../test/support/complaint-story.ts'
import { listTasks } from '../../../../kernel/tasks/contract.ts'
import { setDueAnew } from '../../clocks/due-anew.ts'
import * as contract from '../contract.ts'

vi.setConfig({ testTimeout: 60_000 })
const app = await startApp()
const story = complaintStoryOf(app)

/** When the list says it is due, and when each open task about it is. */
async function dueOf(id: string) {
  const { rows } = {
    rows: await app.owner
      .selectFrom('kernel.task')
      .select(['kind', 'due_at'])
      .where('subject_id', '=', id)
      .where('closed_at', 'is', null)
      .execute(),
  }
  const { items } = await app
    .as('zhou.ting')
    .call(contract.listComplaints, { query: { q: (await story.page(id)).number } })
  return { list: items[0]!.due_at, tasks: rows.map(({ kind, due_at }) => [kind.split('.').at(-1), due_at]) }
}

test('what waits in an inbox is due when the complaint is, as its clocks stand: later once something was done, at no time while the customer is asked or once it is resolved', async () => {
  const { id } = await story.entered({ subject: '期限跟着走' })
  const fresh = await dueOf(id)
  expect(fresh.list).not.toBeNull()
  expect(fresh.tasks.length).toBeGreaterThan(0)
  for (const task of fresh.tasks) expect(task).toEqual(['assign', fresh.list])

  await story.assign(id, 'chen.hao')
  expect((await dueOf(id)).tasks).toEqual([['handle', fresh.list]])
  app.clock.advance(60_000)
  await story.say(id, contract.acknowledge, 'chen.hao')
  const answered = await dueOf(id)
  expect(answered.list! > fresh.list!).toBe(true)
  expect(answered.tasks).toEqual([['handle', answered.list]])

  await story.step(id, contract.investigate, 'chen.hao')
  await story.say(id, contract.askCustomer, 'chen.hao')
  expect(await dueOf(id)).toEqual({ list: null, tasks: [['handle', null]] })
  const { items } = await app.as('chen.hao').call(listTasks, { query: { limit: 200 } })
  expect(items.find(({ subject_id }) => subject_id === id)).toMatchObject({ due_at: null })

  await story.say(id, contract.hearCustomer, 'chen.hao')
  const again = await dueOf(id)
  expect(again.tasks).toEqual([['handle', again.list]])
  expect(again.list).not.toBeNull()
  await story.say(id, contract.propose, 'chen.hao')
  await story.say(id, contract.acceptAnswer)
  expect(await dueOf(id)).toEqual({ list: null, tasks: [['handle', null]] })
})

test('a task an earlier release left due at another time is due when its complaint is after a night, also at no time; what is done stays', async () => {
  const [open, asked, given] = [
    (await story.entered({ subject: '还没人接' })).id,
    await story.investigated({ subject: '在等客户' }),
    await story.assigned({ subject: '已分派' }),
  ]
  await story.say(asked, contract.askCustomer)
  const ids = [open, asked, given]
  const right = await Promise.all(ids.map(dueOf))
  expect(await setDueAnew(app.kernel)).toBe(0)
  const wrong = { due_at: '2026-01-05T01:00:00.000Z' }
  await app.owner.updateTable('kernel.task').set(wrong).where('subject_id', 'in', ids).execute()
  for (const id of ids)
    for (const [, due] of (await dueOf(id)).tasks) expect(due).toBe('2026-01-05T01:00:00Z')
  expect(await setDueAnew(app.kernel, { set: 1 })).toBe(3)
  expect(await Promise.all(ids.map(dueOf))).toEqual(right)
  expect(await setDueAnew(app.kernel)).toBe(0)
  const done = app.owner.selectFrom('kernel.task').select('due_at').where('subject_id', '=', given)
  const closed = await done.where('closed_at', 'is not', null).execute()
  expect(closed.length).toBeGreaterThan(0)
  for (const { due_at } of closed) expect(due_at).toBe('2026-01-05T01:00:00Z')
})
