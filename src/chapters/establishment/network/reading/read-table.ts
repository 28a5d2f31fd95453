import { refused } from '../../../../kernel/errors/problem.ts'
import { decode, findEncoding } from './encoding.ts'
import { findHeader } from './header-row.ts'
import { limits } from './limits.ts'
import { findDelimiter, readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import type { Bytes, Row, Table } from './table.ts'

/** Reads a network file of either format, found by content. Refuses what is too large or no table at all. */
export async function readTable(bytes: Bytes): Promise<Table> {
  const head = await headOf(bytes)
  if (head.startsWith('d0cf11e0')) throw refused('establishment.network.errors.old_workbook')
  if (head.startsWith('504b0304'))
    return asTable(await readXlsx(await whole(bytes)), { format: 'xlsx', encoding: null, delimiter: null })
  if (head === '') throw refused('establishment.network.errors.empty_file')
  const encoding = await findEncoding(bytes)
  const delimiter = await findDelimiter(decode(bytes, encoding))
  const rows: Row[] = []
  for await (const row of readCsv(decode(bytes, encoding), delimiter)) {
    if (row.cells.every((cell) => cell.trim() === '')) continue
    rows.push(row)
    if (rows.length > limits.rows) throw tooMany()
  }
  return asTable(rows, { format: 'csv', encoding, delimiter })
}

const tooMany = () => refused('establishment.network.errors.too_many_rows', { limit: limits.rows })

function asTable(rows: Row[], read: Pick<Table, 'format' | 'encoding' | 'delimiter'>): Table {
  if (rows.length > limits.rows) throw tooMany()
  const at = findHeader(rows)
  const header = rows[at]
  if (!header) throw refused('establishment.network.errors.empty_file')
  if (header.cells.length > limits.columns)
    throw refused('establishment.network.errors.too_many_columns', { limit: limits.columns })
  const named = header.cells.findLastIndex((cell) => cell.trim() !== '') + 1
  const body = rows.slice(at + 1)
  if (named < 1 || body.length === 0) throw refused('establishment.network.errors.no_rows')
  const headers = header.cells.slice(0, named).map((cell) => cell.replace(/\s+/g, ' ').trim())
  const written = Math.max(header.cells.length, usualLength(body))
  return {
    ...read,
    headers,
    header_line: header.line,
    rows: body.map((row) => withoutTail(row, named, written)),
  }
}

/**
 * Empty cells beyond the headers say nothing where the file always writes them. A row longer than that has a
 * delimiter too many, and keeps its length to be refused.
 */
function withoutTail(row: Row, named: number, written: number): Row {
  const blank = row.cells.slice(named).every((cell) => cell.trim() === '')
  return blank && row.cells.length <= written && row.cells.length > named
    ? { ...row, cells: row.cells.slice(0, named) }
    : row
}

function usualLength(rows: Row[]): number {
  const counts = new Map<number, number>()
  for (const { cells } of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

async function headOf(bytes: Bytes): Promise<string> {
  for await (const chunk of bytes())
    if (chunk.length > 0) return Buffer.from(chunk.subarray(0, 4)).toString('hex')
  return ''
}

async function whole(bytes: Bytes): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes()) chunks.push(chunk)
  return Buffer.concat(chunks)
}
