import { spool } from '../../../../kernel/files/spool.ts'
import { answer } from '../../../../kernel/jobs/thread.ts'
import { factsOf } from '../../../../kernel/sheet/reading/file-facts.ts'
import { openTable } from '../../../../kernel/sheet/reading/open-table.ts'
import { piecesOf } from '../../../../kernel/sheet/reading/pieces.ts'
import { type ReadRow, readRow } from '../checking/read-row.ts'
import type { Judged } from '../dry-run/contract.ts'
import { dryRun } from '../dry-run/dry-run.ts'
import { knownHeader } from '../mapping/guess-field.ts'
import { guessMapping } from '../mapping/guess-mapping.ts'
import type { ThreadTask } from './in-thread.ts'
import { type ImportPart, partsOf } from './sets.ts'

/** Rows sent at once. */
const set = 1000

await answer<ThreadTask>(async (task, send) => {
  const table = await openTable(piecesOf(task.bytes), {
    knows: (header) => knownHeader(header) !== undefined,
  })
  if (task.does === 'read') return factsOf(table, guessMapping)
  const rows: ReadRow[] = []
  const levels = new Set(task.mapping.levels.map(({ column }) => column))
  for await (const row of table.rows()) {
    const read = readRow(row, task.mapping, table.headers.length)
    // The others are read again when they are sent, so that they needn't be kept till then.
    rows.push({ ...read, cells: read.cells.map((cell, at) => (levels.has(at) ? cell : '')) })
  }
  const run = dryRun({ ...task, rows })
  if (task.does === 'import') {
    return spool(task.files_dir, linesOf(partsOf(run, task.doubtful)))
  }
  const { judged, ...said } = run
  let some: Judged[] = []
  let at = 0
  for await (const { cells } of table.rows()) {
    some.push({ ...judged[at]!, cells })
    at += 1
    if (some.length < set && at < judged.length) continue
    await send(some)
    some = []
  }
  return said
})

function* linesOf(parts: Iterable<ImportPart>) {
  for (const part of parts) yield Buffer.from(`${JSON.stringify(part)}\n`)
}
