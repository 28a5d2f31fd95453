import { tmpdir } from 'node:os'
import { refused } from '../../errors/problem.ts'
import { decode, findEncoding } from './encoding.ts'
import { findHeader } from './headers.ts'
import { limits } from './limits.ts'
import { findDelimiter, readCsv } from './read-csv.ts'
import { openXlsx } from './read-xlsx.ts'
import type { Bytes, Row, Table } from './table.ts'

/** Rows looked at before the rest is read: enough to pass over what stands above the headers. */
const looked = 500

type Opening = {
  knows: (header: string) => boolean
  most?: number
  /** Where a workbook lies meanwhile, in files without a name. */
  dir?: string
}

/**
 * Opens a CSV or a workbook, told apart by content; its rows are read when they are asked for. `knows` says of a header
 * whether it is one of ours; beyond `most` rows it is refused. Throws `refused` for what is no table or too wide.
 */
export async function openTable(
  bytes: Bytes,
  { knows, most = limits.rows, dir = tmpdir() }: Opening,
): Promise<Table> {
  const { read, ...kind } = await openRows(bytes, dir)
  const first: Row[] = []
  for await (const row of filled(read())) if (first.push(row) >= looked) break
  const at = findHeader(first, knows)
  const header = first[at]
  if (!header) throw refused('sheet.reading.empty_file')
  if (header.cells.length > limits.columns)
    throw refused('sheet.reading.too_many_columns', { limit: limits.columns })
  const named = header.cells.findLastIndex((cell) => cell.trim() !== '') + 1
  const body = first.slice(at + 1)
  if (named < 1 || body.length === 0) throw refused('sheet.reading.no_rows')
  const written = Math.max(header.cells.length, usualLength(body))
  return {
    ...kind,
    headers: header.cells.slice(0, named).map((cell) => cell.replace(/\s+/g, ' ').trim()),
    header_line: header.line,
    rows: async function* () {
      let count = 0
      for await (const row of filled(read())) {
        if (row.line <= header.line) continue
        if (++count > most) throw refused('sheet.reading.too_many_rows', { limit: most })
        yield withoutTail(row, named, written)
      }
    },
  }
}

type Opened = Pick<Table, 'format' | 'encoding' | 'delimiter'> & { read: () => AsyncIterable<Row> }

async function openRows(bytes: Bytes, dir: string): Promise<Opened> {
  const head = await headOf(bytes)
  if (head.startsWith('d0cf11e0')) throw refused('sheet.reading.old_workbook')
  if (head.startsWith('504b0304')) {
    const read = await openXlsx(bytes, dir)
    return { format: 'xlsx', encoding: null, delimiter: null, read }
  }
  if (head === '') throw refused('sheet.reading.empty_file')
  const encoding = await findEncoding(bytes)
  const delimiter = await findDelimiter(decode(bytes, encoding))
  return { format: 'csv', encoding, delimiter, read: () => readCsv(decode(bytes, encoding), delimiter) }
}

async function* filled(rows: AsyncIterable<Row>): AsyncIterable<Row> {
  for await (const row of rows) if (row.cells.some((cell) => cell.trim() !== '')) yield row
}

/**
 * Empty cells beyond the headers say nothing where the file always writes them. A row longer than that has a
 * delimiter too many, and keeps its length to be refused.
 */
function withoutTail(row: Row, named: number, written: number): Row {
  const blank = row.cells.slice(named).every((cell) => cell.trim() === '')
  if (blank && row.cells.length <= written && row.cells.length > named)
    return { ...row, cells: row.cells.slice(0, named) }
  // It is refused for its length; how far it goes on is of no use to anybody.
  return row.cells.length > limits.columns ? { ...row, cells: row.cells.slice(0, limits.columns + 1) } : row
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
