import { type IRunOptions, TextRun } from 'docx'

/** Leaves out what XML 1.0 has no place for: a file that held such a character could not be opened. */
export const clean = (text: string) =>
  [...text.toWellFormed()].filter((character) => isXml(character.codePointAt(0) ?? 0)).join('')

const isXml = (code: number) =>
  code === 0x9 || code === 0xa || code === 0xd || (code >= 0x20 && code !== 0xfffe && code !== 0xffff)

/** One run per line of the text; a line break stays a line break. */
export function runs(text: string, style: Omit<IRunOptions, 'text' | 'break' | 'children'> = {}): TextRun[] {
  return clean(text)
    .split(/\r\n|\r|\n/)
    .map((line, i) => new TextRun({ ...style, text: line, ...(i > 0 ? { break: 1 } : {}) }))
}
