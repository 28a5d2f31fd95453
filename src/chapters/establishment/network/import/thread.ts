import { answer } from '../../../../kernel/jobs/thread.ts'
import { openTable } from '../../../../kernel/sheet/reading/open-table.ts'
import { type ReadRow, readRow } from '../checking/read-row.ts'
import { dryRun } from '../dry-run/dry-run.ts'
import { knownHeader } from '../mapping/guess-field.ts'
import { factsOf } from './file-facts.ts'
import type { ThreadTask } from './in-thread.ts'

await answer<ThreadTask>(async (task) => {
  const bytes = async function* () {
    yield task.bytes
  }
  const table = await openTable(bytes, { knows: (header) => knownHeader(header) !== undefined })
  if (task.does === 'read') return factsOf(table)
  const rows: ReadRow[] = []
  for await (const row of table.rows()) rows.push(readRow(row, task.mapping, table.headers.length))
  return dryRun({ ...task, rows })
})
