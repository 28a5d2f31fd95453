import { inThread } from '../../../../kernel/jobs/thread.ts'
import type { FileFacts } from '../../../../kernel/sheet/reading/file-facts.ts'
import type { IntakeMapping } from '../words/contract.ts'
import type { ReadRow } from './read-row.ts'

/** A file on the disk, and where its reader may lay more. */
type OnDisk = { path: string; dir: string }

export type ThreadTask = ({ does: 'look' } | { does: 'read'; mapping: IntakeMapping }) & OnDisk

const script = new URL('./thread.ts', import.meta.url)

/** What a file holds, for the screen on which it is mapped. Throws `refused` for what is no table or too large. */
export const lookAtFile = (file: OnDisk) =>
  inThread<FileFacts<IntakeMapping>>(script, { does: 'look', ...file } satisfies ThreadTask)

/** Reads the rows; `take` gets a set at a time, and the next is read when it is done with. */
export const readRows = (
  task: OnDisk & { mapping: IntakeMapping },
  take: (rows: ReadRow[]) => Promise<void>,
) => inThread<null>(script, { does: 'read', ...task } satisfies ThreadTask, take)
