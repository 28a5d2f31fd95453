import { createHash } from 'node:crypto'
import type { Row } from '../../../../kernel/sheet/reading/table.ts'
import {
  type Fault,
  type IntakeField,
  type IntakeMapping,
  intakeFields,
  type MomentField,
  momentFields,
} from '../words/contract.ts'
import { readMoment } from './read-moment.ts'

/** A row as far as it can be read without asking anybody. */
export type ReadRow = {
  line: number
  /** Texts made fit to keep; moments as `readMoment` gives them. What is empty isn't there. */
  values: Partial<Record<IntakeField, string>>
  faults: Fault[]
  /** Whether the file gave it its subject; otherwise that is the beginning of what was said. */
  worded: boolean
  /** Hash of its cells: the same row, whatever its columns are said to mean, and after a sheet of ours it went through. */
  content: string
  cells: string[]
}

/** Characters a field may have; the others are names, of which 100 are enough. */
const longest: Partial<Record<IntakeField, number>> = {
  subject: 200,
  description: 4000,
  answer: 4000,
  customer_email: 200,
}
const usual = 100
/** A subject that is missing is the beginning of what was said. */
const subjectLength = 60

/** What a sheet puts before a line that looks like a formula. */
const textMark = /(^|\r\n|[\r\n])'(?=\s*[=+\-@＝＋－＠])/g
/** Whatever nobody typed: controls but for tabs and line breaks, direction marks, half a character. */
const unseen = /(?![\t\n\r])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cs}\ufffe\uffff]/u

export function readRow(
  { line, cells, quotes_broken }: Row,
  { columns }: IntakeMapping,
  width: number,
): ReadRow {
  const values: ReadRow['values'] = {}
  const faults: Fault[] = []
  if (cells.length > width) faults.push({ code: 'cells_too_many' })
  if (quotes_broken) faults.push({ code: 'quotes_broken' })
  for (const field of intakeFields) {
    const column = columns[field]
    const cell = column === undefined ? '' : (cells[column] ?? '')
    const text = cell.replace(textMark, '$1').trim()
    if (text === '') continue
    const fault = faultOf(field, text)
    if (fault) faults.push(fault)
    else if (isMoment(field) || field === 'service_on') readTime(field, text, values, faults)
    else values[field] = text
  }
  const worded = values.subject !== undefined
  completeWords(values, faults)
  const kept = cells.map((cell) => cell.toWellFormed().replaceAll('\0', ''))
  return { line, values, faults, worded, content: hashOf(kept), cells: kept }
}

function faultOf(field: IntakeField, text: string): Fault | undefined {
  const most = longest[field] ?? usual
  if (unseen.test(text)) return { code: 'control_characters', field }
  if (text.length > most) return { code: 'text_too_long', field, params: { most, length: text.length } }
  return undefined
}

const isMoment = (field: IntakeField): field is MomentField =>
  (momentFields as readonly string[]).includes(field)

function readTime(field: IntakeField, text: string, values: ReadRow['values'], faults: Fault[]) {
  const moment = readMoment(text)
  if (moment === undefined) faults.push({ code: 'date_unreadable', field, params: { text } })
  else values[field] = moment
}

/** One of the two is enough: the subject is the beginning of the description, the description is the subject. */
function completeWords(values: ReadRow['values'], faults: Fault[]) {
  const said = values.description ?? values.subject
  if (said === undefined) {
    const told = faults.some(({ field }) => field === 'description' || field === 'subject')
    if (!told) faults.push({ code: 'words_missing' })
    return
  }
  if (/^[=+\-@＝＋－＠]/.test(values.subject ?? said))
    faults.push({ code: 'formula_as_text', field: 'subject' })
  const first = [...(said.split(/[\r\n]|(?<=[。！？!?])/)[0] ?? said).trim()]
  values.subject ??=
    first.length > subjectLength ? `${first.slice(0, subjectLength).join('')}…` : first.join('')
  values.subject = values.subject.replace(/\s+/g, ' ')
  values.description = said
}

function hashOf(cells: string[]): string {
  const plain = cells.map((cell) => cell.replace(textMark, '$1').replace(/\r\n?/g, '\n').trim())
  const filled = plain.slice(0, plain.findLastIndex((cell) => cell !== '') + 1)
  return createHash('sha256').update(JSON.stringify(filled)).digest('base64url').slice(0, 27)
}
