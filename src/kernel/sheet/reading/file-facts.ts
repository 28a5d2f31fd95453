import type { FileColumn } from './contract.ts'
import { signatureOf } from './headers.ts'
import { type Looked, lookAt } from './look-at.ts'
import type { Table } from './table.ts'

/** What is kept of a file beside its bytes. */
export type FileFacts<Guess> = Pick<Table, 'format' | 'encoding'> & {
  row_count: number
  columns: FileColumn[]
  signature: string
  guess: Guess
}

/** Reads a table once; `guess` says what its columns may mean, by their headers and a few hundred rows. */
export async function factsOf<Guess>(
  table: Table,
  guess: (seen: Pick<Looked, 'columns' | 'sample'> & { headers: string[] }) => Guess,
): Promise<FileFacts<Guess>> {
  const { format, encoding, headers } = table
  const looked = await lookAt(table)
  const { row_count, columns } = looked
  return {
    ...{ format, encoding, row_count, columns },
    signature: signatureOf(headers),
    guess: guess({ headers, ...looked }),
  }
}
