import { setTimeout as sleep } from 'node:timers/promises'
import { sweepBytes } from '../files/sweep.ts'
import type { Kernel } from '../http/context.ts'
import { forgetAnswers } from '../http/forget-answers.ts'
import { asSystem } from '../http/open-context.ts'
import { defineSchedule, getSchedule, listSchedules } from './define.ts'
import { workQueue } from './queue.ts'
import { recoverJobs } from './recover.ts'
import { runJob } from './run.ts'

const crons = { minute: '* * * * *', hour: '7 * * * *', day: '40 17 * * *' } as const

/** How long a stop waits for what is running, in milliseconds. */
const patience = 30_000

/** How many jobs run at once in one worker. */
const concurrency = 2

defineSchedule({
  name: 'jobs.recover',
  every: 'minute',
  work: async (kernel) => void (await recoverJobs(kernel)),
})

defineSchedule({
  name: 'files.sweep',
  every: 'day',
  work: async (kernel) => void (await sweepBytes(kernel, asSystem)),
})
defineSchedule({ name: 'http.forget_answers', every: 'day', work: forgetAnswers })

/**
 * Runs jobs and schedules until stopped; several workers share the work. Days begin at 01:40 in China. Stopping lets
 * what is running end.
 */
export async function startWorker(kernel: Kernel): Promise<{ stop: () => Promise<void> }> {
  const queue = await workQueue(kernel, {
    concurrency,
    runJob: (id) => runJob(kernel, id),
    schedules: listSchedules().map(({ name, every }) => ({ name, cron: crons[every] })),
    runSchedule: (name) => runSchedule(kernel, name),
  })
  await recoverJobs(kernel)
  const stopped = new AbortController()
  const first = runFirst(kernel, stopped.signal)
  return {
    stop: async () => {
      stopped.abort()
      await Promise.all([queue.stop(), Promise.race([first, sleep(patience, undefined, { ref: false })])])
    },
  }
}

/** What comes round at a start as well, one after the other. Nobody waits for it: in a large company it takes minutes. */
async function runFirst(kernel: Kernel, stopped: AbortSignal): Promise<void> {
  for (const { name, at_start } of listSchedules())
    if (at_start && !stopped.aborted) await runSchedule(kernel, name)
}

const atWork = new WeakMap<Kernel, Set<string>>()

/**
 * Does now what a schedule does when its time comes, unless its round before is still at work in this process: one that
 * takes long never takes the place of the others. A failure is logged, and the next round tries again.
 */
export async function runSchedule(kernel: Kernel, name: string): Promise<void> {
  const running = atWork.get(kernel) ?? new Set<string>()
  atWork.set(kernel, running)
  if (running.has(name)) return
  running.add(name)
  await getSchedule(name)
    .work(kernel)
    .catch((error: unknown) => kernel.log.error(error, `schedule ${name}`))
    .finally(() => running.delete(name))
}

/** Runs every job that waits, in this process and one after the other: for tests, scripts and the demo. */
export async function workOff(kernel: Kernel): Promise<number> {
  for (let count = 0; ; count++) {
    const next = await asSystem(
      kernel,
      ({ tx }) =>
        tx
          .selectFrom('kernel.job')
          .select('id')
          .where('state', '=', 'waiting')
          .orderBy('created_at')
          .orderBy('id')
          .executeTakeFirst(),
      { readOnly: true },
    )
    if (!next) return count
    await runJob(kernel, next.id)
  }
}
