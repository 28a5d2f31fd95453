import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { CastUser } from '../../../db/seed/cast.ts'
import { startApp } from '../../../test/support/app.ts'
import { startSecond } from '../../../test/support/second-server.ts'
import { newId } from '../db/new-id.ts'
import { Changes, listenerName } from '../http/changes.ts'
import { asSystem } from '../http/open-context.ts'
import { mostStreams } from '../http/stream.ts'
import { closeTasks } from './close.ts'
import { followTasks } from './contract.ts'
import { openTask } from './open.ts'

const app = await startApp()
const other = await startSecond(app)

/** A window of somebody, at one of the two servers. */
async function follow(user: CastUser, at = app.url) {
  const leave = new AbortController()
  const answer = await fetch(at + followTasks.path, {
    headers: { cookie: app.cookieOf(user), 'accept-language': 'en' },
    signal: leave.signal,
  })
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let read = ''
  /** Reads on until the text holds `what`; false when the stream ended before. */
  const until = async (what: string): Promise<boolean> => {
    while (!read.includes(what)) {
      const { value, done } = await reader.read()
      if (done) return false
      read += value
    }
    read = read.slice(read.indexOf(what) + what.length)
    return true
  }
  return { answer, until, rest: () => read, leave: () => leave.abort() }
}

const changed = 'event: change\ndata: {}\n\n'
const about = (user: CastUser) => ({
  org_id: app.org('上海分公司').id,
  person_id: app.person(user).id,
  subject_type: 'test.matter',
  subject_id: newId(),
})
const ask = (user: CastUser, kernel = app.kernel) =>
  asSystem(
    kernel,
    async (ctx) => {
      const task = about(user)
      await openTask(ctx, { ...task, kind: 'approvals.inbox.asked', title: '预算', link: '/matters' })
      return task
    },
    { untrailed: 'a test' },
  )
const listening = async () => {
  const { rows } = await sql<{ pid: number; query: string }>`
    select pid, query from pg_stat_activity
    where application_name = ${listenerName} and datname = current_database()`.execute(app.owner)
  return rows.filter(({ query }) => query.startsWith('listen')).map(({ pid }) => pid)
}
/** A window at each server, both of which hear of changes by now. */
async function bothWindows(user: CastUser) {
  const windows = [await follow(user), await follow(user, other.url)] as const
  for (const window of windows) expect(await window.until('event: ready')).toBe(true)
  await expect.poll(listening).toHaveLength(2)
  return windows
}

test('what one server opens and closes is told by both, and only that there is something to read', async () => {
  const [here, there] = await bothWindows('wang.lei')
  expect(here.answer.headers.get('content-type')).toContain('text/event-stream')
  const task = await ask('wang.lei', other.kernel)
  expect([await here.until(changed), await there.until(changed)]).toEqual([true, true])
  await app.system((ctx) => closeTasks(ctx, { ...task, outcome: 'done' }))
  expect([await here.until(changed), await there.until(changed)]).toEqual([true, true])
  here.leave()
  there.leave()
})

test('nothing is told of what was rolled back, nor to anybody else', async () => {
  const changes = new Changes(app.kernel)
  const heard: string[] = []
  for (const user of ['zhou.ting', 'he.chuan'] as const)
    changes.listen(app.person(user).id, () => void heard.push(user))
  // Whoever listens when the connection opens is told once.
  await expect.poll(() => heard).toEqual(['zhou.ting', 'he.chuan'])
  await ask('wang.lei')
  await expect(
    app.system(async (ctx) => {
      const more = { kind: 'approvals.inbox.asked', title: '撤回的事', link: '/matters' }
      await openTask(ctx, { ...about('zhou.ting'), ...more })
      throw new Error('on second thoughts')
    }),
  ).rejects.toThrow('second thoughts')
  // Told in the order of the commits: what was wrongly told would come before this.
  await ask('he.chuan')
  await expect.poll(() => heard.length).toBeGreaterThan(2)
  expect(heard).toEqual(['zhou.ting', 'he.chuan', 'he.chuan'])
  await changes.close()
})

test('a lost connection is opened again, and every window reads again', async () => {
  const [here, there] = await bothWindows('he.chuan')
  const before = await listening()
  await sql`select pg_terminate_backend(pid) from unnest(${before}::int[]) pid`.execute(app.owner)
  expect([await here.until(changed), await there.until(changed)]).toEqual([true, true])
  await ask('he.chuan')
  expect([await here.until(changed), await there.until(changed)]).toEqual([true, true])
  expect((await listening()).filter((pid) => before.includes(pid))).toEqual([])
  here.leave()
  there.leave()
})

test('signing out and a disabled account end the streams, at every server', async () => {
  const out = await bothWindows('qian.li')
  await app.owner
    .deleteFrom('kernel.account_session')
    .where('user_id', '=', app.person('qian.li').account_id)
    .execute()
  const disabled = await bothWindows('wu.min')
  await app.owner
    .updateTable('kernel.account')
    .set({ disabled_at: app.clock.now })
    .where('id', '=', app.person('wu.min').account_id)
    .execute()
  for (const window of [...out, ...disabled]) expect(await window.until(changed)).toBe(false)
  expect((await follow('wu.min')).answer.status).toBe(401)
})

test('one person has so many windows and no more, and a closed one makes room', async () => {
  const windows = await Promise.all(Array.from({ length: mostStreams }, () => follow('li.wei')))
  const refusal = await follow('li.wei')
  expect(refusal.answer.status).toBe(429)
  expect(refusal.answer.headers.get('content-type')).toContain('application/problem+json')
  windows.pop()?.leave()
  await expect
    .poll(async () => {
      const next = await follow('li.wei')
      next.leave()
      return next.answer.status
    })
    .toBe(200)
  for (const window of windows) window.leave()
})

test('a graceful stop ends the streams instead of waiting for them', async () => {
  const window = await follow('shen.jing', other.url)
  expect(await window.until('event: ready')).toBe(true)
  await other.close()
  expect(await window.until(changed)).toBe(false)
  await expect.poll(async () => (await listening()).length).toBeLessThan(2)
})
