import { headerWords } from '../../../../kernel/sheet/reading/headers.ts'
import type { IntakeField, IntakeMapping } from '../words/contract.ts'
import words from './header-words.json' with { type: 'json' }

/** The field a header names, in Chinese of either script or in English. */
export const knownHeader = headerWords<IntakeField>(words)

/** A first mapping by the headers; of several columns that may mean the same the first is taken. */
export function guessMapping({ headers }: { headers: string[] }): IntakeMapping {
  const columns: IntakeMapping['columns'] = {}
  for (const [column, header] of headers.entries()) {
    const field = knownHeader(header)
    if (field) columns[field] ??= column
  }
  return { columns }
}
