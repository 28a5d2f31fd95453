import { parentPort, workerData } from 'node:worker_threads'
import { Problem } from '../../../../kernel/errors/problem.ts'
import { dryRun } from '../dry-run/dry-run.ts'
import { readTable } from '../reading/read-table.ts'
import { factsOf } from './file-facts.ts'
import type { ThreadAnswer, ThreadTask } from './in-thread.ts'

const task = workerData as ThreadTask
const bytes = async function* () {
  yield task.bytes
}

async function work(): Promise<unknown> {
  const table = await readTable(bytes)
  return task.does === 'read' ? factsOf(table) : dryRun({ ...task, table })
}

const answer: ThreadAnswer = await work().then(
  (done) => ({ ok: true as const, answer: done }),
  (error: unknown) => ({
    ok: false as const,
    problem:
      error instanceof Problem ? { kind: error.kind, code: error.code, params: { ...error.params } } : null,
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }),
)
parentPort?.postMessage(answer)
