import { Records } from '../../../../kernel/compact/records.ts'
import { spool } from '../../../../kernel/files/spool.ts'
import { answer } from '../../../../kernel/jobs/thread.ts'
import { factsOf } from '../../../../kernel/sheet/reading/file-facts.ts'
import { openTable } from '../../../../kernel/sheet/reading/open-table.ts'
import { piecesOf } from '../../../../kernel/sheet/reading/pieces.ts'
import { readRow } from '../checking/read-row.ts'
import type { Judged } from '../dry-run/contract.ts'
import { DryRun } from '../dry-run/dry-run.ts'
import type { Existing } from '../dry-run/network.ts'
import { Counts } from '../dry-run/summarise.ts'
import { knownHeader } from '../mapping/guess-field.ts'
import { guessMapping } from '../mapping/guess-mapping.ts'
import type { Checked, ThreadTask } from './in-thread.ts'
import { type ImportPart, partsOf } from './sets.ts'

/** Rows sent at once. */
const set = 200

await answer<ThreadTask>(async (task, send) => {
  const table = await openTable(piecesOf(task.path), {
    knows: (header) => knownHeader(header) !== undefined,
    dir: task.dir,
  })
  if (task.does === 'read') return factsOf(table, guessMapping)
  const run = new DryRun({ ...task, existing: Records.reading<Existing>(task.network) })
  for await (const row of table.rows()) run.add(readRow(row, task.mapping, table.headers.length))
  run.compare()
  if (task.does === 'import') return spool(task.files_dir, linesOf(partsOf(run, task.doubtful)))
  // Cells are read from the file again, so that they needn't lie anywhere else till then.
  const counts = new Counts()
  const told = run.all(counts)
  let some: Judged[] = []
  for await (const { cells } of table.rows()) {
    some.push({ ...(told.next().value as Judged), cells })
    if (some.length < set) continue
    await send(some)
    some = []
  }
  if (some.length > 0) await send(some)
  return { levels: run.levels, summary: run.summary(counts) } satisfies Checked
})

function* linesOf(parts: Iterable<ImportPart>) {
  for (const part of parts) yield Buffer.from(`${JSON.stringify(part)}\n`)
}
