import type { Choice } from '../list/filter.ts'
import { minorOf, readAmount } from './amount.ts'

export type Line = Record<string, unknown>
export type LineColumn = {
  key: string
  title: string
  kind: 'text' | 'whole' | 'money' | 'choice' | 'day'
  /** Pixels; text columns share what is left. */
  width?: number
  options?: Choice[]
  currency?: string
  /** Of a text: how many characters; of a number: its bounds. As the schema says. */
  length?: number
  min?: number
  max?: number
}

/** Lays a block copied from Excel over the lines, from one cell on; lines are added as needed. */
export function pasteInto(
  lines: Line[],
  columns: LineColumn[],
  blank: Line,
  at: { line: number; column: number },
  text: string,
): Line[] {
  const block = text
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
    .map((row) => row.split('\t'))
  const pasted = [...lines]
  block.forEach((cells, down) => {
    const line = { ...(pasted[at.line + down] ?? blank) }
    cells.forEach((cell, right) => {
      const column = columns[at.column + right]
      if (column) line[column.key] = readCell(column, cell.trim())
    })
    pasted[at.line + down] = line
  })
  return pasted
}

export const isBlock = (text: string) => /[\t\n]/.test(text.replace(/\r?\n$/, ''))

/** A cell's text as its column holds it: `1,200.50` in a column of renminbi is 120050; a choice is known by its word. */
export function readCell({ kind, options = [], currency = 'CNY' }: LineColumn, text: string): unknown {
  if (text === '') return null
  if (kind === 'text') return text
  if (kind === 'day') return /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null
  if (kind === 'choice')
    return options.find(({ value, word }) => word === text || value === text)?.value ?? null
  if (kind === 'money') return minorOf(text, currency)
  const number = readAmount(text)
  return number === '' ? null : Math.round(Number(number))
}

export function sumOf(lines: Line[], key: string): number {
  return lines.reduce((sum, line) => sum + (Number(line[key]) || 0), 0)
}
