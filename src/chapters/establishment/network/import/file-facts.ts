import type { ImportColumn } from '../contract.ts'
import { type Guess, guessMapping } from '../mapping/guess-mapping.ts'
import { signatureOf } from '../mapping/signature.ts'
import type { Table } from '../reading/table.ts'

/** What is kept of a file beside its bytes. */
export type FileFacts = Pick<Table, 'format' | 'encoding'> & {
  row_count: number
  columns: ImportColumn[]
  signature: string
  guess: Guess
}

/** More values than these are no choice; longer ones are cut on the screen. */
const [mostValues, longest, samples] = [30, 120, 3]

export function factsOf(table: Table): FileFacts {
  const { format, encoding, headers, rows } = table
  return {
    ...{ format, encoding },
    row_count: rows.length,
    columns: headers.map((header, at) => ({ header: header.slice(0, longest), ...lookAt(rows, at) })),
    signature: signatureOf(headers),
    guess: guessMapping(table),
  }
}

function lookAt(rows: Table['rows'], column: number): Pick<ImportColumn, 'samples' | 'values'> {
  const counts = new Map<string, number>()
  const first: string[] = []
  for (const { cells } of rows) {
    const cell = (cells[column] ?? '').trim().slice(0, longest)
    if (cell === '') continue
    if (first.length < samples && !first.includes(cell)) first.push(cell)
    if (counts.size <= mostValues) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  }
  const few = counts.size > 0 && counts.size <= mostValues
  const values = [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count)
  return { samples: first, values: few ? values : null }
}
