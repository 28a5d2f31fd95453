import { inThread } from '../../../../kernel/jobs/thread.ts'
import type { FileFacts } from '../../../../kernel/sheet/reading/file-facts.ts'
import type { IntakeMapping } from '../words/contract.ts'
import type { ReadRow } from './read-row.ts'

export type ThreadTask =
  | { does: 'look'; bytes: Uint8Array }
  | { does: 'read'; bytes: Uint8Array; mapping: IntakeMapping }

const script = new URL('./thread.ts', import.meta.url)

/** What a file holds, for the screen on which it is mapped. Throws `refused` for what is no table or too large. */
export const lookAtFile = (bytes: Uint8Array) =>
  inThread<FileFacts<IntakeMapping>>(script, { does: 'look', bytes } satisfies ThreadTask)

/** Reads the rows; `take` gets a set at a time, and the next is read when it is done with. */
export const readRows = (
  task: { bytes: Uint8Array; mapping: IntakeMapping },
  take: (rows: ReadRow[]) => Promise<void>,
) => inThread<null>(script, { does: 'read', ...task } satisfies ThreadTask, take)
