import { Worker } from 'node:worker_threads'
import { Problem, type ProblemKind } from '../../../../kernel/errors/problem.ts'
import type { DryRun } from '../dry-run/dry-run.ts'
import type { Existing } from '../dry-run/network.ts'
import type { Mapping } from '../mapping/contract.ts'
import type { FileFacts } from './file-facts.ts'

export type ThreadTask =
  | { does: 'read'; bytes: Uint8Array }
  | { does: 'dry_run'; bytes: Uint8Array; mapping: Mapping; existing: Existing[]; root_id: string }

export type ThreadAnswer =
  | { ok: true; answer: unknown }
  | {
      ok: false
      problem: { kind: ProblemKind; code: string; params: Record<string, unknown> } | null
      message: string
    }

/** What a file holds, for the screen on which it is mapped. Throws `refused` for what is no table or too large. */
export const readFacts = (bytes: Uint8Array) => inThread<FileFacts>({ does: 'read', bytes })

/** The dry run of dry-run/dry-run.ts over the bytes of a file. */
export const dryRunFile = (task: Omit<Extract<ThreadTask, { does: 'dry_run' }>, 'does'>) =>
  inThread<DryRun>({ does: 'dry_run', ...task })

/** Seconds of computing for a large file: in a thread of its own, so that nobody else waits. */
function inThread<T>(task: ThreadTask): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: task,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 2048 },
    })
    worker.once('message', (said: ThreadAnswer) => {
      if (said.ok) resolve(said.answer as T)
      else if (said.problem) reject(new Problem(said.problem.kind, said.problem.code, said.problem.params))
      else reject(new Error(said.message))
    })
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the thread ended with ${code}`)))
  })
}
