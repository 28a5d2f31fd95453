import { createReadStream } from 'node:fs'
import { dropSpooled, type Spooled } from '../../../../kernel/files/spool.ts'
import { inThread } from '../../../../kernel/jobs/thread.ts'
import type { FileFacts } from '../../../../kernel/sheet/reading/file-facts.ts'
import type { Judged, Summary } from '../dry-run/contract.ts'
import type { PlannedLevel } from '../dry-run/levels.ts'
import type { Mapping } from '../mapping/contract.ts'
import type { Guess } from '../mapping/guess-mapping.ts'
import type { ImportPart } from './sets.ts'

export type ThreadTask =
  | ({ does: 'read' } & OnDisk)
  | ({ does: 'check' } & Judging)
  | ({ does: 'import'; doubtful: Doubtful; files_dir: string } & Judging)

type Doubtful = 'import' | 'leave_out'

/** A file on the disk, and where its reader may lay more. */
type OnDisk = { path: string; dir: string }

/** `network`: where the organisations lie that exist (`read-network.ts`). */
export type Judging = OnDisk & { network: string; mapping: Mapping; root_id: string }

/** The regions to be built, and the counts. */
export type Checked = { levels: PlannedLevel[]; summary: Summary }

const script = new URL('./thread.ts', import.meta.url)
/** The largest file, 60,000 rows, against a network as large is judged in 96. */
const space = { megabytes: 256, young: 6 }

/** What a file holds, for the screen on which it is mapped. Throws `refused` for what is no table or too large. */
export const readFacts = (file: OnDisk) =>
  inThread<FileFacts<Guess>>(script, { does: 'read', ...file } satisfies ThreadTask)

/** The dry run of dry-run/dry-run.ts over a file; `take` gets what it says of the rows, a set at a time. */
export const checkFile = (task: Judging, take: (judged: Judged[]) => Promise<void>) =>
  inThread<Checked>(script, { does: 'check', ...task } satisfies ThreadTask, take, space)

/**
 * The same dry run as an import takes it; `take` gets its parts in their order, one when it is done with the last. They lie
 * on the disk meanwhile: the thread and all it held are gone before the first is taken.
 */
export async function importFile(
  task: Judging & { doubtful: Doubtful; files_dir: string },
  take: (part: ImportPart) => Promise<void>,
): Promise<void> {
  const made = await inThread<Spooled>(
    script,
    { does: 'import', ...task } satisfies ThreadTask,
    undefined,
    space,
  )
  try {
    for await (const line of linesIn(made.path)) await take(JSON.parse(line) as ImportPart)
  } finally {
    await dropSpooled(made)
  }
}

/** One line after the other. Unlike readline it reads no further while one is worked on, and takes U+2028 for no line break. */
async function* linesIn(path: string): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of createReadStream(path, { encoding: 'utf8', highWaterMark: 256 * 1024 })) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop()!
    yield* lines
  }
}
