import { refused } from '../../../../kernel/errors/problem.ts'
import { nameKey } from '../../../../kernel/language/comparing/name-key.ts'
import { languages } from '../../../../kernel/language/contract.ts'
import { translate } from '../../../../kernel/language/translate.ts'
import type { Table } from '../../../../kernel/sheet/reading/table.ts'

/** Columns that a download of checked rows has after those of the file. Headers: `complaints.import.sheet.<column>`. */
export const ownColumns = ['line', 'verdict', 'organisation', 'number', 'why'] as const

const calledOf = (columns: readonly string[]) =>
  new Set(
    columns.flatMap((column) =>
      languages.map((language) => nameKey(translate(language, `complaints.import.sheet.${column}`))),
    ),
  )
const own = calledOf(ownColumns)
const masked = calledOf(['masked'])

/** A header of one of ours, in any language. */
export const isOwnHeader = (header: string): boolean => own.has(nameKey(header))

/**
 * The table that was downloaded with our columns, as it was before: nothing of ours is read or counted, and a row that
 * holds nothing else is none. Throws `refused` for one in which who complained was masked.
 */
export function withoutOwn(table: Table): Table {
  const { headers } = table
  if (headers.some((header) => masked.has(nameKey(header))))
    throw refused('complaints.import.errors.masked_file')
  const ours = new Set(headers.flatMap((header, at) => (isOwnHeader(header) ? at : [])))
  if (ours.size === 0) return table
  const rest = (cells: string[]) => cells.filter((_, at) => !ours.has(at))
  return {
    ...table,
    headers: rest(headers),
    rows: async function* () {
      for await (const row of table.rows()) {
        const cells = rest(row.cells)
        if (cells.some((cell) => cell.trim() !== '')) yield { ...row, cells }
      }
    },
  }
}
