import { stringify } from 'csv-stringify/sync'
import type { MadeFile } from '../http/send-file.ts'
import type { Language } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import { type Cell, decimalsOf, minuteIn } from './cell.ts'
import type { SheetFormat } from './contract.ts'
import { workbookOf, xlsxType } from './workbook.ts'

export type { Cell } from './cell.ts'

type Sheet = {
  /** Of the file. */
  name: string
  /** Of the worksheet. */
  title: string
  format: SheetFormat
  language: Language
  head: string[]
  body: Cell[][]
}
type Growing = Omit<Sheet, 'name' | 'body'> & { rows: AsyncIterable<Cell[][]> | Iterable<Cell[][]> }

/**
 * A sheet as a file. Text stays text: what begins like a formula is never one, neither in CSV nor in XLSX. Text that
 * is longer than a cell of a workbook takes is cut there and says so, in `language`; a CSV holds all of it.
 */
export async function writeSheet({ name, body, ...sheet }: Sheet): Promise<MadeFile> {
  const pieces = await Array.fromAsync(piecesOf({ ...sheet, rows: [body] }))
  return { ...describe(name, sheet.format), bytes: Buffer.concat(pieces) }
}

/** The same a piece at a time, from rows that come a set at a time. Throws what `rows` throws. */
export async function* piecesOf({
  format,
  language,
  title,
  head,
  rows,
}: Growing): AsyncGenerator<Uint8Array> {
  const mark = translate(language, 'sheet.cell.cut')
  if (format === 'xlsx') return yield* workbookOf({ title, head, rows, mark })
  yield csvOf([head], { first: true })
  for await (const some of rows) if (some.length > 0) yield csvOf(some, { first: false })
}

export const describe = (name: string, format: SheetFormat): { name: string; type: string } => ({
  name: `${name.replace(/[\\/:*?"<>|]/g, '-')}.${format}`,
  type: format === 'csv' ? 'text/csv; charset=utf-8' : xlsxType,
})

/** Rows of a CSV; the first have a byte order mark before them, so that Excel reads it as UTF-8. What holds a line break of any kind is quoted. */
function csvOf(rows: Cell[][], { first }: { first: boolean }): Buffer {
  const text = stringify(
    rows.map((row) => row.map(textOf)),
    { bom: first, quoted_match: /[\r\n]/, record_delimiter: 'windows' },
  )
  return Buffer.from(text)
}

/**
 * Where a line begins like a formula, after spaces too: a reader that minds no quotes, or another separator than the
 * comma, begins a cell there. The wide signs are those that some readers take for the narrow ones.
 */
const likeFormula = /(^|\r\n|[\r\n])(?=[^\S\r\n]*[=+\-@＝＋－＠])/g

function textOf(cell: Cell): string | number | null {
  if (typeof cell === 'string') return cell.replace(likeFormula, "$1'")
  if (cell === null || typeof cell === 'number') return cell
  if ('day' in cell) return cell.day
  if ('at' in cell) return minuteIn(cell).replace('T', ' ')
  return (cell.minor / 10 ** decimalsOf(cell.currency)).toFixed(decimalsOf(cell.currency))
}
