import { createHash } from 'node:crypto'
import { nameKey } from '../../language/comparing/name-key.ts'
import type { Row } from './table.ts'

/** Which field a header names, by the words people use for each; remarks in brackets and stars are passed over. */
export function headerWords<Field extends string>(
  words: Record<Field, string[]>,
): (header: string) => Field | undefined {
  const byWord = new Map<string, Field>()
  for (const [field, written] of Object.entries(words) as [Field, string[]][])
    for (const word of written) if (!byWord.has(nameKey(word))) byWord.set(nameKey(word), field)
  return (header) => {
    const bare = header.normalize('NFKC').replace(/[*＊]/g, '')
    return byWord.get(nameKey(bare)) ?? byWord.get(nameKey(bare.replace(/[([{【].*?[)\]}】]/g, '')))
  }
}

/** The same for files with the same headers in the same order, however they are spaced or capitalised. */
export const signatureOf = (headers: string[]) =>
  createHash('sha256').update(headers.map(nameKey).join('\u001f')).digest('hex')

/**
 * Index of the header among the first rows: the one with most headers we know, so that a title and remarks above
 * the table are passed over; the first row with two cells when none is known.
 */
export function findHeader(rows: Row[], knows: (header: string) => boolean): number {
  const first = rows.slice(0, 15)
  const known = first.map(({ cells }) => cells.filter((cell) => knows(cell)).length)
  const most = Math.max(...known, 0)
  if (most > 1) return known.indexOf(most)
  const wide = first.findIndex(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > 1)
  return Math.max(wide, 0)
}
