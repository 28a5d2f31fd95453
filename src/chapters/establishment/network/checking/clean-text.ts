import type { Fault, FaultCode } from '../dry-run/contract.ts'

/** A cell made fit to keep, and what was done to it. */
export type Cleaned = { text: string; faults: FaultCode[] }

/** C0 and C1 controls, zero-width and direction marks, byte order marks, private use: nothing a person typed. */
const unseen = /[\p{Cc}\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\p{Co}\ufffe\uffff]/gu
/** What Windows-1252 keeps where Latin-1 has controls: a file saved under the wrong label shows them. */
const windows: Record<string, string> = {
  '\u0091': '‘',
  '\u0092': '’',
  '\u0093': '“',
  '\u0094': '”',
  '\u0096': '–',
  '\u0097': '—',
  '\u0085': '…',
}
const damaged = /\ufffd|¿|\u951f\u65a4\u62f7|Ã[\u0080-\u00bf]|â€/u
const dangling = /^[\s,，、;；:：`~|\\]+|[\s,，、;；:：`~|\\]+$/gu
/** A hyphen or underscore at an end belongs to nothing; a full stop may end an abbreviation (`N.T.`) and stays. */
const danglingDash = /^[\s_-]+(?=\p{L})|[\s_-]+$/gu

/** What a sheet puts before a line that looks like a formula, ours included. */
const textMark = /(^|\r\n|[\r\n])'(?=[^\S\r\n]*[=+\-@＝＋－＠])/g

/** A cell as whoever wrote it meant it, not yet cleaned. */
export const writtenText = (cell: string): string => cell.replace(textMark, '$1').trim()

/** Cleans a cell of one line. What is inside the text stays as it was written, width and script included. */
export function cleanText(cell: string): Cleaned {
  const faults = new Set<FaultCode>()
  const step = (text: string, next: string, code: FaultCode) => {
    if (next !== text) faults.add(code)
    return next
  }
  let text = cell.replace(textMark, '$1')
  text = step(
    text,
    text.replace(/[\u0080-\u009f]/g, (character) => windows[character] ?? character),
    'controls_removed',
  )
  text = step(
    text,
    text.replace(/[\t\n\r\v\f\u00a0\u2000-\u200a\u202f\u205f\u3000]+/g, ' '),
    'spaces_cleaned',
  )
  text = step(text, text.replace(unseen, ''), 'controls_removed')
  text = step(text, text.trim().replace(/ {2,}/g, ' '), 'spaces_cleaned')
  text = step(text, withoutStrayQuotes(text), 'quotes_cleaned')
  text = step(text, withoutStrayMarks(text), 'punctuation_cleaned')
  if (damaged.test(text)) faults.add('text_damaged')
  if (/^[=+\-@]/.test(text)) faults.add('formula_as_text')
  return { text, faults: [...faults] }
}

/** Straight double quotes around parts of a text, doubled or left alone, are leftovers of a spreadsheet. */
function withoutStrayQuotes(text: string): string {
  if (!text.includes('"')) return text
  return text
    .replace(/\s*"(?=\s*([,，]|$))|"/g, '')
    .replace(/ {2,}/g, ' ')
    .replace(/ +([,，])/g, '$1')
    .trim()
}

function withoutStrayMarks(text: string): string {
  return text
    .replace(/([,，])(\s*[,，])+/g, '$1')
    .replace(/\s*`+/g, '')
    .replace(dangling, '')
    .replace(danglingDash, '')
}

/** The faults of one cell as faults of its field. */
export const asFaults = (codes: FaultCode[], field: string): Fault[] => codes.map((code) => ({ code, field }))
