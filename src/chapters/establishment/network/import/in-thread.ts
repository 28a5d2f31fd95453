import { inThread } from '../../../../kernel/jobs/thread.ts'
import type { FileFacts } from '../../../../kernel/sheet/reading/file-facts.ts'
import type { Judged } from '../dry-run/contract.ts'
import type { DryRun } from '../dry-run/dry-run.ts'
import type { Existing } from '../dry-run/network.ts'
import type { Mapping } from '../mapping/contract.ts'
import type { Guess } from '../mapping/guess-mapping.ts'

export type ThreadTask = { does: 'read'; bytes: Uint8Array } | ({ does: 'check' | 'dry_run' } & Judging)

type Judging = { bytes: Uint8Array; mapping: Mapping; existing: Existing[]; root_id: string }

const script = new URL('./thread.ts', import.meta.url)

/** What a file holds, for the screen on which it is mapped. Throws `refused` for what is no table or too large. */
export const readFacts = (bytes: Uint8Array) =>
  inThread<FileFacts<Guess>>(script, { does: 'read', bytes } satisfies ThreadTask)

/** The dry run of dry-run/dry-run.ts over the bytes of a file; `take` gets what it says of the rows, a set at a time. */
export const checkFile = (task: Judging, take: (judged: Judged[]) => Promise<void>) =>
  inThread<Omit<DryRun, 'judged'>>(script, { does: 'check', ...task } satisfies ThreadTask, take)

/** The same at once, without the cells of the rows. */
export const dryRunFile = (task: Judging) =>
  inThread<DryRun>(script, { does: 'dry_run', ...task } satisfies ThreadTask)
