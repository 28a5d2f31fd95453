import { type Db, PgBoss } from 'pg-boss'
import { poolOf } from '../db/pool.ts'
import type { Kernel } from '../http/context.ts'
import { bossSchema } from './prepare.ts'

export const jobQueue = 'jobs'
export const scheduleQueue = 'schedules'

/** How often a worker looks for work; what the same process asks for is begun at once. */
const pollSeconds = 1

type Queue = { boss: PgBoss; wake: () => void; close: () => Promise<void> }
const queues = new WeakMap<Kernel, Promise<Queue>>()

/** pg-boss on the app's own pool. It owns nothing, so it installs, migrates and rebuilds nothing. */
function makeBoss(kernel: Kernel, works: boolean): PgBoss {
  const pool = poolOf(kernel.db)
  // Several statements at once answer with several results, as pg-boss expects of a pool.
  const db: Db = { executeSql: (text, values) => pool.query(text, values) }
  const boss = new PgBoss({
    ...{ db, schema: bossSchema, migrate: false, createSchema: false },
    ...{ supervise: works, schedule: works, reindex: false, monitorVacuum: false },
    // An upgrade leaves its slow index builds to the owner: see prepare.ts.
    ...{ maintenanceIntervalSeconds: 3600, cronMonitorIntervalSeconds: 10, cronWorkerIntervalSeconds: 1 },
  })
  boss.on('error', (error) => kernel.log.error(error, 'jobs'))
  return boss
}

/** Says that a job waits. Twice is once: a job waits in the queue at most one time. */
export async function sendJob(kernel: Kernel, id: string): Promise<void> {
  let queue = queues.get(kernel)
  if (!queue) {
    queue = openQueue(kernel)
    queues.set(kernel, queue)
  }
  const { boss, wake } = await queue.catch((error: unknown) => {
    queues.delete(kernel)
    throw error
  })
  await boss.send(jobQueue, { job_id: id }, { singletonKey: id })
  wake()
}

async function openQueue(kernel: Kernel): Promise<Queue> {
  const boss = await openBoss(kernel)
  return { boss, wake: () => {}, close: () => boss.stop({ graceful: false }) }
}

/** Ends what was opened for sending alone; a worker's queue is stopped by its worker. */
export async function closeQueue(kernel: Kernel): Promise<void> {
  const queue = await queues.get(kernel)?.catch(() => undefined)
  await queue?.close()
}

/** pg-boss for sending alone: it takes no work and keeps no time. */
export async function openBoss(kernel: Kernel): Promise<PgBoss> {
  const boss = makeBoss(kernel, false)
  await boss.start()
  await makeQueues(boss)
  return boss
}

const makeQueues = async (boss: PgBoss) => {
  // A job's own lock, not the queue's clock, says whether its worker is alive: see run.ts.
  await boss.createQueue(jobQueue, { policy: 'short', expireInSeconds: 24 * 3600 - 1, retryLimit: 0 })
  await boss.createQueue(scheduleQueue, { policy: 'short', expireInSeconds: 3600, retryLimit: 0 })
}

type Work = {
  concurrency: number
  runJob: (id: string) => Promise<void>
  schedules: { name: string; cron: string }[]
  runSchedule: (name: string) => Promise<void>
}

/** Takes jobs and schedules from the queue until stopped; stopping waits for what is running. */
export async function workQueue(kernel: Kernel, work: Work): Promise<{ stop: () => Promise<void> }> {
  const boss = makeBoss(kernel, true)
  await boss.start()
  await makeQueues(boss)
  const options = { pollingIntervalSeconds: pollSeconds, localConcurrency: work.concurrency }
  const worker = await boss.work<{ job_id: string }>(jobQueue, options, async ([job]) => {
    if (job) await work.runJob(job.data.job_id)
  })
  await boss.work<{ name: string }>(scheduleQueue, options, async ([job]) => {
    if (job) await work.runSchedule(job.data.name)
  })
  for (const old of await boss.getSchedules(scheduleQueue))
    if (!work.schedules.some(({ name }) => name === old.key)) await boss.unschedule(scheduleQueue, old.key)
  for (const { name, cron } of work.schedules)
    await boss.schedule(scheduleQueue, cron, { name }, { key: name, tz: 'UTC', singletonKey: name })
  const wake = () => boss.notifyWorker(worker)
  queues.set(kernel, Promise.resolve({ boss, wake, close: async () => {} }))
  return {
    stop: async () => {
      queues.delete(kernel)
      await boss.stop({ graceful: true, timeout: 30_000 })
    },
  }
}
