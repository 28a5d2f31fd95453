import type { FileColumn } from '../../../../kernel/sheet/reading/contract.ts'
import { signatureOf } from '../../../../kernel/sheet/reading/headers.ts'
import { lookAt } from '../../../../kernel/sheet/reading/look-at.ts'
import type { Table } from '../../../../kernel/sheet/reading/table.ts'
import { type Guess, guessMapping } from '../mapping/guess-mapping.ts'

/** What is kept of a file beside its bytes. */
export type FileFacts = Pick<Table, 'format' | 'encoding'> & {
  row_count: number
  columns: FileColumn[]
  signature: string
  guess: Guess
}

export async function factsOf(table: Table): Promise<FileFacts> {
  const { format, encoding, headers } = table
  const looked = await lookAt(table)
  const { row_count, columns } = looked
  return {
    ...{ format, encoding, row_count, columns },
    signature: signatureOf(headers),
    guess: guessMapping({ headers, ...looked }),
  }
}
