import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { CompiledQuery } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { refusalOf, startApp } from '../../../test/support/app.ts'
import { refused } from '../errors/problem.ts'
import { asSystem } from '../http/open-context.ts'
import { listTasks } from '../tasks/contract.ts'
import { asRequester } from './as-requester.ts'
import { cancelJob, listJobs, readJob, seeJob } from './contract.ts'
import { defineJob, defineSchedule } from './define.ts'
import { enqueueJob } from './enqueue.ts'
import { openBoss } from './queue.ts'
import { recoverJobs } from './recover.ts'
import { endWithWork, isLocked, runJob } from './run.ts'
import { runSchedule, startWorker, workOff } from './worker.ts'

const app = await startApp({ quiet: true })
const shanghai = app.org('上海分公司')
const li = app.as('li.wei')

let release: () => void = () => {}
let begun = 0
defineJob({
  name: 'test.count',
  work: async (_kernel, job, report) => {
    begun += 1
    for (let step = 1; step <= 3; step++) await report(step, 3)
    return { counted: 3, of: job.title }
  },
})
defineJob({
  name: 'test.wait',
  work: async (_kernel, _job, report) => {
    await report(0, 2, 'jobs.inbox.finished')
    await new Promise<void>((resolve) => {
      release = resolve
    })
    await report(1, 2)
    await report(2, 2)
  },
})
defineJob({
  name: 'test.refuse',
  work: () => Promise.reject(refused('jobs.errors.over')),
})
defineJob({ name: 'test.break', work: () => Promise.reject(new Error('a bug')) })
defineJob({
  name: 'test.as_me',
  work: (kernel, job) =>
    asRequester(kernel, job, 'org.organisation.read', async (ctx) => [ctx.actor.name, ctx.reach.ids.length], {
      readOnly: true,
    }),
})

let keepOn: () => void = () => {}
const kept = new Promise<void>((resolve) => {
  keepOn = resolve
})
defineJob({
  name: 'test.keep',
  work: (kernel, job) =>
    asSystem(
      kernel,
      async (ctx) => {
        await ctx.tx
          .insertInto('kernel.setting')
          .values({ key: `kept ${job.id}`, value: '1' })
          .execute()
        await kept
        await endWithWork(ctx, job, { kept: 1 })
      },
      { untrailed: 'a test' },
    ),
})

let worker: { stop: () => Promise<void> } | undefined
afterEach(async () => {
  await worker?.stop()
  worker = undefined
})

/** Asked for as 李薇 would: the account is hers. */
const ask = (name: string, link?: string) =>
  app.system((ctx) => {
    const mine = { ...ctx, actor: { ...ctx.actor, account_id: app.person('li.wei').account_id } }
    return enqueueJob(mine, { name, org_id: shanghai.id, title: '季度名册', input: { a: 1 }, link })
  })
const read = (id: string) => li.call(readJob, { params: { id } })
const until = async (id: string, state: string) => {
  for (let i = 0; i < 200; i++) {
    const job = await read(id)
    if (job.state === state) return job
    await sleep(50)
  }
  throw new Error(`job never was ${state}: ${JSON.stringify(await read(id))}`)
}

test('a worker does the work, and whoever asked finds the notice in the inbox until it is seen', async () => {
  worker = await startWorker(app.kernel)
  const { id } = await ask('test.count', '/rosters')
  expect(await until(id, 'done')).toMatchObject({
    ...{ name: 'test.count', done: 3, total: 3, result: { counted: 3, of: '季度名册' }, can: ['see'] },
  })
  const notice = { kind: 'jobs.inbox.finished', title: '季度名册', link: '/rosters' }
  expect((await li.call(listTasks)).items).toMatchObject([notice])
  expect(await li.call(seeJob, { params: { id } })).toMatchObject({ can: [] })
  expect((await li.call(listTasks)).items).toEqual([])
  expect((await li.call(listJobs)).items).toMatchObject([{ id }])
})

test('a job is its owner’s alone', async () => {
  const { id } = await ask('test.count')
  const refusal = await refusalOf(app.as('wang.lei').call(readJob, { params: { id } }))
  expect([refusal.status, (await app.as('wang.lei').call(listJobs)).items]).toEqual([404, []])
  expect((await refusalOf(app.anonymous.call(readJob, { params: { id } }))).status).toBe(401)
  await workOff(app.kernel)
})

test('nothing is asked for by a transaction that is rolled back', async () => {
  const before = (await li.call(listJobs)).total
  await app
    .system(async (ctx) => {
      await enqueueJob(ctx, { name: 'test.count', org_id: shanghai.id, title: 'x', input: null })
      throw new Error('rolled back')
    })
    .catch(() => {})
  expect([await workOff(app.kernel), (await li.call(listJobs)).total]).toEqual([0, before])
})

test('a refusal is a sentence, a bug says nothing of its inside', async () => {
  const [no, bug] = [await ask('test.refuse'), await ask('test.break')]
  await workOff(app.kernel)
  expect(await read(no.id)).toMatchObject({ state: 'failed', error: '这项工作已经结束，无法取消。' })
  const shown = await read(bug.id)
  expect(shown.state).toBe('failed')
  expect(shown.error).toContain('没有保留任何未完成的内容')
  expect(shown.error).not.toContain('a bug')
})

test('a cancelled job stops at its next step, and one that is over can’t be cancelled', async () => {
  worker = await startWorker(app.kernel)
  const { id } = await ask('test.wait')
  await until(id, 'running')
  await sleep(100)
  expect((await read(id)).note).toBe('已完成，请查看结果')
  expect((await li.call(cancelJob, { params: { id } })).state).toBe('cancelled')
  release()
  await worker.stop()
  expect(await read(id)).toMatchObject({ state: 'cancelled', done: 0, can: [] })
  expect((await refusalOf(li.call(cancelJob, { params: { id } }))).code).toBe('jobs.errors.over')
})

test('a job acts as the person who asked for it, within what they reach', async () => {
  const { id } = await ask('test.as_me')
  await workOff(app.kernel)
  expect((await read(id)).result).toEqual(['李薇', 1])
})

test('a job that keeps what it made ends with it: cancelled before, nothing is kept; after, it is over', async () => {
  const keys = async () =>
    (await app.owner.selectFrom('kernel.setting').select('key').where('key', 'like', 'kept %').execute()).map(
      ({ key }) => key,
    )
  const first = await ask('test.keep')
  const running = runJob(app.kernel, first.id)
  await until(first.id, 'running')
  await li.call(cancelJob, { params: { id: first.id } })
  keepOn()
  await running
  expect([(await read(first.id)).state, await keys()]).toEqual(['cancelled', []])

  const second = await ask('test.keep')
  await runJob(app.kernel, second.id)
  expect(await read(second.id)).toMatchObject({ state: 'done', result: { kept: 1 }, can: ['see'] })
  const late = await refusalOf(li.call(cancelJob, { params: { id: second.id } }))
  expect([late.code, await keys()]).toEqual(['jobs.errors.over', [`kept ${second.id}`]])
})

test('two workers never run one job twice', async () => {
  begun = 0
  const { id } = await ask('test.count')
  await Promise.all([runJob(app.kernel, id), runJob(app.kernel, id), runJob(app.kernel, id)])
  expect([begun, (await read(id)).state]).toEqual([1, 'done'])
})

test('what waited while no server ran, or lost its worker, is begun again at start', async () => {
  const [waiting, orphan] = [await ask('test.count'), await ask('test.count')]
  await app.owner
    .updateTable('kernel.job')
    .set({ state: 'running', starts: 1 })
    .where('id', '=', orphan.id)
    .execute()
  worker = await startWorker(app.kernel)
  await until(waiting.id, 'done')
  await until(orphan.id, 'done')
  // From here on nobody works, or the job below would be over before it is made hopeless.
  await worker.stop()
  worker = undefined
  const hopeless = await ask('test.count')
  await app.owner
    .updateTable('kernel.job')
    .set({ state: 'running', starts: 3 })
    .where('id', '=', hopeless.id)
    .execute()
  worker = await startWorker(app.kernel)
  expect((await until(hopeless.id, 'failed')).error).toContain('多次因服务器中断')
})

test('a schedule runs when its time comes, and a failing one only in the log', async () => {
  let rounds = 0
  defineSchedule({ name: 'test.round', every: 'minute', work: async () => void rounds++ })
  defineSchedule({ name: 'test.fails', every: 'day', work: () => Promise.reject(new Error('no')) })
  worker = await startWorker(app.kernel)
  await runSchedule(app.kernel, 'test.fails')
  await runSchedule(app.kernel, 'test.round')
  expect(rounds).toBe(1)
})

test('a round that takes long is not begun a second time beside itself', async () => {
  let rounds = 0
  let end = () => {}
  const long = new Promise<void>((resolve) => {
    end = resolve
  })
  defineSchedule({
    name: 'test.long',
    every: 'day',
    work: () => {
      rounds += 1
      return long
    },
  })
  const first = runSchedule(app.kernel, 'test.long')
  await runSchedule(app.kernel, 'test.long')
  expect(rounds).toBe(1)
  end()
  await first
  await runSchedule(app.kernel, 'test.long')
  expect(rounds).toBe(2)
})

test('a start doesn’t wait for what comes round with it, and a stop does', async () => {
  let began = () => {}
  const at_work = new Promise<void>((resolve) => {
    began = resolve
  })
  let end = () => {}
  const long = new Promise<void>((resolve) => {
    end = resolve
  })
  defineSchedule({
    name: 'test.first',
    every: 'day',
    at_start: true,
    work: () => {
      began()
      return long
    },
  })
  worker = await startWorker(app.kernel)
  await at_work
  let stopped = false
  const stopping = worker.stop().then(() => {
    stopped = true
  })
  worker = undefined
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(stopped).toBe(false)
  end()
  await stopping
})

test('the queue cleans up after itself: its maintenance passes under the app’s role', async () => {
  const faults: unknown[] = []
  const log = Object.assign(Object.create(app.kernel.log), { error: (fault: unknown) => faults.push(fault) })
  const queue = await openBoss({ ...app.kernel, log })
  await app.owner.executeQuery(
    CompiledQuery.raw('update pgboss.queue set maintain_on = null, monitor_on = null'),
  )
  await queue.supervise()
  await queue.stop({ graceful: false })
  expect(faults).toEqual([])
})

test('a worker killed in the middle loses nothing: the job’s lock falls with it', async () => {
  const { id } = await ask('test.count')
  await app.owner
    .updateTable('kernel.job')
    .set({ state: 'running', starts: 1 })
    .where('id', '=', id)
    .execute()
  const script = `const pg = (await import('pg')).default
    const client = new pg.Client({ connectionString: process.argv[1] })
    await client.connect()
    await client.query("select pg_advisory_lock(hashtextextended('bylaw.job.${id}', 0))")
    console.log('held'); setInterval(() => {}, 1000)`
  const child: ChildProcess = spawn(
    process.execPath,
    ['--input-type=module', '-e', script, app.kernel.configuration.DATABASE_URL!],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await new Promise((resolve) => child.stdout!.once('data', resolve))
  expect(await recoverJobs(app.kernel)).toBe(0)
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('exit', resolve))
  // The database notices the dead connection in its own time.
  for (let i = 0; i < 200 && (await isLocked(app.kernel, id)); i++) await sleep(50)
  worker = await startWorker(app.kernel)
  expect((await until(id, 'done')).result).toMatchObject({ counted: 3 })
})
