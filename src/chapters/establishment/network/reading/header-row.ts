import { knownHeader } from '../mapping/guess-field.ts'
import type { Row } from './table.ts'

/**
 * Index of the header among the first rows: the one with most headers we know, so that a title and remarks above
 * the table are passed over; the first row with two cells when none is known.
 */
export function findHeader(rows: Row[]): number {
  const first = rows.slice(0, 15)
  const known = first.map(({ cells }) => cells.filter((cell) => knownHeader(cell)).length)
  const most = Math.max(...known, 0)
  if (most > 1) return known.indexOf(most)
  const wide = first.findIndex(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > 1)
  return Math.max(wide, 0)
}
