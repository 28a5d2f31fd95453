import { inThread } from '../../../../kernel/jobs/thread.ts'
import type { DryRun } from '../dry-run/dry-run.ts'
import type { Existing } from '../dry-run/network.ts'
import type { Mapping } from '../mapping/contract.ts'
import type { FileFacts } from './file-facts.ts'

export type ThreadTask =
  | { does: 'read'; bytes: Uint8Array }
  | { does: 'dry_run'; bytes: Uint8Array; mapping: Mapping; existing: Existing[]; root_id: string }

const script = new URL('./thread.ts', import.meta.url)

/** What a file holds, for the screen on which it is mapped. Throws `refused` for what is no table or too large. */
export const readFacts = (bytes: Uint8Array) =>
  inThread<FileFacts>(script, { does: 'read', bytes } satisfies ThreadTask)

/** The dry run of dry-run/dry-run.ts over the bytes of a file. */
export const dryRunFile = (task: Omit<Extract<ThreadTask, { does: 'dry_run' }>, 'does'>) =>
  inThread<DryRun>(script, { does: 'dry_run', ...task } satisfies ThreadTask)
