import { refused } from '../../../../kernel/errors/problem.ts'
import { answer } from '../../../../kernel/jobs/thread.ts'
import { factsOf } from '../../../../kernel/sheet/reading/file-facts.ts'
import { openTable } from '../../../../kernel/sheet/reading/open-table.ts'
import { piecesOf } from '../../../../kernel/sheet/reading/pieces.ts'
import { mostRows } from '../contract.ts'
import { guessMapping, knownHeader } from './guess-mapping.ts'
import type { ThreadTask } from './in-thread.ts'
import { isOwnHeader, withoutOwn } from './own-columns.ts'
import { type ReadRow, readRow } from './read-row.ts'

/** Rows sent at once. */
const set = 1000

await answer<ThreadTask>(async (task, send) => {
  const knows = (header: string) => knownHeader(header) !== undefined || isOwnHeader(header)
  const table = withoutOwn(await openTable(piecesOf(task.path), { knows, most: mostRows, dir: task.dir }))
  if (task.does === 'look') {
    const facts = await factsOf(table, guessMapping)
    if (facts.row_count === 0) throw refused('sheet.reading.no_rows')
    return facts
  }
  let some: ReadRow[] = []
  for await (const row of table.rows()) {
    some.push(readRow(row, task.mapping, table.headers.length))
    if (some.length < set) continue
    await send(some)
    some = []
  }
  if (some.length > 0) await send(some)
  return null
})
