import { PassThrough, Readable } from 'node:stream'
import { type Cell, decimalsOf, minuteIn } from './cell.ts'
import { worksheetName } from './worksheet-name.ts'

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Workbook = {
  /** Stands on the tab of the worksheet, as far as one takes it. */
  title: string
  head: string[]
  rows: AsyncIterable<Cell[][]> | Iterable<Cell[][]>
  /** What stands at the end of a text that was cut. */
  mark: string
}

/**
 * A workbook of one sheet, packed as its rows come, a set at a time: of any number a set is held. Every text stands in its
 * cell, so that no table of texts grows; the row of headers is bold and stays in sight. Throws what `rows` throws.
 */
export async function* workbookOf(workbook: Workbook): AsyncGenerator<Uint8Array> {
  // Read when the first workbook is written, not at every start.
  const { ZipFile } = await import('yazl')
  const zip = new ZipFile()
  // The same rows give the same bytes, whenever they leave and wherever: an entry's time is written by the server's clock.
  const entry = { mtime: new Date(2000, 0, 1), forceDosTimestamp: true }
  for (const [name, xml] of Object.entries({ ...parts, ...workbookPart(workbook) }))
    zip.addBuffer(Buffer.from(declaration + xml), name, entry)
  const sheet = Readable.from(sheetOf(workbook), { objectMode: false })
  const packed = zip.outputStream.pipe(new PassThrough())
  const fail = (error: Error) => packed.destroy(error)
  zip.on('error', fail)
  sheet.on('error', fail)
  zip.addReadStream(sheet, 'xl/worksheets/sheet1.xml', entry)
  zip.end()
  try {
    yield* packed as AsyncIterable<Uint8Array>
  } finally {
    // The rows may be at the database still: whoever takes its connection back waits until they are closed.
    const closed = sheet.closed || new Promise((done) => sheet.once('close', done))
    sheet.destroy()
    await closed
  }
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Formats of our own begin at 164; amounts have none to four decimals. */
const formats = [
  'yyyy-mm-dd',
  'yyyy-mm-dd hh:mm',
  ...[0, 1, 2, 3, 4].map((decimals) => (decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`)),
]
/** A style by its number: the first two of the sheet have no format of ours. */
const style = { bold: 1, day: 2, minute: 3, amount: (decimals: number) => 4 + decimals }

const parts = {
  '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${content}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${content}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${content}.styles+xml"/></Types>`,
  '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${formats.map((format, at) => `<numFmt numFmtId="${164 + at}" formatCode="${format}"/>`).join('')}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${2 + formats.length}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>${formats.map((_, at) => `<xf numFmtId="${164 + at}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`,
}

const workbookPart = ({ title }: Workbook) => ({
  'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="${escaped(worksheetName(title))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
})

async function* sheetOf({ head, rows, mark }: Workbook): AsyncGenerator<Buffer> {
  yield Buffer.from(
    `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${rowOf(head, 1, (text, at) => textCell(text, at, mark, style.bold))}`,
  )
  let line = 1
  for await (const some of rows) {
    let xml = ''
    for (const row of some) {
      line += 1
      xml += rowOf(row, line, (cell, at) => cellOf(cell, at, mark))
    }
    if (xml !== '') yield Buffer.from(xml)
  }
  yield Buffer.from('</sheetData></worksheet>')
}

const rowOf = <C>(row: C[], line: number, write: (cell: C, at: string) => string) =>
  `<row r="${line}">${row.map((cell, column) => write(cell, letters(column) + line)).join('')}</row>`

/** The name of a column counted from 0: 25 → Z, 26 → AA. */
const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))

function cellOf(cell: Cell, at: string, mark: string): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return textCell(cell, at, mark)
  if (typeof cell === 'number') return numberCell(cell, at)
  if ('day' in cell)
    return isCounted(cell.day)
      ? numberCell(daysTo(`${cell.day}T00:00Z`), at, style.day)
      : textCell(cell.day, at, mark)
  if ('at' in cell) {
    const minute = minuteIn(cell)
    // A sheet knows no zones: the clock that was read is written as if it were UTC, and read back unchanged.
    return isCounted(minute.slice(0, 10))
      ? numberCell(daysTo(`${minute}Z`), at, style.minute)
      : textCell(minute.replace('T', ' '), at, mark)
  }
  const decimals = decimalsOf(cell.currency)
  return numberCell(cell.minor / 10 ** decimals, at, style.amount(decimals))
}

/** What is no number a workbook knows is left out. */
const numberCell = (value: number, at: string, s = 0) =>
  Number.isFinite(value) ? `<c r="${at}" s="${s}"><v>${value}</v></c>` : ''

const textCell = (text: string, at: string, mark: string, s = 0) =>
  text === ''
    ? ''
    : `<c r="${at}" s="${s}" t="inlineStr"><is><t xml:space="preserve">${escaped(fitCell(text, mark))}</t></is></c>`

/**
 * Whether workbooks count the day as we do: they take 1900 for a leap year and know nothing before it. Others, and what no
 * calendar has, stand as text.
 */
const isCounted = (day: string) =>
  /^\d{4}-\d\d-\d\d$/.test(day) &&
  day >= '1900-03-01' &&
  new Date(`${day}T00:00Z`).toJSON()?.slice(0, 10) === day

/** Workbooks have 1970 on that day. */
const day1970 = 25_569
const inDay = 86_400_000

/**
 * Days as workbooks count them. Of a minute no number of days is exact: whoever cuts what is nearest to it reads the
 * millisecond before, whoever rounds the one after it reads the minute too.
 */
function daysTo(instant: string): number {
  const at = Date.parse(instant)
  const days = at / inDay + day1970
  return (days - day1970) * inDay < at ? days + Math.max(days, day1970) * Number.EPSILON : days
}

/** Characters (UTF-16) a cell of a workbook takes; Excel calls a file with more damaged. */
const longestCell = 32_767

function fitCell(text: string, mark: string): string {
  if (text.length <= longestCell) return text
  // Half of a pair that the cut went through isn't left behind.
  return text.slice(0, longestCell - mark.length).replace(/[\uD800-\uDBFF]$/, '') + mark
}

const entities: Record<string, string> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' },
}
/** Marks of XML, a carriage return, which it would take for a line feed, and what would read as an escape (ECMA-376, 22.9.2.19). */
const special = /[&<>"\r]|_(?=x[\dA-Fa-f]{4}_)/g
/** What XML can't hold: control characters, halves of a pair, and two that are none. */
const unheld = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]|\p{Surrogate}/gu

const escaped = (text: string) =>
  text
    .replace(special, (found) => entities[found] ?? '_x005F_')
    .replace(unheld, (found) => `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
