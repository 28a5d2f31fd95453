import { stringify } from 'csv-stringify/sync'
import writeXlsxFile from 'write-excel-file/node'
import type { FileAnswer } from '../http/mount.ts'
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

type Sheet = { name: string; format: SheetFormat; head: string[]; body: Cell[][] }

/** A sheet as a file. Text stays text: what begins like a formula is never one, neither in CSV nor in XLSX. */
export async function writeSheet({ name, format, head, body }: Sheet): Promise<FileAnswer> {
  const file = `${name.replace(/[\\/:*?"<>|]/g, '-')}.${format}`
  return format === 'csv'
    ? { name: file, type: 'text/csv; charset=utf-8', bytes: writeCsv([head, ...body]) }
    : { name: file, type: xlsxType, bytes: await writeXlsx(head, body) }
}

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** With a byte order mark, so that Excel reads it as UTF-8. */
function writeCsv(rows: Cell[][]): Buffer {
  const text = stringify(
    rows.map((row) => row.map(textOf)),
    { bom: true, escape_formulas: true, record_delimiter: 'windows' },
  )
  return Buffer.from(text)
}

function textOf(cell: Cell): string | number | null {
  if (cell === null || typeof cell !== 'object') return cell
  if ('day' in cell) return cell.day
  if ('at' in cell) return minuteIn(cell).replace('T', ' ')
  return (cell.minor / 10 ** digitsOf(cell.currency)).toFixed(digitsOf(cell.currency))
}

async function writeXlsx(head: string[], body: Cell[][]): Promise<Buffer> {
  const bold = head.map((value) => ({ value, type: String, fontWeight: 'bold' as const }))
  return writeXlsxFile([bold, ...body.map((row) => row.map(xlsxCell))], { stickyRowsCount: 1 }).toBuffer()
}

function xlsxCell(cell: Cell) {
  if (cell === null || cell === '') return null
  if (typeof cell === 'string') return { value: cell, type: String }
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
