import { writeSync } from 'node:fs'
import { openNameless, Records } from '../../compact/records.ts'
import { type Archive, openArchive, unreadable } from './archive.ts'
import { limits } from './limits.ts'
import { readXml } from './read-xml.ts'
import type { Bytes, Row } from './table.ts'

/**
 * The first sheet of a workbook as text, a row at a time: what a person sees in a cell, days as YYYY-MM-DD, followed by
 * HH:MM:SS where the cell says a time. The workbook and the texts that cells share lie in files without a name in `dir`:
 * of any size a few pieces are held, and eight bytes for each of those texts.
 */
export async function openXlsx(bytes: Bytes, dir: string): Promise<() => AsyncIterable<Row>> {
  const archive = await openArchive(await ontoDisk(bytes, dir))
  const { sheet, from1904 } = await findSheet(archive)
  const shared = new Records<string>(openNameless(dir))
  if (archive.has('xl/sharedStrings.xml')) await readShared(archive, shared)
  const days = archive.has('xl/styles.xml') ? await readDayStyles(archive) : new Set<number>()
  const say = (type: string | undefined, style: number, written: string): string => {
    if (type === 's') return shared.find(Number(written)) ?? ''
    if (type === 'b') return written === '1' ? 'true' : 'false'
    if (type !== undefined && type !== 'n') return written.replace(/T00:00:00(\.0+)?Z?$/, '')
    return days.has(style) && written !== '' ? dayOf(Number(written), from1904) : asShown(written)
  }
  return () => readRows(archive.text(sheet), say)
}

async function ontoDisk(bytes: Bytes, dir: string): Promise<{ file: number; size: number }> {
  const file = openNameless(dir)
  let size = 0
  for await (const piece of bytes())
    for (let at = 0; at < piece.length; ) {
      const written = writeSync(file, piece, at, piece.length - at, size)
      at += written
      size += written
    }
  return { file, size }
}

async function findSheet(archive: Archive): Promise<{ sheet: string; from1904: boolean }> {
  let [id, from1904] = ['', false]
  for await (const marks of readXml(archive.text('xl/workbook.xml')))
    for (const mark of marks) {
      if (mark.is !== 'begin') continue
      if (mark.name === 'workbookPr') from1904 = /^(1|true)$/.test(mark.attributes.date1904 ?? '')
      if (mark.name === 'sheet' && id === '') id = mark.attributes.id ?? ''
    }
  for await (const marks of readXml(archive.text('xl/_rels/workbook.xml.rels')))
    for (const mark of marks)
      if (mark.is === 'begin' && mark.name === 'Relationship' && mark.attributes.Id === id) {
        const target = (mark.attributes.Target ?? '').replace(/^\/?(xl\/)?/, 'xl/')
        if (archive.has(target)) return { sheet: target, from1904 }
      }
  throw unreadable()
}

/** Phonetic readings beside a text are no part of it. */
async function readShared(archive: Archive, shared: Records<string>): Promise<void> {
  let [text, reading, within] = ['', 0, false]
  for await (const marks of readXml(archive.text('xl/sharedStrings.xml')))
    for (const mark of marks)
      if (mark.is === 'text') text += within && reading === 0 ? mark.text : ''
      else {
        const step = mark.is === 'begin' ? 1 : -1
        if (mark.name === 'rPh') reading += step
        if (mark.name === 't') within = step > 0
        if (mark.name === 'si' && step > 0) text = ''
        if (mark.name === 'si' && step < 0) shared.push(plain(text))
      }
}

/** Styles whose numbers are days: by the formats every workbook knows, or by letters of a day in one of its own. */
async function readDayStyles(archive: Archive): Promise<Set<number>> {
  const own = new Map<number, boolean>()
  const days = new Set<number>()
  let [cells, style] = [false, 0]
  for await (const marks of readXml(archive.text('xl/styles.xml')))
    for (const mark of marks) {
      if (mark.is === 'text') continue
      if (mark.name === 'cellXfs') cells = mark.is === 'begin'
      if (mark.is !== 'begin') continue
      const format = Number(mark.attributes.numFmtId)
      if (mark.name === 'numFmt')
        own.set(
          format,
          /[ymdhs]/i.test((mark.attributes.formatCode ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')),
        )
      if (mark.name !== 'xf' || !cells) continue
      const known = (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || format >= 45
      if (own.get(format) ?? (known && format <= 58 && format !== 48 && format !== 49)) days.add(style)
      style += 1
    }
  return days
}

type Say = (type: string | undefined, style: number, written: string) => string

async function* readRows(sheet: AsyncIterable<string>, say: Say): AsyncIterable<Row> {
  let [line, column, text] = [0, -1, '']
  let [within, reading] = [false, false]
  let cells: string[] = []
  let cell: Record<string, string> = {}
  for await (const marks of readXml(sheet))
    for (const mark of marks) {
      if (mark.is === 'text') {
        if (within && !reading) text += mark.text
      } else if (mark.is === 'begin') {
        if (mark.name === 'row') {
          line = Number(mark.attributes.r) || line + 1
          column = -1
          cells = []
        } else if (mark.name === 'c') {
          cell = mark.attributes
          column = cell.r ? columnOf(cell.r) : column + 1
          text = ''
        } else if (mark.name === 'rPh') reading = true
        within ||= mark.name === 'v' || mark.name === 't'
      } else if (mark.name === 'v' || mark.name === 't') within = false
      else if (mark.name === 'rPh') reading = false
      else if (mark.name === 'c') {
        const said = say(cell.t, Number(cell.s ?? 0), plain(text))
        // Beyond the limit it only matters that there is something.
        if (said !== '') fill(cells, Math.min(column, limits.columns), said)
      } else if (mark.name === 'row') yield { line, cells }
    }
}

function fill(cells: string[], at: number, said: string) {
  while (cells.length < at) cells.push('')
  cells[at] = said
}

/** `BC12` → 54, counted from 0. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of reference.replace(/[^A-Z]/g, '').slice(0, 6))
    column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

/** Characters that XML can't hold are written `_x000D_`. */
const plain = (text: string) =>
  text.replace(/_x([\dA-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

function dayOf(serial: number, from1904: boolean): string {
  if (!Number.isFinite(serial) || Math.abs(serial) > 3_000_000) return ''
  // Of a day and a time, the time is the fraction; what is nearest to a second is that second.
  const seconds = Math.round((serial + (from1904 ? 1462 : 0)) * 86_400)
  const [day, time] = new Date(Date.UTC(1899, 11, 30) + seconds * 1000).toISOString().slice(0, 19).split('T')
  return time === '00:00:00' ? day! : `${day} ${time}`
}

/**
 * Excel keeps 39.9 as 39.899999999999999; fifteen digits are what it shows. A whole number is left as it is
 * written, so that a long code keeps every digit.
 */
const asShown = (written: string): string =>
  /^-?\d*\.\d{12,}(E-?\d+)?$|^-?\d(\.\d+)?E\+?\d+$/.test(written)
    ? String(Number(Number(written).toPrecision(15)))
    : written
