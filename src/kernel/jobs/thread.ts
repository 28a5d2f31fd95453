import { parentPort, Worker, workerData } from 'node:worker_threads'
import { Problem, type ProblemKind } from '../errors/problem.ts'

type Said =
  | { is: 'part'; part: unknown }
  | { is: 'answer'; answer: unknown }
  | {
      is: 'failure'
      problem: { kind: ProblemKind; code: string; params: Record<string, unknown> } | null
      message: string
    }

/** Megabytes it may hold, and of them for what is new. The less there are, the sooner what it has thrown away is collected. */
type Space = { megabytes?: number; young?: number }

/**
 * Seconds of computing in a thread of its own, so that nobody else waits. `script` calls `answer`. Parts it sends are
 * taken one after the other: it goes on when one is done with, so that none pile up. Throws what the script threw, and where it
 * holds more than `megabytes`.
 */
export async function inThread<T>(
  script: URL,
  task: unknown,
  take: (part: never) => Promise<void> = async () => {},
  { megabytes = 2048, young = 16 }: Space = {},
): Promise<T> {
  const worker = new Worker(script, {
    workerData: task,
    execArgv: [],
    // Little space for what is new: what a thread has thrown away would else lie about for as long as it runs.
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: young },
  })
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  worker.on('message', (said: Said) => {
    if (said.is === 'part') take(said.part as never).then(() => worker.postMessage('next'), reject)
    else if (said.is === 'answer') resolve(said.answer as T)
    else if (said.problem) reject(new Problem(said.problem.kind, said.problem.code, said.problem.params))
    else reject(new Error(said.message))
  })
  worker.once('error', reject)
  worker.once('exit', (code) => reject(new Error(`the thread ended with ${code}`)))
  try {
    return await promise
  } finally {
    await worker.terminate()
  }
}

/** What a script does in its thread. `send` ends when the part is done with. */
export async function answer<Task>(
  work: (task: Task, send: (part: unknown) => Promise<void>) => Promise<unknown>,
): Promise<void> {
  const port = parentPort!
  const say = (said: Said) => port.postMessage(said)
  const send = (part: unknown) => {
    const taken = new Promise<void>((resolve) => port.once('message', () => resolve()))
    say({ is: 'part', part })
    return taken
  }
  await work(workerData as Task, send).then(
    (done) => say({ is: 'answer', answer: done }),
    (error: unknown) =>
      say({
        is: 'failure',
        problem:
          error instanceof Problem
            ? { kind: error.kind, code: error.code, params: { ...error.params } }
            : null,
        message: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }),
  )
}
