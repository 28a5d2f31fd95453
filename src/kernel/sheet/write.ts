import { stringify } from 'csv-stringify/sync'
import type { MadeFile } from '../http/send-file.ts'
import type { Language } from '../language/contract.ts'
import { translate } from '../language/translate.ts'
import type { SheetFormat } from './contract.ts'

/**
 * What stands in a cell. A day is `YYYY-MM-DD`; an instant is written by the clock of `zone`; money is an amount in
 * main units, as many digits as its currency has: the currency stands in a column of its own, so that a sheet can count.
 */
export type Cell =
  | string
  | number
  | null
  | { day: string }
  | { at: string; zone: string }
  | { minor: number; currency: string }

type Sheet = { name: string; format: SheetFormat; language: Language; head: string[]; body: Cell[][] }

/**
 * A sheet as a file. Text stays text: what begins like a formula is never one, neither in CSV nor in XLSX. Text that
 * is longer than a cell of a workbook takes is cut there and says so, in `language`; a CSV holds all of it.
 */
export async function writeSheet({ name, format, language, head, body }: Sheet): Promise<MadeFile> {
  const file = fileName(name, format)
  return format === 'csv'
    ? { name: file, type: csvType, bytes: csvOf([head, ...body], { first: true }) }
    : {
        name: file,
        type: xlsxType,
        bytes: await writeXlsx(head, body, translate(language, 'sheet.cell.cut')),
      }
}

export const fileName = (name: string, format: SheetFormat) =>
  `${name.replace(/[\\/:*?"<>|]/g, '-')}.${format}`

export const csvType = 'text/csv; charset=utf-8'
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Rows of a CSV; the first have a byte order mark before them, so that Excel reads it as UTF-8. What holds a line break of any kind is quoted. */
export function csvOf(rows: Cell[][], { first }: { first: boolean }): Buffer {
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
  return (cell.minor / 10 ** digitsOf(cell.currency)).toFixed(digitsOf(cell.currency))
}

async function writeXlsx(head: string[], body: Cell[][], mark: string): Promise<Buffer> {
  const bold = head.map((value) => ({
    value: fitCell(value, mark),
    type: String,
    fontWeight: 'bold' as const,
  }))
  const rows = body.map((row) => row.map((cell) => xlsxCell(cell, mark)))
  // Read when the first workbook is written, not at every start.
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  return writeXlsxFile([bold, ...rows], { stickyRowsCount: 1 }).toBuffer()
}

/** Characters (UTF-16) a cell of a workbook takes; Excel calls a file with more damaged. */
const longestCell = 32_767

function fitCell(text: string, mark: string): string {
  if (text.length <= longestCell) return text
  // Half of a pair that the cut went through isn't left behind.
  return text.slice(0, longestCell - mark.length).replace(/[\uD800-\uDBFF]$/, '') + mark
}

function xlsxCell(cell: Cell, mark: string) {
  if (cell === null || cell === '') return null
  if (typeof cell === 'string') return { value: fitCell(cell, mark), type: String }
  if (typeof cell === 'number') return { value: cell, type: Number }
  // A sheet knows no zones: the clock that was read is written as if it were UTC, and read back unchanged.
  if ('day' in cell) return { value: new Date(`${cell.day}T00:00Z`), type: Date, format: 'yyyy-mm-dd' }
  if ('at' in cell) return { value: new Date(`${minuteIn(cell)}Z`), type: Date, format: 'yyyy-mm-dd hh:mm' }
  const digits = digitsOf(cell.currency)
  const format = digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`
  return { value: cell.minor / 10 ** digits, type: Number, format }
}

const minuteIn = ({ at, zone }: { at: string; zone: string }) =>
  Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })

/** Digits of the minor unit: 2 for the renminbi, 0 for the yen. */
const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
