/** One record of a file. `line` is where it begins in the file (the row number in a workbook), counted from 1. */
export type Row = {
  line: number
  cells: string[]
  /** Its quotes could not be read by the rules and were taken literally. */
  quotes_broken?: true
}

/** Bytes that can be read as often as needed: to learn their encoding, to look, for good. A piece is what it is until the next is asked for. */
export type Bytes = () => AsyncIterable<Uint8Array>

export type Table = {
  format: 'csv' | 'xlsx'
  /** As named by the Encoding standard; null for a workbook. */
  encoding: string | null
  delimiter: string | null
  headers: string[]
  header_line: number
  /** What stands below the headers, read anew on every call, a row at a time. Throws `refused` beyond the limit of rows. */
  rows: () => AsyncIterable<Row>
}
